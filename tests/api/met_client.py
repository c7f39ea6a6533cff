"""Every call that the public Python client of Open Klant has, each answer held against the client's own types.

Run by test_open_klant_client.py with a Python that has the client, in a process of its own: nothing of ours is here but
an address and a token.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from openklant_client import OpenKlantClient
from openklant_client import exceptions as fouten
from openklant_client.types.methods.maak_klant_contact import MaakKlantContactResponse
from openklant_client.types.pagination import PaginatedResponseBody
from openklant_client.types.resources import actor as actor_types
from openklant_client.types.resources import betrokkene as betrokkene_types
from openklant_client.types.resources import digitaal_adres as adres_types
from openklant_client.types.resources import interne_taak as taak_types
from openklant_client.types.resources import klant_contact as contact_types
from openklant_client.types.resources import onderwerp_object as onderwerp_types
from openklant_client.types.resources import partij as partij_types
from openklant_client.types.resources import partij_identificator as nummer_types
from pydantic import TypeAdapter

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
}
ZAAK = {"objectId": "z-1", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}


@pytest.fixture
def klant() -> OpenKlantClient:
    return OpenKlantClient(base_url=os.environ["KLANT_URL"], token=os.environ["KLANT_TOKEN"])


def fits(soort: Any, answer: Any) -> Any:
    """The answer, when it has the form that the client says it has."""
    TypeAdapter(soort).validate_python(answer)
    return answer


def persoon(klant: Any, **meer: Any) -> Any:
    data = {**PARTIJ, "soortPartij": "persoon", "partijIdentificatie": {"contactnaam": NAAM}, **meer}
    return klant.partij.create_persoon(data=data)


def found(soort: Any, resource: Any, made: Any, params: dict[str, Any] | None = None) -> None:
    """What was made is in the list, in the list page by page, and under its own address."""
    fits(soort, made)
    assert made["uuid"] in {
        r["uuid"] for r in fits(PaginatedResponseBody[soort], resource.list(params=params))["results"]
    }
    assert made["uuid"] in {r["uuid"] for r in fits(list[soort], list(resource.list_iter(params=params)))}
    assert fits(soort, resource.retrieve(made["uuid"]))["uuid"] == made["uuid"]


def test_partijen(klant: Any) -> None:
    pip = persoon(klant, partijIdentificatoren=[{"partijIdentificator": BSN}])
    asked = {f"partijIdentificator__{naam}": waarde for naam, waarde in BSN.items()}
    found(partij_types.Partij, klant.partij, pip, asked)
    data = {**PARTIJ, "soortPartij": "organisatie", "partijIdentificatie": {"naam": "Bakkerij De Kade"}}
    bakker = klant.partij.create_organisatie(data=data)
    wie = {"contactnaam": NAAM, "werkteVoorPartij": {"uuid": bakker["uuid"]}}
    data = {**PARTIJ, "soortPartij": "contactpersoon", "partijIdentificatie": wie}
    assert klant.partij.create_contactpersoon(data=data)["partijIdentificatie"]["volledigeNaam"] == "Pip van Dam"
    assert klant.partij.partial_update(pip["uuid"], data={"voorkeurstaal": "eng"})["voorkeurstaal"] == "eng"
    assert klant.partij.retrieve(pip["uuid"], params={"expand": ["digitaleAdressen"]})["_expand"]


def test_partij_identificatoren(klant: Any) -> None:
    pip = persoon(klant)
    data = {"identificeerdePartij": {"uuid": pip["uuid"]}, "partijIdentificator": {**BSN, "objectId": "999990020"}}
    found(nummer_types.PartijIdentificator, klant.partij_identificator, klant.partij_identificator.create(data=data))


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
    found(adres_types.DigitaalAdres, klant.digitaal_adres, adres, {"verstrektDoorPartij__uuid": pip["uuid"]})
    assert klant.digitaal_adres.partial_update(adres["uuid"], data={"isStandaardAdres": True})["isStandaardAdres"]
    assert klant.digitaal_adres.delete(adres["uuid"]).status_code == 204
    with pytest.raises(fouten.NotFound):
        klant.digitaal_adres.retrieve(adres["uuid"])


def test_contacts_and_who_was_in_them(klant: Any) -> None:
    pip = persoon(klant)
    contact = klant.klant_contact.create(data=CONTACT)
    found(contact_types.KlantContact, klant.klant_contact, contact)
    data = {"wasPartij": {"uuid": pip["uuid"]}, "hadKlantcontact": {"uuid": contact["uuid"]}, "rol": "klant"}
    betrokkene = klant.betrokkene.create(data={**data, "initiator": True, "contactnaam": NAAM})
    found(betrokkene_types.Betrokkene, klant.betrokkene, betrokkene, {"wasPartij__uuid": pip["uuid"]})
    one = klant.klant_contact.retrieve(contact["uuid"], params={"expand": ["hadBetrokkenen"]})
    assert one["_expand"]["hadBetrokkenen"][0]["uuid"] == betrokkene["uuid"]


def test_actors_tasks_and_subjects(klant: Any) -> None:
    contact = {"uuid": klant.klant_contact.create(data=CONTACT)["uuid"]}
    wie = {"functie": "Medewerker", "emailadres": "balie@voorbeeld.example", "telefoonnummer": "0201234567"}
    data = {"naam": "Balie", "soortActor": "medewerker", "indicatieActief": True, "actorIdentificatie": wie}
    actor = klant.actor.create(data={**data, "actoridentificator": {**ZAAK, "codeObjecttype": "medewerker"}})
    found(actor_types.Actor, klant.actor, actor)
    data = {"gevraagdeHandeling": "Terugbellen", "status": "te_verwerken", "toelichting": "Na vijven"}
    data |= {"aanleidinggevendKlantcontact": contact, "toegewezenAanActor": {"uuid": actor["uuid"]}}
    found(taak_types.InterneTaak, klant.interne_taak, klant.interne_taak.create(data=data))
    data = {"klantcontact": contact, "wasKlantcontact": None, "onderwerpobjectidentificator": ZAAK}
    found(onderwerp_types.OnderwerpObject, klant.onderwerp_object, klant.onderwerp_object.create(data=data))


def test_a_contact_with_everything_in_one_call(klant: Any) -> None:
    pip = persoon(klant)
    betrokkene = {"wasPartij": {"uuid": pip["uuid"]}, "rol": "klant", "initiator": True}
    data = {"klantcontact": CONTACT, "betrokkene": betrokkene}
    made = klant.methods.maak_klant_contact(data={**data, "onderwerpobject": {"onderwerpobjectidentificator": ZAAK}})
    fits(MaakKlantContactResponse, made)
    assert made["betrokkene"]["hadKlantcontact"]["uuid"] == made["klantcontact"]["uuid"]
    assert made["onderwerpobject"]["klantcontact"]["uuid"] == made["klantcontact"]["uuid"]


def test_a_refusal_is_understood(klant: Any) -> None:
    with pytest.raises(fouten.BadRequest) as refused:
        klant.partij_identificator.create(data={"identificeerdePartij": None, "partijIdentificator": {}})
    assert {p["name"]: p["code"] for p in refused.value.invalidParams} == {
        f"partijIdentificator.{naam}": "required" for naam in BSN
    }


def test_customers_are_made_in_three_kinds_and_without_a_name(klant: Any) -> None:
    bakker = klant.partij.create_organisatie(
        data={**PARTIJ, "soortPartij": "organisatie", "partijIdentificatie": {"naam": "Bakkerij De Kade"}}
    )
    fits(partij_types.Partij, bakker)
    fits(partij_types.Partij, persoon(klant, partijIdentificatie={"contactnaam": None}))
    wie = {"contactnaam": None, "werkteVoorPartij": {"uuid": bakker["uuid"]}}
    data = {**PARTIJ, "soortPartij": "contactpersoon", "partijIdentificatie": wie}
    fits(partij_types.Partij, klant.partij.create_contactpersoon(data=data))


@pytest.mark.parametrize("pad", ["betrokkenen", "betrokkenen.hadKlantcontact", "categorieRelaties", "digitaleAdressen"])
def test_a_customer_with_what_is_around_it(klant: Any, pad: str) -> None:
    fits(partij_types.Partij, klant.partij.retrieve(persoon(klant)["uuid"], params={"expand": [pad]}))


def test_an_address_of_a_customer_is_changed_and_the_rest_stays(klant: Any) -> None:
    pip = persoon(klant)
    adres = {
        "adresregel1": "Aan de kade",
        "adresregel2": "",
        "adresregel3": "",
        "huisnummer": 12,
        "huisnummertoevoeging": "",
        "land": "NL",
        "nummeraanduidingId": "",
        "postcode": "1234 AB",
        "stad": "Waterdam",
        "straatnaam": "Kade",
    }
    data = {"correspondentieadres": adres, "soortPartij": "persoon", "nummer": "18744"}
    now = fits(partij_types.Partij, klant.partij.partial_update(pip["uuid"], data=data))
    assert (now["nummer"], now["correspondentieadres"]) == ("18744", adres)
    assert now["partijIdentificatie"] == pip["partijIdentificatie"]


@pytest.mark.parametrize("waar", [True, "True", "true", "TRUE"])
@pytest.mark.parametrize("onwaar", [False, "False", "false", "FALSE"])
def test_yes_and_no_however_they_are_written(klant: Any, waar: Any, onwaar: Any) -> None:
    merk = f"{type(waar).__name__}{waar}-{type(onwaar).__name__}{onwaar}"
    made = klant.klant_contact.create(data={**CONTACT, "kanaal": merk, "indicatieContactGelukt": False})
    asked = {"page": 1, "kanaal": merk}
    found = klant.klant_contact.list(params={**asked, "indicatieContactGelukt": onwaar})
    assert [c["uuid"] for c in found["results"]] == [made["uuid"]]
    found = klant.klant_contact.list(params={**asked, "indicatieContactGelukt": waar})
    assert found == {"next": None, "previous": None, "count": 0, "results": []}


def test_more_than_a_page_comes_page_by_page(klant: Any) -> None:
    contact = {"uuid": klant.klant_contact.create(data=CONTACT)["uuid"]}
    data = {"hadKlantcontact": contact, "wasPartij": None, "rol": "klant", "initiator": True}
    made = [klant.betrokkene.create(data=data) for _ in range(101)]
    asked = {"hadKlantcontact__uuid": contact["uuid"]}
    assert klant.betrokkene.list(params=asked)["next"] is not None
    rows = list(klant.betrokkene.list_iter(params=asked))
    assert rows == [b | {"_expand": {}} for b in reversed(made)]
    fits(list[betrokkene_types.Betrokkene], rows)
