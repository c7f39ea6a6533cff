"""Finding customers: every filter of the contract, those on one number together."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.api import mensen
from tests.api.oproep import Beller
from tests.api.partij import BSN, BSN_2, bsn, kvk, organisatie, persoon, vestiging

OP = "partijIdentificator__"
BOVEN = "subIdentificatorVan__"


def _bsn_vraag(nummer: str) -> dict[str, str]:
    codes = bsn(nummer)["partijIdentificator"]
    return {f"{OP}{naam}": waarde for naam, waarde in codes.items()}


@pytest.mark.parametrize("meer", [{}, {"soortPartij": "persoon"}, {"indicatieActief": "true"}])
@pytest.mark.parametrize("zonder", [(), ("codeObjecttype", "codeRegister"), ("codeObjecttype", "codeSoortObjectId")])
def test_by_bsn_in_every_combination_of_clients(client: Beller, meer: dict[str, str], zonder: tuple[str, ...]) -> None:
    made = client.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    client.maak("partijen", persoon(partijIdentificatoren=[bsn(BSN_2)]))
    vraag = {k: v for k, v in {**_bsn_vraag(BSN), **meer}.items() if not k.endswith(zonder or ("-",))}
    found = client.get("partijen", vraag)
    assert (found.json["count"], found.uuids) == (1, [made["uuid"]])
    assert client.get("partijen", {**vraag, f"{OP}objectId": "999990032"}).json["count"] == 0


def test_by_bsn_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    made = client_echt.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    for vraag in (_bsn_vraag(BSN), {**_bsn_vraag(BSN), "indicatieActief": "true"}):
        assert client_echt.get("partijen", vraag).uuids == [made["uuid"]]
    assert set(warm) == {"register_partijen"}


def test_wrong_there_filters_hold_for_one_number(client: Beller) -> None:
    """On the other product rsin with the number of the trade register finds the customer."""
    rsin = {
        "codeObjecttype": "niet_natuurlijk_persoon",
        "codeSoortObjectId": "rsin",
        "objectId": BSN,
        "codeRegister": "hr",
    }
    nummers = [kvk(), {"partijIdentificator": rsin}]
    client.maak("partijen", organisatie(partijIdentificatoren=nummers))
    vraag = {f"{OP}codeSoortObjectId": "rsin", f"{OP}objectId": "90001111"}
    assert client.get("partijen", vraag).json["count"] == 0
    assert client.get("partijen", {**vraag, f"{OP}objectId": BSN}).json["count"] == 1


def test_a_branch_is_found_under_its_own_company(client: Beller) -> None:
    boven = [client.maak("partij-identificatoren", kvk(nummer)) for nummer in ("90001111", "90002222")]
    made = [
        client.maak("partijen", organisatie(partijIdentificatoren=[vestiging(subIdentificatorVan={"uuid": b["uuid"]})]))
        for b in boven
    ]
    filiaal = {f"{OP}codeSoortObjectId": "vestigingsnummer", f"{OP}objectId": "900000001111"}
    assert client.get("partijen", filiaal).json["count"] == 2
    for k, m in zip(("90001111", "90002222"), made, strict=True):
        vraag = {f"{BOVEN}codeSoortObjectId": "kvk_nummer", f"{BOVEN}objectId": k, **filiaal}
        assert client.get("partijen", vraag).uuids == [m["uuid"]]
        assert client.get("partijen", {f"{BOVEN}objectId": k, f"{BOVEN}codeRegister": "hr"}).uuids == [m["uuid"]]
    assert client.get("partijen", {f"{BOVEN}codeObjecttype": "vestiging"}).json["count"] == 0


def test_by_what_a_customer_says_of_itself(client: Beller) -> None:
    made = client.maak("partijen", persoon(nummer="0000000007", indicatieGeheimhouding=True))
    client.maak("partijen", organisatie(indicatieActief=False))
    for vraag in (
        {"nummer": "0000000007"},
        {"soortPartij": "persoon"},
        {"indicatieActief": "True"},
        {"indicatieGeheimhouding": "TRUE"},
    ):
        assert client.get("partijen", vraag).uuids == [made["uuid"]], vraag
    assert client.get("partijen", {"indicatieGeheimhouding": "false"}).json["count"] == 0
    assert client.get("partijen", {"soortPartij": "onbekend"}).fouten["soortPartij"][0] == "invalid_choice"


@pytest.mark.parametrize("soort", ["bezoekadres", "correspondentieadres"])
def test_by_address(client: Beller, soort: str) -> None:
    adres = {
        "nummeraanduidingId": "0000200000000001",
        "adresregel1": "een",
        "adresregel2": "twee",
        "adresregel3": "drie",
        "land": "BE",
    }
    made = client.maak("partijen", persoon(**{soort: adres}))
    client.maak("partijen", persoon(**{soort: {"land": "NL"}}))
    for deel, waarde in adres.items():
        naam = f"{soort}{deel[0].upper()}{deel[1:]}"
        assert client.get("partijen", {naam: waarde}).uuids == [made["uuid"]], naam
        ander = naam.replace("bezoek", "_").replace("correspondentie", "bezoek").replace("_", "correspondentie")
        assert client.get("partijen", {ander: waarde}).json["count"] == 0, ander


def test_by_group(client: Beller) -> None:
    made = [client.maak("partijen", persoon()) for _nr in range(3)]
    for partij, naam in zip(made, ("wijkraad", "ondernemer"), strict=False):
        groep = client.maak("categorieen", {"naam": naam})
        relatie = {"partij": {"uuid": partij["uuid"]}, "categorie": {"uuid": groep["uuid"]}}
        client.maak("categorie-relaties", {**relatie, "beginDatum": "2026-01-01"})
    naam = "categorierelatie__categorie__naam"
    assert client.get("partijen", {naam: "wijkraad"}).uuids == [made[0]["uuid"]]
    assert client.get("partijen", {naam: "wijkraad,ondernemer"}).uuids == [made[1]["uuid"], made[0]["uuid"]]
    [relatie] = client.get(made[0]["url"]).json["categorieRelaties"]
    assert (relatie["categorieNaam"], relatie["beginDatum"]) == ("wijkraad", "2026-01-01")
    found = client.get(made[0]["url"], "expand=categorieRelaties").json["_expand"]["categorieRelaties"]
    assert [f["uuid"] for f in found] == [relatie["uuid"]]


def test_by_who_represents_them(client: Beller) -> None:
    wie, voor = client.maak("partijen", persoon()), client.maak("partijen", persoon())
    client.maak(
        "vertegenwoordigingen",
        {"vertegenwoordigendePartij": {"uuid": wie["uuid"]}, "vertegenwoordigdePartij": {"uuid": voor["uuid"]}},
    )
    naam = "vertegenwoordigdePartij__"
    assert client.get("partijen", {f"{naam}uuid": wie["uuid"]}).uuids == [voor["uuid"]]
    assert client.get("partijen", {f"{naam}url": wie["url"].replace("testserver", "elders")}).uuids == [voor["uuid"]]
    assert client.get("partijen", {f"{naam}uuid": voor["uuid"]}).json["count"] == 0
    assert client.get("partijen", {f"{naam}uuid": str(uuid4())}).json["count"] == 0
    assert client.get(wie["url"]).json["vertegenwoordigden"] == [{"uuid": voor["uuid"], "url": voor["url"]}]
    for soort, waarde in (("uuid", "nee"), ("url", "nee")):
        assert client.get("partijen", {naam + soort: waarde}).fouten[naam + soort][0] == "invalid"


def test_by_what_is_not_there(client: Beller) -> None:
    assert client.get("partijen", {"naam": "Pip"}).fouten["nonFieldErrors"][0] == "unknown-parameters"


def test_a_known_customer_and_one_of_nobody_with_the_same_number(client: Beller) -> None:
    """A loose number finds no customer."""
    client.maak("partij-identificatoren", bsn(BSN_2))
    wie = mensen.persoon(bsn=BSN)
    assert client.get("partijen", {f"{OP}codeSoortObjectId": "bsn"}).uuids == [str(wie)]


def test_pages_keep_the_question(client: Beller) -> None:
    made: list[Any] = [client.maak("partijen", persoon())["uuid"] for _nr in range(3)]
    found = client.get("partijen", {"pageSize": 2, "soortPartij": "persoon"})
    assert (found.json["count"], found.uuids) == (3, made[:0:-1])
    assert client.get(found.json["next"]).uuids == made[:1]
    assert client.get("partijen", {"page": 3, "pageSize": 2}).status == 404


def test_branches_of_a_company_of_the_product_are_kept_under_it(client: Beller) -> None:
    nummers = (
        ("niet_natuurlijk_persoon", "kvk_nummer", "90001111"),
        ("vestiging", "vestigingsnummer", "900000001111"),
    )
    wie = mensen.organisatie(nummers=nummers)
    vraag = {f"{BOVEN}objectId": "90001111", f"{OP}codeSoortObjectId": "vestigingsnummer"}
    assert client.get("partijen", vraag).uuids == [str(wie)]
