"""One register: what other software records is seen at the desk and in Mijn, and the other way around."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import (
    NieuweKlantvraag,
    NieuwKlantcontact,
    OudContact,
    OudeKlantvraag,
    import_klantvraag,
    register_klantcontact,
    start_klantvraag,
)
from geholpen.domain.klantcontacten.queries import vragen_van, werkvoorraad
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Aanleiding
from tests import bed
from tests.api.klanten import persoon
from tests.api.oproep import Beller
from tests.api.test_klantcontacten import KAAL
from tests.faces_werkplek.bureau import Bureau, first_vraag, plain

KCC = "klantcontactcentrum"


def _via_api(client: Beller, wie: str, **meer: Any) -> dict[str, Any]:
    made = client.maak("klantcontacten", {**KAAL, "inhoud": "Mag mijn kliko later?", **meer})
    client.maak(
        "betrokkenen",
        {"hadKlantcontact": {"uuid": made["uuid"]}, "wasPartij": {"uuid": wie}, "rol": "klant", "initiator": True},
    )
    return made


def _inbox() -> list[UUID]:
    afdeling = str(organisatie().instellingen[KCC])
    return [r.vraag.partij_id for r in werkvoorraad(bed.medewerker("mdw-001"), frozenset({afdeling})).regels]


def test_what_other_software_recorded_waits_in_the_inbox(client: Beller) -> None:
    wie = UUID(persoon())
    _via_api(client, str(wie))
    assert _inbox() == [wie]


def test_it_stands_on_the_page_of_the_inbox_and_opens_from_there(client: Beller) -> None:
    wie = persoon()
    bureau = Bureau("mdw-001")
    assert wie not in bureau.get("postvak")
    _via_api(client, wie)
    partij_id, vraag_id = first_vraag(bureau.get("postvak"))
    assert str(partij_id) == wie
    page = plain(bureau.get("vraag", partij_id, vraag_id))
    assert "Ada Meer" in page
    assert "Nog geen bericht" not in page  # what was said is read there, and the subject can be chosen by it
    assert "Vastgelegd in andere software" in page
    assert "Mag mijn kliko later?" in page


def test_a_contact_that_settled_it_does_not_wait(client: Beller) -> None:
    wie = UUID(persoon())
    _via_api(client, str(wie), indicatieContactGelukt=True)
    assert _inbox() == []


def test_the_desk_is_told(client_echt: Beller, beheer_rijen: Any) -> None:
    wie = persoon()
    _via_api(client_echt, wie)
    told = beheer_rijen("SELECT partij_id::text, gegevens ->> 'wat' FROM gebeurtenis WHERE soort = 'KlantvraagChanged'")
    assert [wat for _, wat in told] == ["gestart", "identiteit"]
    assert told[1][0] == wie


def test_it_is_in_the_time_line_of_the_desk_and_of_the_customer(client: Beller) -> None:
    wie = UUID(persoon())
    made = _via_api(client, str(wie))
    (vraag,) = vragen_van(bed.klant(wie), wie)
    desk = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", wie, vraag.klantvraag_id))
    for ctx in (desk, bed.klant(wie)):
        (regel,) = klantbeeld(ctx, wie).tijdlijn
        assert (str(regel.klantcontact_id), regel.kanaal) == (made["uuid"], "e-mail")
        assert "kliko" in regel.tekst


def test_what_was_recorded_at_the_desk_is_seen_by_other_software(client: Beller) -> None:
    wie = UUID(persoon())
    oud = OudeKlantvraag("afval", "in_behandeling", (OudContact("email", "klant", timezone.now(), "Kliko?", "Afval"),))
    import_klantvraag(bed.systeem().over({wie}), wie, oud)
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", wie, oud.id))
    id = register_klantcontact(
        ctx, wie, oud.id, NieuwKlantcontact("telefoon", "klant", "Gebeld over de kliko", "Kliko")
    )
    found = client.get(
        "klantcontacten",
        {"hadBetrokkene__wasPartij__uuid": str(wie), "expand": "hadBetrokkenen,hadBetrokkenen.wasPartij"},
    )
    assert found.uuids == [str(id), str(oud.contacten[0].id)]
    een = found.json["results"][0]
    assert (een["kanaal"], een["inhoud"], een["onderwerp"]) == ("telefoon", "Gebeld over de kliko", "Kliko")
    (mens,) = een["_expand"]["hadBetrokkenen"]
    assert (mens["rol"], mens["_expand"]["wasPartij"]["uuid"]) == ("klant", str(wie))


def test_a_long_text_is_shown_cut_and_never_lost(client: Beller) -> None:
    wie, lang = UUID(persoon()), "a" * 5000
    nieuw = NieuweKlantvraag("afval", True, "verified", NieuwKlantcontact("email", "klant", lang, "b" * 300))
    id = str(start_klantvraag(bed.systeem().over({wie}), wie, nieuw).klantcontact_id)
    shown = client.get(f"klantcontacten/{id}").json
    assert (shown["inhoud"], shown["onderwerp"]) == ("a" * 999 + "…", "b" * 199 + "…")
    body = {k: shown[k] for k in ("kanaal", "onderwerp", "taal", "vertrouwelijk", "inhoud")}
    assert client.put(f"klantcontacten/{id}", body).json == shown
    beeld = klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", wie, nieuw.id)), wie)
    assert len(beeld.tijdlijn[0].tekst) > 1000
