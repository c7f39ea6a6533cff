"""partijen: customers as other software reads, makes, changes and removes them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests import cast
from tests.api import mensen
from tests.api.oproep import Beller
from tests.api.partij import BSN, bsn, organisatie, persoon


def test_a_customer_of_the_product_is_found_by_bsn_and_its_bsn_is_readable(client: Beller, waterdam: Any) -> None:
    vraag = {
        "partijIdentificator__codeSoortObjectId": "bsn",
        "partijIdentificator__objectId": cast.SAMIRA.bsn,
        "expand": "digitaleAdressen",
    }
    [samira] = client.get("partijen", vraag).json["results"]
    assert samira["partijIdentificatie"]["volledigeNaam"] == "Samira Belhadi"
    [nummer] = samira["partijIdentificatoren"]
    assert nummer["partijIdentificator"]["objectId"] == cast.SAMIRA.bsn
    assert samira["bezoekadres"]["straatnaam"] == "Turfkade"
    assert len(samira["_expand"]["digitaleAdressen"]) == len(samira["digitaleAdressen"]) > 0


LEEG_ADRES = {
    "nummeraanduidingId": "",
    "straatnaam": "",
    "huisnummer": None,
    "huisnummertoevoeging": "",
    "postcode": "",
    "stad": "",
    "adresregel1": "",
    "adresregel2": "",
    "adresregel3": "",
    "land": "",
}
ADRES = {
    "nummeraanduidingId": "0000200000000001",
    "straatnaam": "Molenweg",
    "huisnummer": 3,
    "huisnummertoevoeging": "a",
    "postcode": "9999 AB",
    "stad": "Waterdam",
    "land": "NL",
}


def test_the_least_that_can_be_given_makes_a_whole_customer(client: Beller) -> None:
    found = client.post("partijen", {"soortPartij": "persoon", "indicatieActief": True})
    assert found.status == 201
    assert found.koppen["Location"] == found.json["url"]
    assert found.json["url"] == f"http://testserver/klantinteracties/api/v1/partijen/{found.json['uuid']}"
    del found.json["uuid"], found.json["url"]
    assert found.json == {
        "nummer": None,
        "interneNotitie": "",
        "betrokkenen": [],
        "categorieRelaties": [],
        "digitaleAdressen": [],
        "voorkeursDigitaalAdres": None,
        "vertegenwoordigden": [],
        "rekeningnummers": [],
        "voorkeursRekeningnummer": None,
        "partijIdentificatoren": [],
        "soortPartij": "persoon",
        "indicatieGeheimhouding": None,
        "voorkeurstaal": "",
        "indicatieActief": True,
        "bezoekadres": LEEG_ADRES,
        "correspondentieadres": LEEG_ADRES,
        "partijIdentificatie": None,
    }


def test_everything_given_comes_back(client: Beller) -> None:
    body = persoon(
        nummer="1298329191",
        interneNotitie="Belt liever in de middag.",
        indicatieGeheimhouding=False,
        voorkeurstaal="nld",
        bezoekadres=ADRES,
        correspondentieadres={"adresregel1": "Postbus 1", "land": "BE"},
        partijIdentificatoren=[bsn(anderePartijIdentificator="oud nummer")],
    )
    made = client.maak("partijen", body)
    assert made["bezoekadres"] == {**LEEG_ADRES, **ADRES}
    assert made["correspondentieadres"] == {**LEEG_ADRES, "adresregel1": "Postbus 1", "land": "BE"}
    assert made["partijIdentificatie"] == {**body["partijIdentificatie"], "volledigeNaam": "Pip van Dam"}
    for naam in ("nummer", "interneNotitie", "indicatieGeheimhouding", "voorkeurstaal"):
        assert made[naam] == body[naam]
    [nummer] = made["partijIdentificatoren"]
    assert nummer["partijIdentificator"] == bsn()["partijIdentificator"]
    assert nummer["anderePartijIdentificator"] == "oud nummer"
    assert nummer["identificeerdePartij"] == {"uuid": made["uuid"], "url": made["url"]}
    assert client.get(made["url"]).json == made


def test_names_may_be_given_in_snake_case_and_what_is_unknown_is_ignored(client: Beller) -> None:
    """Gotcha 3."""
    made = client.maak("partijen", {"soort_partij": "organisatie", "indicatie_actief": True, "wat_is_dit": 1})
    assert made["soortPartij"] == "organisatie"


@pytest.mark.parametrize(
    ("body", "naam", "code"),
    [
        ({}, "soortPartij", "required"),
        ({}, "indicatieActief", "required"),
        ({"soortPartij": "reus"}, "soortPartij", "invalid_choice"),
        ({"indicatieActief": None}, "indicatieActief", "null"),
        ({"nummer": "12345678901"}, "nummer", "max_length"),
        ({"nummer": "vier"}, "nummer", "invalid"),
        ({"interneNotitie": "x" * 1001}, "interneNotitie", "max_length"),
        ({"voorkeurstaal": "nlds"}, "voorkeurstaal", "max_length"),
        ({"bezoekadres": {"postcode": "9999AB"}}, "bezoekadres.postcode", "invalid"),
        ({"bezoekadres": {"huisnummer": 0}}, "bezoekadres.huisnummer", "min_value"),
        ({"correspondentieadres": {"land": "nl"}}, "correspondentieadres.land", "invalid"),
        ({"soortPartij": "persoon", "partijIdentificatie": None}, "partijIdentificatie", "null"),
        (
            {"soortPartij": "persoon", "partijIdentificatie": {"contactnaam": {"voorletters": "x" * 11}}},
            "partijIdentificatie.contactnaam.voorletters",
            "max_length",
        ),
        (
            {"soortPartij": "organisatie", "partijIdentificatie": {"naam": "x" * 201}},
            "partijIdentificatie.naam",
            "max_length",
        ),
        ({"digitaleAdressen": [{}]}, "digitaleAdressen.0.uuid", "required"),
        ({"digitaleAdressen": [{"uuid": "nee"}]}, "digitaleAdressen.0.uuid", "invalid"),
        ({"partijIdentificatoren": [{}]}, "partijIdentificatoren.0.partijIdentificator", "required"),
    ],
)
def test_what_cannot_be_is_said_by_name_and_code(client: Beller, body: dict[str, Any], naam: str, code: str) -> None:
    found = client.post("partijen", body)
    assert found.status == 400
    assert found.koppen["Content-Type"].startswith("application/json")
    assert found.fouten[naam][0] == code


def test_gotcha_02_empty_nummer_means_null(client: Beller) -> None:
    for _nr in range(2):
        assert client.maak("partijen", persoon(nummer=""))["nummer"] is None
    made = client.maak("partijen", persoon(nummer="0000000001"))
    assert client.patch(made["url"], {"nummer": ""}).json["nummer"] is None


def test_a_nummer_belongs_to_one_customer(client: Beller) -> None:
    made = client.maak("partijen", persoon(nummer="0000000001"))
    found = client.post("partijen", persoon(nummer="0000000001"))
    assert found.fouten == {"nummer": ("unique", "Er bestaat al een partij met eenzelfde nummer.")}
    assert client.patch(made["url"], {"nummer": "0000000001"}).status == 200


def test_gotcha_10_groups_are_replaced_as_a_whole(client: Beller) -> None:
    made = client.maak("partijen", persoon(bezoekadres=ADRES))
    now = client.patch(made["url"], {"bezoekadres": {"stad": "Elders"}}).json
    assert now["bezoekadres"] == {**LEEG_ADRES, "stad": "Elders"}
    assert client.patch(made["url"], {"bezoekadres": None}).json["bezoekadres"] == LEEG_ADRES
    naam = {"soortPartij": "persoon", "partijIdentificatie": {"contactnaam": {"achternaam": "Kade"}}}
    now = client.patch(made["url"], naam).json
    assert now["partijIdentificatie"]["contactnaam"]["voornaam"] == ""
    assert now["partijIdentificatie"]["volledigeNaam"] == "Kade"


def test_gotcha_11_put_keeps_what_is_not_named_and_demands_what_must_be(client: Beller) -> None:
    made = client.maak("partijen", persoon(interneNotitie="Blijft.", bezoekadres=ADRES, voorkeurstaal="nld"))
    now = client.put(made["url"], {"soortPartij": "persoon", "indicatieActief": False}).json
    assert now == {**made, "indicatieActief": False}
    found = client.put(made["url"], {"interneNotitie": "Weg."})
    assert {naam: code for naam, (code, _) in found.fouten.items()} == {
        "soortPartij": "required",
        "indicatieActief": "required",
    }


def test_gotcha_11_patch_without_a_kind_changes_the_name_of_the_kind_it_is(client: Beller) -> None:
    made = client.maak("partijen", organisatie("Bakkerij De Kade"))
    now = client.patch(made["url"], {"partijIdentificatie": {"naam": "Bakkerij De Dijk"}}).json
    assert now["partijIdentificatie"] == {"naam": "Bakkerij De Dijk"}


def test_gotcha_12_customers_without_a_name(client: Beller) -> None:
    leeg = {"voorletters": "", "voornaam": "", "voorvoegselAchternaam": "", "achternaam": ""}
    made = client.maak("partijen", persoon(partijIdentificatie={"contactnaam": None}))
    assert made["partijIdentificatie"] == {"contactnaam": leeg, "volledigeNaam": ""}
    assert client.maak("partijen", organisatie(""))["partijIdentificatie"] == {"naam": ""}


def test_another_kind_has_another_name(client: Beller) -> None:
    made = client.maak("partijen", persoon())
    now = client.patch(made["url"], {"soortPartij": "organisatie"}).json
    assert (now["soortPartij"], now["partijIdentificatie"]) == ("organisatie", None)


def test_a_contact_person_works_for_an_organisation(client: Beller) -> None:
    bedrijf, mens = client.maak("partijen", organisatie()), client.maak("partijen", persoon())
    body = {
        "soortPartij": "contactpersoon",
        "indicatieActief": True,
        "partijIdentificatie": {"contactnaam": {"voornaam": "Pip"}, "werkteVoorPartij": {"uuid": bedrijf["uuid"]}},
    }
    made = client.maak("partijen", body)["partijIdentificatie"]
    assert made["werkteVoorPartij"] == {"uuid": bedrijf["uuid"], "url": bedrijf["url"]}
    assert (made["volledigeNaam"], len(made["uuid"])) == ("Pip", 36)
    for ander in (mens["uuid"], str(uuid4())):
        body["partijIdentificatie"]["werkteVoorPartij"]["uuid"] = ander
        assert client.post("partijen", body).fouten["partijIdentificatie.werkteVoorPartij.uuid"][0] == "invalid"


def test_who_is_not_there_is_404(client: Beller) -> None:
    weg = f"partijen/{uuid4()}"
    answers = (client.get(weg), client.put(weg, persoon()), client.patch(weg, {}), client.delete(weg))
    assert [a.status for a in answers] == [404] * 4
    assert client.patch("partijen/nee", {}).status == 404


def test_whom_nobody_knows_is_not_shown(client: Beller) -> None:
    wie = mensen.onbekende()
    assert client.get(f"partijen/{wie}").status == 404
    assert client.delete(f"partijen/{wie}").status == 404
    assert client.get("partijen").json["count"] == 0


def test_gotcha_18_the_newest_comes_first(client: Beller) -> None:
    made = [client.maak("partijen", persoon())["uuid"] for _nr in range(3)]
    assert client.get("partijen").uuids == made[::-1]


def test_gotcha_04_expand_in_lists_and_details(client: Beller) -> None:
    made = client.maak("partijen", persoon())
    assert client.get("partijen").json["results"][0]["_expand"] == {}
    assert "_expand" not in client.get(made["url"]).json
    found = client.get(made["url"], "expand=digitaleAdressen&expand=betrokkenen,categorieRelaties").json
    assert found["_expand"] == {"digitaleAdressen": [], "betrokkenen": [], "categorieRelaties": []}
    assert client.get("partijen", {"expand": "rekeningnummers"}).fouten["expand"][0] == "invalid_choice"


def test_a_customer_is_read_the_hot_way_and_in_the_log(client_echt: Beller, warm: list[str]) -> None:
    made = client_echt.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    assert client_echt.get(made["url"]).json["partijIdentificatoren"][0]["partijIdentificator"]["objectId"] == BSN
    assert warm == ["register_partijen", "register_partijen"]
