"""Which changes become which messages: every way in which a row changes, one message per resource and transaction."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from geholpen.domain.doelbinding.models import Dataverwerking
from geholpen.domain.klantcontacten.commands import (
    NieuwKlantcontact,
    OudContact,
    OudeKlantvraag,
    import_klantvraag,
    register_klantcontact,
)
from geholpen.domain.organisatie.models import Applicatie
from geholpen.platform.context import Aanleiding
from tests import bed, cast
from tests.api import klanten
from tests.api.inzien import alles
from tests.api.oproep import Beller
from tests.faces_werkplek.bureau import import_klant, mail
from tests.notificaties.conftest import ANDER

CONTACT = {
    "kanaal": "balie",
    "onderwerp": "Geheime zin",
    "inhoud": "Geheime zin",
    "taal": "nld",
    "vertrouwelijk": False,
}
ZAAK = {"codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}


@pytest.fixture
def said(twin, deliver):
    """Deliver, and give (kanaal, resource, actie) of what came since the last time."""
    seen = 0

    def run() -> list[tuple[str, str, str]]:
        nonlocal seen
        deliver()
        came = [o.json for o in twin.op("ontvangt")]
        fresh, seen = came[seen:], len(came)
        return [(m["kanaal"], m["resource"], m["actie"]) for m in fresh]

    return run


def test_who_subscribes_hears_of_what_is_written_from_then_on(client, subscribe, said):
    client.maak("klantcontacten", CONTACT)  # one statement, in which nobody listens
    subscribe()
    assert said() == []
    client.maak("maak-klantcontact", {"klantcontact": CONTACT})  # the same connection, in which somebody does
    assert said() == [("klantcontacten", "klantcontact", "create")]


def test_a_contact_through_its_life(client, subscribe, said):
    subscribe()
    contact = client.maak("klantcontacten", CONTACT)
    pad = f"klantcontacten/{contact['uuid']}"
    assert said() == [("klantcontacten", "klantcontact", "create")]
    assert client.patch(pad, {"onderwerp": "Anders"}).status == 200
    assert said() == [("klantcontacten", "klantcontact", "partial_update")]
    assert client.put(pad, {**CONTACT, "onderwerp": "Weer anders"}).status == 200
    assert said() == [("klantcontacten", "klantcontact", "update")]
    assert client.patch(pad, {"onderwerp": "En nog eens"}).status == 200
    assert said() == [("klantcontacten", "klantcontact", "partial_update")]
    assert client.delete(pad).status == 204
    assert said() == [("klantcontacten", "klantcontact", "destroy")]


def test_maak_klantcontact_tells_all_it_made(client, twin, subscribe, deliver):
    subscribe()
    body = {
        "klantcontact": CONTACT,
        "betrokkene": {"rol": "klant", "initiator": True, "contactnaam": {"achternaam": "Geheim"}},
        "onderwerpobject": {"onderwerpobjectidentificator": {**ZAAK, "objectId": str(uuid4())}},
    }
    made = client.maak("maak-klantcontact", body)
    deliver()
    came = {o.json["resource"]: o.json for o in twin.op("ontvangt")}
    assert set(came) == {"klantcontact", "betrokkene", "onderwerpobject"}
    assert list(came)[0] == "klantcontact"  # before what belongs to it
    assert {m["actie"] for m in came.values()} == {"create"}
    assert {m["hoofdObject"] for m in came.values()} == {came["klantcontact"]["resourceUrl"]}
    assert came["betrokkene"]["resourceUrl"].endswith(f"/betrokkenen/{made['betrokkene']['uuid']}")
    assert "geheim" not in str([o.lichaam for o in twin.binnen]).lower()


def test_addresses_are_told_at_whom_they_belong_to(client, twin, subscribe, deliver):
    contact = client.maak("klantcontacten", CONTACT)
    betrokkene = client.maak(
        "betrokkenen", {"hadKlantcontact": {"uuid": contact["uuid"]}, "rol": "klant", "initiator": True}
    )
    partij = klanten.persoon()
    subscribe()
    for eigenaar in (
        {"verstrektDoorPartij": {"uuid": partij}},
        {"verstrektDoorBetrokkene": {"uuid": betrokkene["uuid"]}},
    ):
        body = {"verstrektDoorPartij": None, "verstrektDoorBetrokkene": None, **eigenaar}
        client.maak("digitaleadressen", {"adres": "a@waterdam.example", "soortDigitaalAdres": "email", **body})
    client.maak(
        "digitaleadressen",
        {
            "adres": "los@waterdam.example",
            "soortDigitaalAdres": "email",
            "verstrektDoorPartij": None,
            "verstrektDoorBetrokkene": None,
        },
    )
    deliver()
    came = [o.json for o in twin.op("ontvangt")]
    assert [(m["kanaal"], m["resource"], m["hoofdObject"].rpartition("/")[2]) for m in came] == [
        ("partijen", "digitaaladres", partij),
        ("klantcontacten", "digitaaladres", contact["uuid"]),
    ]
    assert "waterdam.example" not in str([o.lichaam for o in twin.binnen])


def test_a_partij_made_with_all_its_parts_is_one_message(client, twin, subscribe, deliver):
    subscribe()
    body = {
        "soortPartij": "persoon",
        "indicatieActief": True,
        "digitaleAdressen": None,
        "voorkeursDigitaalAdres": None,
        "rekeningnummers": None,
        "voorkeursRekeningnummer": None,
        "interneNotitie": "Geheime zin",
        "bezoekadres": {"straatnaam": "Geheimstraat", "stad": "Waterdam"},
        "partijIdentificatie": {"contactnaam": {"achternaam": "Geheim"}},
    }
    partij = client.maak("partijen", body)
    deliver()
    (came,) = twin.op("ontvangt")
    assert (came.json["resource"], came.json["actie"]) == ("partij", "create")
    assert came.json["kenmerken"] == {"nummer": "", "soortPartij": "persoon", "interneNotitie": ""}
    assert client.patch(f"partijen/{partij['uuid']}", {"interneNotitie": "Nog een geheime zin"}).status == 200
    deliver()
    came = twin.op("ontvangt")[-1]
    assert came.json["actie"] == "partial_update"
    assert "geheim" not in str([o.lichaam for o in twin.binnen]).lower()
    assert client.delete(f"partijen/{partij['uuid']}").status == 204
    deliver()
    assert [o.json["actie"] for o in twin.op("ontvangt")] == ["create", "partial_update", "destroy"]


def test_a_task_says_its_state_and_no_words(client, twin, subscribe, deliver):
    contact = client.maak("klantcontacten", CONTACT)
    actor = client.maak("actoren", {"naam": "Balie", "soortActor": "organisatorische_eenheid"})
    subscribe()
    body = {
        "gevraagdeHandeling": "Geheime zin",
        "toelichting": "Geheime zin",
        "aanleidinggevendKlantcontact": {"uuid": contact["uuid"]},
        "toegewezenAanActor": {"uuid": actor["uuid"]},
        "status": "te_verwerken",
    }
    taak = client.maak("internetaken", body)
    assert client.patch(f"internetaken/{taak['uuid']}", {"status": "verwerkt"}).status == 200
    deliver()
    first, second = (o.json for o in twin.op("ontvangt"))
    wanted = {"nummer": first["kenmerken"]["nummer"], "gevraagdeHandeling": "", "toelichting": ""}
    assert first["kenmerken"] == {**wanted, "status": "te_verwerken"}
    assert second["kenmerken"] == {**wanted, "status": "verwerkt"}
    assert (first["resource"], second["actie"]) == ("internetaak", "partial_update")


def test_a_case_that_is_tied_and_untied(client, twin, subscribe, deliver):
    subscribe(kanalen=[], cloudeventFilters=[{"typeSubstring": "nl.overheid.zaken"}])
    een, twee = str(uuid4()), str(uuid4())
    contact = client.maak("klantcontacten", CONTACT)
    made = client.maak(
        "onderwerpobjecten",
        {
            "klantcontact": {"uuid": contact["uuid"]},
            "wasKlantcontact": None,
            "onderwerpobjectidentificator": {**ZAAK, "objectId": een},
        },
    )
    pad = f"onderwerpobjecten/{made['uuid']}"
    anders = {"onderwerpobjectidentificator": {**ZAAK, "objectId": twee}}
    assert client.patch(pad, anders).status == 200
    assert client.patch(pad, anders).status == 200  # nothing changes: nothing is told
    assert client.delete(pad).status == 204
    deliver()
    came = [o.json for o in twin.op("ontvangt")]
    assert [(m["type"].rpartition(".")[2], m["subject"]) for m in came] == [
        ("zaak-gekoppeld", een),
        ("zaak-ontkoppeld", een),
        ("zaak-gekoppeld", twee),
        ("zaak-ontkoppeld", twee),
    ]
    assert came[0]["data"] == {
        "zaak": f"urn:uuid:{een}",
        "linkTo": f"http://localhost:8000/klantinteracties/api/v1/{pad}",
        "label": "Klantcontact",
        "linkObjectType": "Onderwerpobject",
    }
    assert {o.koppen["content-type"] for o in twin.op("ontvangt")} == {"application/cloudevents+json; charset=utf-8"}
    assert len({m["id"] for m in came}) == 4


def test_changes_as_cloudevents(client, twin, subscribe, deliver):
    subscribe(sendCloudevents=True)
    contact = client.maak("klantcontacten", CONTACT)
    deliver()
    (came,) = twin.op("ontvangt")
    said = came.json
    assert {k: said[k] for k in ("specversion", "type", "source", "subject", "datacontenttype")} == {
        "specversion": "1.0",
        "type": "nl.overheid.klantcontacten.klantcontact.create",
        "source": "http://localhost:8000",
        "subject": contact["uuid"],
        "datacontenttype": "application/json",
    }
    assert said["id"] == came.id
    assert said["time"].endswith("Z")
    assert said["data"]["hoofdObject"].endswith(contact["uuid"])


def test_a_filter_lets_only_its_own_through(client, twin, subscribe, deliver):
    subscribe(kanalen=[{"naam": "partijen", "filters": {"soortPartij": "organisatie", "nummer": "*"}}])
    client.maak("klantcontacten", CONTACT)
    for soort, wie in (("persoon", {"contactnaam": None}), ("organisatie", {"naam": "Bakker"})):
        body = {"soortPartij": soort, "indicatieActief": True, "partijIdentificatie": wie}
        client.maak("partijen", body)
    deliver()
    (came,) = twin.op("ontvangt")
    assert came.json["kenmerken"]["soortPartij"] == "organisatie"


def test_what_the_desk_does_is_told_too(client, twin, subscribe, deliver):
    """Also through the function behind the hot door, which knows of no subscription."""
    partij_id = UUID(klanten.persoon())
    oud = OudeKlantvraag(
        "parkeervergunning", "in_behandeling", (OudContact("email", "klant", timezone.now(), "x", "y"),)
    )
    import_klantvraag(bed.systeem().over({partij_id}), partij_id, oud)
    subscribe()
    ctx = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("klantvraag", partij_id, oud.id))
    contact_id = register_klantcontact(
        ctx, partij_id, oud.id, NieuwKlantcontact("telefoon", "organisatie", "Geheime zin", gelukt=True)
    )
    deliver()
    came = [o.json for o in twin.op("ontvangt")]
    assert [(m["resource"], m["actie"]) for m in came] == [("klantcontact", "create"), ("betrokkene", "create")]
    assert came[0]["resourceUrl"].endswith(str(contact_id))
    assert came[0]["kenmerken"]["indicatieContactGelukt"] == "true"


def test_a_mail_that_comes_in_is_told(client, twin, subscribe, deliver):
    subscribe()
    import_klant(cast.SAMIRA)
    mail("Geheime zin", "Geheime zin")
    deliver()
    came = [(m["kanaal"], m["resource"], m["actie"]) for m in (o.json for o in twin.op("ontvangt"))]
    assert ("klantcontacten", "klantcontact", "create") in came
    assert "geheime" not in str([o.lichaam for o in twin.binnen]).lower()


def test_what_was_taken_over_from_another_system_did_not_happen_now(client, twin, subscribe, deliver):
    subscribe()
    klanten.persoon(bsn=klanten.ADA_BSN)
    deliver()
    assert twin.op("ontvangt") == []


@pytest.mark.zaak(32)
def test_whoever_may_not_read_it_does_not_hear_of_it(client, twin, subscribe, deliver):
    """The same change, and an application for another purpose."""
    subscribe()
    Applicatie.objects.filter(naam="Zaaksysteem").update(activiteiten=["toezicht"])
    Beller(ANDER).maak("klantcontacten", CONTACT)
    deliver()
    assert twin.op("ontvangt") == []


@pytest.mark.zaak(32)
def test_the_customer_reads_who_was_told(client, twin, subscribe, deliver):
    subscribe()
    partij = klanten.persoon()
    client.maak(
        "digitaleadressen",
        {
            "adres": "a@waterdam.example",
            "soortDigitaalAdres": "email",
            "verstrektDoorPartij": {"uuid": partij},
            "verstrektDoorBetrokkene": None,
        },
    )
    deliver()
    lines = [r for r in alles(Dataverwerking) if r.partij_id == UUID(partij) and "bericht" in r.naam]
    assert [line.naam for line in lines] == ["Een ander programma kreeg bericht dat uw gegevens wijzigden"]


def test_nothing_is_written_as_long_as_nobody_subscribed(client, beheer):
    client.maak("klantcontacten", CONTACT)
    assert beheer.execute("SELECT count(*) FROM gebeurtenis WHERE soort = 'BronChanged'").fetchone() == (0,)
