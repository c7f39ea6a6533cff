"""Everything of a customer in one answer: what it holds, of whom, logged and limited like every other."""

from __future__ import annotations

from typing import Any

import pytest

from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from tests.api.oproep import KI, Beller
from tests.api.partij import bsn, persoon
from tests.api.test_slechte_invoer import NIEMAND, problem
from tests.api.vulling import KAAL, vul

BSN = {"codeSoortObjectId": "bsn", "objectId": bsn()["partijIdentificator"]["objectId"]}


def contact(client: Beller, wie: str, dag: int) -> str:
    made = client.maak("klantcontacten", {**KAAL, "plaatsgevondenOp": f"2026-01-{dag:02}T10:00:00Z"})["uuid"]
    betrokkene = {"hadKlantcontact": {"uuid": made}, "wasPartij": {"uuid": wie}, "rol": "klant", "initiator": True}
    client.maak("betrokkenen", betrokkene)
    return made  # type: ignore[no-any-return]


def same_as_apart(client: Beller, beeld: Any) -> None:
    """Each part looks as it does under its own address."""
    parts = beeld["_expand"]
    assert {k: v for k, v in beeld.items() if k != "_expand"} == client.get(beeld["url"]).json
    for part in (*parts["digitaleAdressen"], *parts["internetaken"]):
        assert part == client.get(part["url"]).json
    for een in parts["klantcontacten"]:
        for lid in ("hadBetrokkenen", "gingOverOnderwerpobjecten"):
            assert een["_expand"][lid] == [client.get(ref["url"]).json for ref in een[lid]]
        assert {k: v for k, v in een.items() if k != "_expand"} == client.get(een["url"]).json


@pytest.mark.parametrize("hoe", ["client", "client_echt"])
def test_everything_of_a_customer(hoe: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(hoe)
    wie = vul(client)["partijen"][0]
    (beeld,) = client.post("klantbeelden/zoek", {"partijIdentificator": BSN}).json["results"]
    assert beeld == client.get(f"klantbeelden/{wie}").json
    same_as_apart(client, beeld)
    assert [len(beeld["_expand"][lid]) for lid in ("digitaleAdressen", "klantcontacten", "internetaken")] == [1, 1, 1]
    assert beeld["partijIdentificatoren"][0]["partijIdentificator"]["objectId"] == BSN["objectId"]


def test_it_is_one_statement_however_much_there_is(client_echt: Beller, warm: list[str]) -> None:
    wie = vul(client_echt)["partijen"][0]
    for dag in range(1, 9):
        contact(client_echt, wie, dag)
    client_echt.get(f"klantbeelden/{wie}")
    warm.clear()
    assert len(client_echt.get(f"klantbeelden/{wie}").json["_expand"]["klantcontacten"]) == 9
    client_echt.post("klantbeelden/zoek", {"partijIdentificator": BSN})
    assert warm == ["register_klantbeelden"] * 2


def test_the_last_contacts_newest_first_and_only_open_tasks(client: Beller) -> None:
    wie = client.maak("partijen", persoon())["uuid"]
    made = [contact(client, wie, dag) for dag in (3, 1, 2)]
    actor = {"uuid": client.maak("actoren", {"naam": "Balie", "soortActor": "medewerker"})["uuid"]}
    taak = {"gevraagdeHandeling": "Bellen", "toegewezenAanActoren": [actor]}
    for status in ("te_verwerken", "verwerkt"):
        client.maak("internetaken", {**taak, "status": status, "aanleidinggevendKlantcontact": {"uuid": made[1]}})
    parts = client.get(f"klantbeelden/{wie}", {"contacten": "2"}).json["_expand"]
    assert [k["uuid"] for k in parts["klantcontacten"]] == [made[0], made[2]]
    assert [t["status"] for t in parts["internetaken"]] == ["te_verwerken"]  # of an older contact, too
    assert client.get(f"klantbeelden/{wie}", {"contacten": "0"}).json["_expand"]["klantcontacten"] == []


def test_nothing_of_another_customer(client: Beller) -> None:
    wie, ander = (client.maak("partijen", persoon())["uuid"] for _ in range(2))
    contact(client, ander, 1)
    assert client.get(f"klantbeelden/{wie}").json["_expand"]["klantcontacten"] == []


def test_everybody_in_it_reads_that_it_was_read(client_echt: Beller, beheer_rijen: Any) -> None:
    wie, bij = (client_echt.maak("partijen", persoon())["uuid"] for _ in range(2))
    made = contact(client_echt, wie, 1)
    mee = {
        "hadKlantcontact": {"uuid": made},
        "wasPartij": {"uuid": bij},
        "rol": "klant",
        "initiator": False,
    }
    client_echt.maak("betrokkenen", mee)
    for _ in range(2):
        client_echt.get(f"klantbeelden/{wie}")
    logged = "SELECT count(*), count(DISTINCT partij_id) FROM dataverwerking WHERE naam LIKE '%wat wij u beloofden'"
    assert beheer_rijen(logged) == [(4, 2)]


def test_a_purpose_that_does_not_reach_it_sees_less(client: Beller) -> None:
    wie = vul(client)["partijen"][0]
    load_applicatie("Weinig", [], "weinig" + "1" * 34)
    applicaties.forget()
    found = Beller("weinig" + "1" * 34).get(f"klantbeelden/{wie}")
    problem(found, 403, "permission_denied")


def test_a_token_that_only_reads_may_look_up(client: Beller) -> None:
    vul(client)
    from geholpen.domain.organisatie.models import ApplicatieToken  # noqa: PLC0415

    ApplicatieToken.objects.update(mag_schrijven=False)
    applicaties.forget()
    assert client.post("klantbeelden/zoek", {"partijIdentificator": BSN}).status == 200
    assert client.post("klantcontacten", KAAL).status == 403


def test_wrong_questions(client: Beller) -> None:
    problem(client.get("klantbeelden"), 405, "method_not_allowed")
    problem(client.get("klantbeelden/zoek"), 405, "method_not_allowed")
    problem(client.delete(f"klantbeelden/{NIEMAND}"), 405, "method_not_allowed")
    problem(client.get(f"klantbeelden/{NIEMAND}"), 404, "not_found")
    assert client.get(f"klantbeelden/{NIEMAND}", {"contacten": "101"}).fouten["contacten"][0] == "max_value"
    for aantal in ("-1", "x", "9" * 400, "٣"):
        assert client.get(f"klantbeelden/{NIEMAND}", {"contacten": aantal}).status == 400
    assert client.get(f"klantbeelden/{NIEMAND}", {"expand": "x"}).status == 400
    assert client.post("klantbeelden/zoek", {}).fouten["partijIdentificator"][0] == "required"
    assert client.post("klantbeelden/zoek", {"partijIdentificator": {**BSN, "objectId": ""}}).status == 400
    niemand = client.post("klantbeelden/zoek", {"partijIdentificator": {**BSN, "objectId": "999990482"}})
    assert (niemand.status, niemand.json) == (200, {"count": 0, "next": None, "previous": None, "results": []})
    assert client.post("klantbeelden/zoek", {"partijIdentificator": BSN}, idempotency_key="x").status == 200


def test_whoever_reads_a_customer_is_told_where_it_is(client: Beller) -> None:
    made = client.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    link = client.get(made["url"]).koppen["Link"]
    assert link == f'<http://testserver{KI}klantbeelden/{made["uuid"]}>; rel="related"; title="klantbeelden"'
    assert client.get("").json["klantbeelden"].endswith("/klantbeelden")
    assert "klantbeelden/zoek" not in client.get("").json
