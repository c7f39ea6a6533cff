"""partij-identificatoren: numbers of customers in other registers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from tests.api.oproep import Beller
from tests.api.partij import BSN, BSN_2, bsn, kvk, organisatie, persoon, vestiging

#: Sentences that software compares, wrong words and all.
DUBBEL = "`PartijIdentificator` moet uniek zijn, er bestaat er al een met deze gegevenscombinatie."
TWEEDE = "`CodeSoortObjectId` moet uniek zijn voor de Partij."
GEBRUIKT = (
    "Cannot delete some instances of model 'PartijIdentificator' because they are referenced through protected foreign"
    " keys: 'PartijIdentificator.sub_identificator_van'."
)


def _ref(of: dict[str, Any]) -> dict[str, str]:
    return {"uuid": of["uuid"]}


def _groep(**codes: str) -> dict[str, Any]:
    return {"partijIdentificator": {**bsn()["partijIdentificator"], **codes}}


@pytest.mark.parametrize("body", [bsn(), kvk()])
def test_one_without_a_customer(client: Beller, body: dict[str, Any]) -> None:
    found = client.post("partij-identificatoren", body)
    assert found.status == 201
    assert found.koppen["Location"] == found.json["url"]
    assert found.json == {
        "uuid": found.json["uuid"],
        "url": f"http://testserver/klantinteracties/api/v1/partij-identificatoren/{found.json['uuid']}",
        "identificeerdePartij": None,
        "anderePartijIdentificator": "",
        "subIdentificatorVan": None,
        **body,
    }
    assert client.get(found.json["url"]).json == found.json


@pytest.mark.parametrize(
    ("codes", "naam", "reden"),
    [
        (
            {"codeObjecttype": "vestiging"},
            "partijIdentificatorCodeObjecttype",
            "voor `codeRegister` brp zijn alleen deze waarden toegestaan: ['natuurlijk_persoon']",
        ),
        (
            {"codeSoortObjectId": "rsin"},
            "partijIdentificatorCodeSoortObjectId",
            "voor `codeObjecttype` natuurlijk_persoon zijn alleen deze waarden toegestaan: ['bsn']",
        ),
        (
            {"objectId": "12345678"},
            "partijIdentificatorObjectId",
            "Deze waarde is ongeldig, reden: Waarde moet 9 tekens lang zijn",
        ),
        (
            {"objectId": "99999001a"},
            "partijIdentificatorObjectId",
            "Deze waarde is ongeldig, reden: Voer een numerieke waarde in",
        ),
        (
            {"objectId": "999990018"},
            "partijIdentificatorObjectId",
            "Deze waarde is ongeldig, reden: Ongeldige code",
        ),
    ],
)
def test_codes_that_do_not_fit_and_numbers_that_are_none(
    client: Beller, codes: dict[str, str], naam: str, reden: str
) -> None:
    found = client.post("partij-identificatoren", _groep(**codes))
    assert (found.status, found.fouten) == (400, {naam: ("invalid", reden)})


@pytest.mark.parametrize("nummer", ["9000111", "900011112"])
def test_a_number_of_the_trade_register_has_eight_digits(client: Beller, nummer: str) -> None:
    assert "partijIdentificatorObjectId" in client.post("partij-identificatoren", kvk(nummer)).fouten


def test_members_that_must_be_there_and_choices(client: Beller) -> None:
    assert client.post("partij-identificatoren", {}).fouten["partijIdentificator"][0] == "required"
    found = client.post("partij-identificatoren", {"partijIdentificator": {"codeRegister": "handelsregister"}})
    missing = {"codeObjecttype", "codeSoortObjectId", "objectId"}
    assert {n: code for n, (code, _) in found.fouten.items()} == {
        f"partijIdentificator.{n}": "required" for n in missing
    }
    found = client.post("partij-identificatoren", _groep(codeRegister="handelsregister"))
    assert found.fouten["partijIdentificator.codeRegister"][0] == "invalid_choice"


def test_the_four_together_are_there_once(client: Beller) -> None:
    client.maak("partij-identificatoren", bsn())
    found = client.post("partij-identificatoren", bsn())
    assert found.fouten == {"__all__": ("invalid", DUBBEL)}


def test_what_is_wrong_in_two_ways_is_said_twice(client: Beller) -> None:
    made = client.maak("partijen", organisatie(partijIdentificatoren=[kvk()]))
    [boven] = made["partijIdentificatoren"]
    body = vestiging(identificeerdePartij=_ref(made), subIdentificatorVan=_ref(boven))
    client.maak("partij-identificatoren", body)
    found = client.post("partij-identificatoren", body)
    assert found.json["invalidParams"] == [
        {"name": "__all__", "code": "invalid", "reason": TWEEDE},
        {"name": "__all__", "code": "invalid", "reason": DUBBEL},
    ]


def test_an_empty_number_is_none(client: Beller) -> None:
    found = client.post("partij-identificatoren", _groep(objectId=""))
    assert found.fouten == {"partijIdentificator.objectId": ("blank", "Dit veld mag niet leeg zijn.")}
    wrong = _groep(objectId="", codeObjecttype="x", codeRegister="x", codeSoortObjectId="x")
    assert {code for code, _ in client.post("partij-identificatoren", wrong).fouten.values()} == {"invalid_choice"}


def test_a_customer_has_one_of_each_kind(client: Beller) -> None:
    made = client.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    found = client.post("partij-identificatoren", bsn(BSN_2, identificeerdePartij=_ref(made)))
    assert found.fouten == {"__all__": ("invalid", TWEEDE)}
    found = client.post("partij-identificatoren", bsn(BSN_2, identificeerdePartij={"uuid": str(uuid4())}))
    assert found.fouten == {"identificeerdePartij.uuid": ("invalid", "Partij object bestaat niet.")}


def test_gotcha_14_a_branch_needs_a_company_and_exists_once_in_each(client: Beller) -> None:
    verplicht = (
        "Voor een PartijIdentificator met codeSoortObjectId = `vestigingsnummer` is het verplicht om een"
        " `sub_identifier_van` met codeSoortObjectId = `kvk_nummer` te kiezen."
    )
    assert client.post("partij-identificatoren", vestiging()).fouten == {"subIdentificatorVan": ("invalid", verplicht)}
    een, twee = (client.maak("partij-identificatoren", kvk(nummer)) for nummer in ("90001111", "90002222"))
    made = [client.maak("partij-identificatoren", vestiging(subIdentificatorVan=_ref(k))) for k in (een, twee)]
    assert [m["subIdentificatorVan"]["uuid"] for m in made] == [een["uuid"], twee["uuid"]]
    found = client.post("partij-identificatoren", vestiging(subIdentificatorVan=_ref(een)))
    assert found.fouten == {"__all__": ("invalid", DUBBEL)}
    person = client.maak("partij-identificatoren", bsn())
    found = client.post("partij-identificatoren", vestiging("900000002222", subIdentificatorVan=_ref(person)))
    alleen = "Het is alleen mogelijk om een subIdentifierVan te selecteren met codeSoortObjectId = `kvk_nummer`."
    assert found.fouten == {"subIdentificatorVan": ("invalid", alleen)}
    found = client.post("partij-identificatoren", vestiging("900000002222", subIdentificatorVan={"uuid": str(uuid4())}))
    assert found.fouten["subIdentificatorVan.uuid"] == ("invalid", "PartijIdentificator object bestaat niet.")


def test_gotcha_14_a_loose_number_is_hung_on_a_customer_and_taken_off(client: Beller) -> None:
    for body, partij in ((kvk(), organisatie()), (bsn(), persoon())):
        los, made = client.maak("partij-identificatoren", body), client.maak("partijen", partij)
        now = client.put(los["url"], {**body, "identificeerdePartij": _ref(made)}).json
        assert now == {**los, "identificeerdePartij": {"uuid": made["uuid"], "url": made["url"]}}
        assert client.get(made["url"]).json["partijIdentificatoren"] == [now]
        assert client.put(los["url"], body).json == now, "what is not named stays"
        assert client.patch(los["url"], {"identificeerdePartij": None}).json == los
        assert client.get(made["url"]).json["partijIdentificatoren"] == []


def test_a_parent_that_is_used_stays_what_it_is(client: Beller) -> None:
    boven = client.maak("partij-identificatoren", kvk())
    onder = client.maak("partij-identificatoren", vestiging(subIdentificatorVan=_ref(boven)))
    rsin = {"codeObjecttype": "niet_natuurlijk_persoon", "codeSoortObjectId": "rsin", "codeRegister": "hr"}
    body = {"partijIdentificator": {**rsin, "objectId": BSN}}
    assert client.patch(boven["url"], body).fouten["partijIdentificatorCodeSoortObjectId"][0] == "invalid"
    assert client.delete(boven["url"]).fouten == {"nonFieldErrors": ("invalid", GEBRUIKT)}
    assert client.delete(onder["url"]).status == 204
    assert client.patch(boven["url"], body).json["partijIdentificator"]["objectId"] == BSN
    assert client.delete(boven["url"]).status == 204
    assert client.get("partij-identificatoren").json["count"] == 0


def test_a_company_number_can_turn_out_to_be_a_bsn(client: Beller) -> None:
    """Another table here, the same resource outside."""
    made = client.maak("partij-identificatoren", kvk(anderePartijIdentificator="x"))
    now = client.patch(made["url"], bsn()).json
    assert now == {**made, **bsn()}
    assert client.patch(made["url"], kvk()).json == made


def test_what_is_not_there(client: Beller) -> None:
    weg = f"partij-identificatoren/{uuid4()}"
    answers = (client.get(weg), client.put(weg, bsn()), client.patch(weg, {}), client.delete(weg))
    assert [a.status for a in answers] == [404] * 4


def test_filters(client: Beller) -> None:
    een, twee = client.maak("partij-identificatoren", bsn()), client.maak("partij-identificatoren", kvk())
    drie = client.maak(
        "partij-identificatoren", vestiging(subIdentificatorVan=_ref(twee), anderePartijIdentificator="eigen")
    )
    naam = "partijIdentificator"
    expected = {
        (): [drie, twee, een],
        ((f"{naam}ObjectId", BSN),): [een],
        ((f"{naam}ObjectId", "90001111"), (f"{naam}CodeSoortObjectId", "kvk_nummer")): [twee],
        ((f"{naam}ObjectId", "90001111"), (f"{naam}CodeSoortObjectId", "rsin")): [],
        ((f"{naam}CodeRegister", "hr"),): [drie, twee],
        ((f"{naam}CodeObjecttype", "vestiging"),): [drie],
        ((f"{naam}CodeSoortObjectId", "bsn"),): [een],
        (("anderePartijIdentificator", "eigen"),): [drie],
    }
    for vraag, found in expected.items():
        assert client.get("partij-identificatoren", dict(vraag)).uuids == [f["uuid"] for f in found], vraag
    assert client.get("partij-identificatoren", {f"{naam}CodeRegister": "kvk"}).fouten[f"{naam}CodeRegister"][0] == (
        "invalid_choice"
    )
    assert client.get("partij-identificatoren", {"objectId": BSN}).fouten["nonFieldErrors"][0] == "unknown-parameters"


def test_a_bsn_is_nowhere_to_be_read_in_the_database(client_echt: Beller, admin_url: str) -> None:
    made = client_echt.maak("partij-identificatoren", bsn())
    with psycopg.connect(admin_url) as link:
        [rij] = link.execute("SELECT b::text FROM burgerservicenummer b").fetchall()
        assert BSN not in rij[0]
        assert BSN.encode().hex() not in rij[0]
    assert client_echt.get("partij-identificatoren", {"partijIdentificatorObjectId": BSN}).uuids == [made["uuid"]]


def test_of_many_at_the_same_time_one_gets_the_number(client_echt: Beller) -> None:
    def post(_nr: int) -> int:
        try:
            return client_echt.post("partijen", persoon(partijIdentificatoren=[bsn()])).status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(post, range(8)))
    assert statuses == [201] + [400] * 7
    assert client_echt.get("partijen").json["count"] == 1
