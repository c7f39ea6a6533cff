"""maak-klantcontact: three objects in one call, all or nothing."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag
from geholpen.domain.klantcontacten.queries import vragen_van
from tests import bed
from tests.api.klanten import persoon
from tests.api.oproep import Beller
from tests.api.test_betrokkenen import NAAM
from tests.api.test_klantcontacten import KAAL, VOL

ZAAK = {"objectId": "z-1", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}


def test_three_whole_objects_and_no_location(client: Beller) -> None:
    wie = persoon()
    body = {
        "klantcontact": VOL,
        "betrokkene": {"wasPartij": {"uuid": wie}, "rol": "klant", "initiator": True, "contactnaam": NAAM},
    }
    made = client.post("maak-klantcontact", body)
    assert made.status == 201, made.json
    assert "Location" not in made.koppen
    assert made.json["klantcontact"] == client.get(made.json["klantcontact"]["url"]).json
    assert made.json["betrokkene"] == client.get(made.json["betrokkene"]["url"]).json
    assert made.json["klantcontact"]["hadBetrokkenen"][0]["uuid"] == made.json["betrokkene"]["uuid"]
    assert made.json["betrokkene"]["wasPartij"]["uuid"] == wie
    assert made.json["onderwerpobject"] is None


def test_only_the_contact_must_be_there(client: Beller) -> None:
    made = client.maak("maak-klantcontact", {"klantcontact": KAAL})
    assert (made["betrokkene"], made["onderwerpobject"]) == (None, None)
    assert client.post("maak-klantcontact", {}).fouten == {"klantcontact": ("required", "Dit veld is vereist.")}
    assert client.post("maak-klantcontact", {"klantcontact": {}}).fouten["klantcontact.kanaal"][0] == "required"


def test_nothing_is_made_when_a_part_is_wrong(client: Beller) -> None:
    niemand = {"uuid": "00000000-0000-4000-8000-000000000000"}
    body = {"klantcontact": KAAL, "betrokkene": {"wasPartij": niemand, "rol": "klant", "initiator": True}}
    found = client.post("maak-klantcontact", body)
    assert found.fouten == {"betrokkene.wasPartij.uuid": ("invalid", "Partij object bestaat niet.")}
    both = client.post("maak-klantcontact", {**body, "onderwerpobject": {"wasKlantcontact": niemand}})
    assert set(both.fouten) == {"betrokkene.wasPartij.uuid", "onderwerpobject.wasKlantcontact.uuid"}
    body["betrokkene"] = {"rol": "niemand"}
    found = client.post("maak-klantcontact", body)
    assert set(found.fouten) == {"betrokkene.rol", "betrokkene.initiator"}
    assert client.get("klantcontacten").json["count"] == 0


def test_it_is_only_made(client: Beller) -> None:
    for methode in ("GET", "PUT", "PATCH", "DELETE"):
        assert client.call(methode, "maak-klantcontact", json={}).status == 405


def test_an_object_of_another_register(client: Beller) -> None:
    made = client.maak(
        "maak-klantcontact", {"klantcontact": KAAL, "onderwerpobject": {"onderwerpobjectidentificator": ZAAK}}
    )
    over = made["onderwerpobject"]
    assert over["onderwerpobjectidentificator"] == ZAAK
    assert over == client.get(over["url"]).json
    assert made["klantcontact"]["gingOverOnderwerpobjecten"] == [{"uuid": over["uuid"], "url": over["url"]}]


def test_a_contact_about_a_running_question_joins_it(client: Beller) -> None:
    wie = UUID(persoon())
    oud = OudeKlantvraag("afval", "in_behandeling", (OudContact("email", "klant", timezone.now(), "Kliko?", "Afval"),))
    import_klantvraag(bed.systeem().over({wie}), wie, oud)
    (vraag,) = vragen_van(bed.klant(wie), wie)
    ident = {"codeObjecttype": "klantvraag", "codeRegister": "geholpen", "codeSoortObjectId": "kenmerk"}
    body = {
        "klantcontact": KAAL,
        "betrokkene": {"wasPartij": {"uuid": str(wie)}, "rol": "klant", "initiator": True},
        "onderwerpobject": {"onderwerpobjectidentificator": {**ident, "objectId": vraag.kenmerk}},
    }
    made = client.maak("maak-klantcontact", body)
    assert made["onderwerpobject"]["onderwerpobjectidentificator"] == {**ident, "objectId": vraag.kenmerk}
    assert [v.klantvraag_id for v in vragen_van(bed.klant(wie), wie)] == [oud.id]
    both = client.get(
        "klantcontacten",
        {
            "onderwerpobject__onderwerpobjectidentificatorObjectId": vraag.kenmerk,
            "expand": "gingOverOnderwerpobjecten",
        },
    )
    assert both.uuids == [made["klantcontact"]["uuid"], str(oud.contacten[0].id)]
    for result in both.json["results"]:
        (over,) = result["_expand"]["gingOverOnderwerpobjecten"]
        assert over["onderwerpobjectidentificator"]["objectId"] == vraag.kenmerk
