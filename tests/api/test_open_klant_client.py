"""Every call that the public Python client of Open Klant has, against a server of ours.

The client needs Python 3.12; on an older one this is skipped. Its calls, by hand, are in test_clients.py.
"""

from __future__ import annotations

import importlib
from typing import Any

import pytest

openklant_client = pytest.importorskip("openklant_client", reason="open-klant-client needs Python 3.12 or newer")
fouten = importlib.import_module("openklant_client.exceptions")

pytestmark = pytest.mark.slow
NAAM = {"voorletters": "P", "voornaam": "Pip", "voorvoegselAchternaam": "van", "achternaam": "Dam"}
BSN = {
    "codeObjecttype": "natuurlijk_persoon",
    "codeSoortObjectId": "bsn",
    "objectId": "999990019",
    "codeRegister": "brp",
}
PARTIJ: dict[str, Any] = {
    "digitaleAdressen": None,
    "voorkeursDigitaalAdres": None,
    "rekeningnummers": None,
    "voorkeursRekeningnummer": None,
    "indicatieGeheimhouding": False,
    "indicatieActief": True,
    "voorkeurstaal": "nld",
}
CONTACT: dict[str, Any] = {
    "kanaal": "telefoon",
    "onderwerp": "Vergunning",
    "inhoud": "Waar blijft mijn vergunning?",
    "taal": "nld",
    "vertrouwelijk": False,
    "indicatieContactGelukt": True,
}
ZAAK = {"objectId": "z-1", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}


@pytest.fixture
def klant(live: Any) -> Any:
    return openklant_client.OpenKlantClient(base_url=f"{live.url}/klantinteracties/api/v1", token=live.token)


def persoon(klant: Any, **meer: Any) -> Any:
    data = {**PARTIJ, "soortPartij": "persoon", "partijIdentificatie": {"contactnaam": NAAM}, **meer}
    return klant.partij.create_persoon(data=data)


def found(resource: Any, made: Any, params: dict[str, Any] | None = None) -> None:
    """What was made is in the list, in the list page by page, and under its own address."""
    assert made["uuid"] in {r["uuid"] for r in resource.list(params=params)["results"]}
    assert made["uuid"] in {r["uuid"] for r in resource.list_iter(params=params)}
    assert resource.retrieve(made["uuid"])["uuid"] == made["uuid"]


def test_partijen(klant: Any) -> None:
    pip = persoon(klant, partijIdentificatoren=[{"partijIdentificator": BSN}])
    asked = {f"partijIdentificator__{naam}": waarde for naam, waarde in BSN.items()}
    found(klant.partij, pip, asked)
    data = {**PARTIJ, "soortPartij": "organisatie", "partijIdentificatie": {"naam": "Bakkerij De Kade"}}
    bakker = klant.partij.create_organisatie(data=data)
    wie = {"contactnaam": NAAM, "werkteVoorPartij": {"uuid": bakker["uuid"]}}
    data = {**PARTIJ, "soortPartij": "contactpersoon", "partijIdentificatie": wie}
    assert klant.partij.create_contactpersoon(data=data)["partijIdentificatie"]["volledigeNaam"] == "Pip van Dam"
    assert klant.partij.partial_update(pip["uuid"], data={"voorkeurstaal": "eng"})["voorkeurstaal"] == "eng"
    assert klant.partij.retrieve(pip["uuid"], params={"expand": ["digitaleAdressen"]})["_expand"]


def test_partij_identificatoren(klant: Any) -> None:
    pip = persoon(klant)
    data = {"identificeerdePartij": {"uuid": pip["uuid"]}, "partijIdentificator": BSN}
    found(klant.partij_identificator, klant.partij_identificator.create(data=data))


def test_digitale_adressen(klant: Any) -> None:
    pip = persoon(klant)
    adres = klant.digitaal_adres.create(
        data={
            "adres": "pip@voorbeeld.example",
            "soortDigitaalAdres": "email",
            "omschrijving": "thuis",
            "verstrektDoorPartij": {"uuid": pip["uuid"]},
            "verstrektDoorBetrokkene": None,
            "isStandaardAdres": False,
        }
    )
    found(klant.digitaal_adres, adres, {"verstrektDoorPartij__uuid": pip["uuid"]})
    assert klant.digitaal_adres.partial_update(adres["uuid"], data={"isStandaardAdres": True})["isStandaardAdres"]
    assert klant.digitaal_adres.delete(adres["uuid"]).status_code == 204
    with pytest.raises(fouten.NotFound):
        klant.digitaal_adres.retrieve(adres["uuid"])


def test_contacts_and_who_was_in_them(klant: Any) -> None:
    pip = persoon(klant)
    contact = klant.klant_contact.create(data=CONTACT)
    found(klant.klant_contact, contact)
    data = {"wasPartij": {"uuid": pip["uuid"]}, "hadKlantcontact": {"uuid": contact["uuid"]}, "rol": "klant"}
    betrokkene = klant.betrokkene.create(data={**data, "initiator": True, "contactnaam": NAAM})
    found(klant.betrokkene, betrokkene, {"wasPartij__uuid": pip["uuid"]})
    one = klant.klant_contact.retrieve(contact["uuid"], params={"expand": ["hadBetrokkenen"]})
    assert one["_expand"]["hadBetrokkenen"][0]["uuid"] == betrokkene["uuid"]


def test_actors_tasks_and_subjects(klant: Any) -> None:
    contact = {"uuid": klant.klant_contact.create(data=CONTACT)["uuid"]}
    wie = {"functie": "Medewerker", "emailadres": "balie@voorbeeld.example", "telefoonnummer": "0201234567"}
    data = {"naam": "Balie", "soortActor": "medewerker", "indicatieActief": True, "actorIdentificatie": wie}
    actor = klant.actor.create(data={**data, "actoridentificator": {**ZAAK, "codeObjecttype": "medewerker"}})
    found(klant.actor, actor)
    data = {"gevraagdeHandeling": "Terugbellen", "status": "te_verwerken", "toelichting": "Na vijven"}
    data |= {"aanleidinggevendKlantcontact": contact, "toegewezenAanActor": {"uuid": actor["uuid"]}}
    found(klant.interne_taak, klant.interne_taak.create(data=data))
    data = {"klantcontact": contact, "wasKlantcontact": None, "onderwerpobjectidentificator": ZAAK}
    found(klant.onderwerp_object, klant.onderwerp_object.create(data=data))


def test_a_contact_with_everything_in_one_call(klant: Any) -> None:
    pip = persoon(klant)
    betrokkene = {"wasPartij": {"uuid": pip["uuid"]}, "rol": "klant", "initiator": True}
    data = {"klantcontact": CONTACT, "betrokkene": betrokkene}
    made = klant.methods.maak_klant_contact(data={**data, "onderwerpobject": {"onderwerpobjectidentificator": ZAAK}})
    assert made["betrokkene"]["hadKlantcontact"]["uuid"] == made["klantcontact"]["uuid"]
    assert made["onderwerpobject"]["klantcontact"]["uuid"] == made["klantcontact"]["uuid"]


def test_a_refusal_is_understood(klant: Any) -> None:
    with pytest.raises(fouten.BadRequest) as refused:
        klant.partij_identificator.create(data={"identificeerdePartij": None, "partijIdentificator": {}})
    assert {p["name"]: p["code"] for p in refused.value.invalidParams} == {
        f"partijIdentificator.{naam}": "required" for naam in BSN
    }
