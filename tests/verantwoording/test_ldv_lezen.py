"""Reading the processing log by the extension *lezen*: what may be asked, what is answered, and what never is."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.domain.verantwoording import ldv, pseudoniem
from geholpen.faces.api import toegang
from tests.api.klanten import ADA_BSN
from tests.api.oproep import Beller
from tests.verantwoording.logregels import kijk
from tests.verantwoording.vormen import bestand, fits

BSN = {"dpl.core.data_subject_id": ADA_BSN, "dpl.core.data_subject_id_type": "BSN"}
TRACE = "0af7651916cd43dd8448eb211c80319c"
OUDER = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def gelezen(koppeling: Beller, ada: UUID) -> UUID:
    """Ada was looked at by other software, in a trace that it brought along."""
    assert koppeling.get(f"partijen/{ada}", traceparent=OUDER).status == 200
    return ada


def zoek(lezer: Beller, **vraag: Any) -> list[dict[str, Any]]:
    found = lezer.post("processing-activities", {k.replace("__", "."): v for k, v in vraag.items()} or {})
    assert found.status == 200, found.json
    return found.json["processingActivities"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("vraag", [{}, {"iets": "anders"}])
def test_without_something_to_search_by_it_is_400_as_problem_json(lezer: Beller, vraag: Any) -> None:
    found = lezer.post("processing-activities", vraag)
    assert (found.status, found.koppen["Content-Type"]) == (400, "application/problem+json")
    assert found.koppen["API-Version"] == "1.1.0"
    assert found.json["invalidParams"][0]["code"] == "required"


def test_without_a_token_it_is_401_as_problem_json(db: None) -> None:
    found = Beller("", "/ldv/api/v1/").post("processing-activities", {"traceId": TRACE})
    assert (found.status, found.koppen["Content-Type"]) == (401, "application/problem+json")
    assert "API-Version" in found.koppen


def test_a_token_without_the_right_is_refused_and_that_is_in_the_audit(beller: Any, ada: UUID) -> None:
    found = beller("zonder").post("processing-activities", BSN)
    assert found.status == 403
    [(resultaat, besluit)] = kijk("SELECT resultaat, besluit FROM audit ORDER BY id DESC LIMIT 1")
    assert (resultaat, besluit) == ("SCOPE", False)


@pytest.mark.parametrize("trace", [TRACE, str(UUID(TRACE))])
def test_a_trace_that_came_in_is_found_in_both_spellings(lezer: Beller, gelezen: UUID, trace: str) -> None:
    found = zoek(lezer, traceId=trace)
    assert found
    assert {r["traceId"] for r in found} == {str(UUID(TRACE))}


def test_a_line_has_the_fields_of_the_standard_and_no_employee(lezer: Beller, gelezen: UUID) -> None:
    regel = zoek(lezer, traceId=TRACE)[0]
    assert regel["status"] == "Unset"
    assert regel["startTime"] <= regel["endTime"]
    assert abs(regel["startTime"] - timezone.now().timestamp() * 1000) < 60_000
    assert "naam" in regel["name"]  # level 2: the kinds of data
    a = regel["attributes"]
    assert a["dpl.core.data_subject_id"] == pseudoniem.alle_van_partij(gelezen)[0]
    assert a["dpl.core.data_subject_id_type"].endswith("/verwerkingen/pseudoniem/1")
    assert a["dpl.core.processing_activity_id"].endswith("?versie=1")
    assert a["dpl.core.foreign_operation.processor"].startswith("urn:uuid:")
    assert set(a) <= {ldv.ACTIVITEIT, ldv.BETROKKENE, ldv.BETROKKENE_SOORT, ldv.AANROEPER}
    text = json.dumps(regel)
    assert str(gelezen) not in text
    assert ADA_BSN not in text


def test_it_fits_the_saved_contract(lezer: Beller, gelezen: UUID) -> None:
    contract = json.loads(json.dumps(bestand("ldv/lezen-api-1.1.0.openapi.json")))
    contract["components"]["schemas"]["Attributes"] = bestand("ldv/attributes.schema.json")
    contract["components"]["schemas"].pop("Nlgovproblem")
    contract["components"].pop("responses")
    contract["components"].pop("requestBodies")
    found = lezer.post("processing-activities", {"traceId": TRACE}).json
    fits({"$ref": "#/components/schemas/ListProcessingActivities"}, found, contract)


def test_by_bsn_and_by_the_pseudonym_that_was_given_out(lezer: Beller, gelezen: UUID, bram: UUID) -> None:
    by_bsn = zoek(lezer, **{k.replace(".", "__"): v for k, v in BSN.items()})
    assert by_bsn
    wie = {r["attributes"]["dpl.core.data_subject_id"] for r in by_bsn}
    assert len(wie) == 1
    again = zoek(lezer, dpl__core__data_subject_id=wie.pop())
    assert {r["spanId"] for r in by_bsn} <= {r["spanId"] for r in again}


def test_a_pseudonym_of_nobody_finds_nothing(lezer: Beller, gelezen: UUID) -> None:
    assert zoek(lezer, dpl__core__data_subject_id="p1." + "A" * 43) == []


def test_looking_in_somebodys_log_is_itself_in_the_log_of_that_person(lezer: Beller, gelezen: UUID) -> None:
    zoek(lezer, traceId=TRACE)
    rows = kijk("SELECT naam FROM dataverwerking WHERE partij_id = %s ORDER BY id DESC LIMIT 1", gelezen)
    assert rows == [("Logregels over u aan een ander programma van ons gegeven",)]


def test_pages_go_on_where_the_one_before_ended(lezer: Beller, koppeling: Beller, ada: UUID) -> None:
    for _ in range(5):
        koppeling.get(f"partijen/{ada}", traceparent=OUDER)
    alles = [r["spanId"] for r in zoek(lezer, traceId=TRACE)]
    pad, seen = "processing-activities?pageSize=2", []
    while pad:
        found = lezer.post(pad, {"traceId": TRACE})
        assert len(found.json["processingActivities"]) <= 2
        seen += [r["spanId"] for r in found.json["processingActivities"]]
        pad = found.koppen.get("Link", "").partition(">")[0].lstrip("<")
    assert seen == alles
    assert len(alles) >= 5


def test_an_action_on_several_people_is_a_parent_line_and_one_line_each(
    lezer: Beller, koppeling: Beller, ada: UUID, bram: UUID
) -> None:
    assert koppeling.get("partijen", traceparent=OUDER).status == 200
    found = zoek(lezer, traceId=TRACE)
    boven = [r for r in found if "dpl.core.data_subject_id" not in r["attributes"]]
    assert len(boven) == 1
    kinderen = [r for r in found if r.get("parentSpanId") == boven[0]["spanId"]]
    assert len(kinderen) >= 2
    assert len({r["attributes"]["dpl.core.data_subject_id"] for r in kinderen}) == len(kinderen)
    assert len({r["spanId"] for r in found}) == len(found)


def test_by_time_and_activity(lezer: Beller, gelezen: UUID) -> None:
    regel = zoek(lezer, traceId=TRACE)[0]
    later = regel["startTime"] + 60_000
    assert zoek(lezer, traceId=TRACE, startTime=later) == []
    assert zoek(lezer, traceId=TRACE, startTime=regel["startTime"], endTime=later)
    uri = regel["attributes"]["dpl.core.processing_activity_id"]
    assert zoek(lezer, dpl__core__processing_activity_id=uri, traceId=TRACE)
    assert zoek(lezer, dpl__core__processing_activity_id=uri.partition("?")[0], traceId=TRACE)
    assert zoek(lezer, dpl__core__processing_activity_id=uri.replace("versie=1", "versie=9"), traceId=TRACE) == []
    assert zoek(lezer, dpl__core__processing_activity_id="https://elders.example/1", traceId=TRACE) == []


@pytest.mark.parametrize(
    ("kop", "over"),
    [
        (f"00-{TRACE}-b7ad6b7169203331-00", True),
        (f"cc-{TRACE}-b7ad6b7169203331-01-later", True),
        (f"ff-{TRACE}-b7ad6b7169203331-01", False),
        (f"00-{'0' * 32}-b7ad6b7169203331-01", False),
        (f"00-{TRACE}-{'0' * 16}-01", False),
        (f"00-{TRACE}-b7ad6b7169203331-01-meer", False),
        (f"00-{TRACE.upper()}-b7ad6b7169203331-01", False),
        ("", False),
    ],
)
def test_only_a_valid_traceparent_is_taken_over(koppeling: Beller, ada: UUID, kop: str, over: bool) -> None:
    koppeling.get(f"partijen/{ada}", traceparent=kop)
    [(trace,)] = kijk("SELECT trace FROM dataverwerking WHERE partij_id = %s ORDER BY id DESC LIMIT 1", ada)
    assert (trace == UUID(TRACE)) is over
    assert trace.int


def test_an_application_without_the_purpose_is_refused_whatever_its_token_says(db: None) -> None:
    load_applicatie("Zonder doel", ["koppelingen"], "doelloos" + "0" * 32, ["ldv:lezen"])
    applicaties.forget()
    found = Beller("doelloos" + "0" * 32, "/ldv/api/v1/").post("processing-activities", {"traceId": TRACE})
    assert found.status == 403
    applicaties.forget()


def test_a_token_has_so_many_calls_a_minute(lezer: Beller, settings: Any) -> None:
    settings.API_PER_MINUUT = 2
    toegang._minuut.clear()
    found = [lezer.post("processing-activities", {"traceId": TRACE}) for _ in range(3)]
    toegang._minuut.clear()
    assert [f.status for f in found] == [200, 200, 429]
    assert 0 < int(found[2].koppen["Retry-After"]) <= 61
