"""Other software logs with us: acknowledged when it is kept, append only, nothing sampled, a BSN never stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.api.klanten import ADA_BSN, BRAM_BSN
from tests.api.oproep import Beller
from tests.verantwoording.conftest import LDV
from tests.verantwoording.logregels import kijk
from tests.verantwoording.vormen import bestand, fits

TRACE = "28dbeec32e77635cc19bc3204ec56c41"


def regel(**anders: Any) -> dict[str, Any]:
    return {
        "trace_id": TRACE,
        "span_id": uuid4().hex[:16],
        "status": "Unset",
        "name": "Contactgegevens bekeken",
        "start_time": 1795000000000,
        "end_time": 1795000000012,
        "resource": {"attributes": {"service.name": "zaakprogramma", "service.version": "2.1"}},
        "attributes": {
            "dpl.core.processing_activity_id": "https://elders.example/v/1",
            "dpl.core.data_subject_id": ADA_BSN,
            "dpl.core.data_subject_id_type": "BSN",
        },
        **anders,
    }


@pytest.fixture
def schrijver(beller: Callable[..., Beller]) -> Beller:
    return beller("schrijf", "ldv:schrijven")


@pytest.fixture
def lezer(beller: Callable[..., Beller]) -> Beller:
    return beller("ldv", "ldv:lezen")


def gelezen(lezer: Beller, **vraag: Any) -> list[dict[str, Any]]:
    found = lezer.post("processing-activities", {k.replace("__", "."): v for k, v in vraag.items()})
    assert found.status == 200, found.json
    return [r for r in found.json["processingActivities"] if r["resource"]["attributes"]["service.name"] != "geholpen"]


def test_what_is_acknowledged_is_read_back_field_by_field(schrijver: Beller, lezer: Beller, ada: UUID) -> None:
    boven = uuid4().hex[:16]
    given = regel(parent_span_id=boven)
    fits(bestand("eigen/ldv-logregel-1.0.schema.json"), given)
    found = schrijver.post("logregels", given)
    assert found.status == 201, found.json
    assert found.json == {"aanvaard": 1, "regels": [{"trace_id": TRACE, "span_id": given["span_id"]}]}
    [r] = gelezen(lezer, traceId=TRACE)
    assert r["traceId"] == str(UUID(TRACE))
    assert (r["spanId"], r["parentSpanId"], r["status"], r["name"]) == (
        given["span_id"],
        boven,
        "Unset",
        given["name"],
    )
    assert (r["startTime"], r["endTime"]) == (given["start_time"], given["end_time"])
    assert r["resource"] == given["resource"]
    assert r["attributes"]["dpl.core.processing_activity_id"] == "https://elders.example/v/1"


def test_a_bsn_is_kept_and_told_as_a_pseudonym_and_found_again(schrijver: Beller, lezer: Beller, ada: UUID) -> None:
    schrijver.post(
        "logregels", [regel(), regel(attributes={**regel()["attributes"], "dpl.core.data_subject_id": BRAM_BSN})]
    )
    stored = json.dumps(kijk("SELECT row_to_json(v)::text FROM vreemde_regel v"))
    assert ADA_BSN not in stored
    assert BRAM_BSN not in stored
    for bsn in (ADA_BSN, BRAM_BSN):
        [r] = gelezen(lezer, dpl__core__data_subject_id=bsn, dpl__core__data_subject_id_type="BSN")
        wie = r["attributes"]["dpl.core.data_subject_id"]
        assert wie.startswith("p1.")
        assert gelezen(lezer, dpl__core__data_subject_id=wie) == [r]
        assert r["attributes"]["dpl.core.data_subject_id_type"].endswith("/verwerkingen/pseudoniem/1")


def test_a_pseudonym_of_somebody_else_stays_what_it_is(schrijver: Beller, lezer: Beller) -> None:
    over = {
        **regel()["attributes"],
        "dpl.core.data_subject_id": "q7.abc",
        "dpl.core.data_subject_id_type": "https://e.example/t",
    }
    assert schrijver.post("logregels", regel(attributes=over)).status == 201
    [r] = gelezen(lezer, dpl__core__data_subject_id="q7.abc")
    assert r["attributes"]["dpl.core.data_subject_id_type"] == "https://e.example/t"


def test_an_empty_name_is_filled_and_never_fails(schrijver: Beller, lezer: Beller, ada: UUID) -> None:
    assert schrijver.post("logregels", regel(name="")).status == 201
    assert gelezen(lezer, traceId=TRACE)[0]["name"] == "Handeling zonder naam"


def test_nothing_is_sampled_and_the_same_line_twice_is_one(schrijver: Beller, lezer: Beller, ada: UUID) -> None:
    lines = [regel() for _ in range(500)]
    for _ in range(2):
        assert schrijver.post("logregels", lines).json["aanvaard"] == 500
    assert kijk("SELECT count(*), count(DISTINCT span) FROM vreemde_regel") == [(500, 500)]


def test_one_wrong_line_and_none_is_kept(schrijver: Beller, ada: UUID) -> None:
    found = schrijver.post("logregels", [regel(), regel(status="Goed")])
    assert found.status == 400
    assert set(found.fouten) == {"1.status"}
    assert kijk("SELECT count(*) FROM vreemde_regel") == [(0,)]


@pytest.mark.parametrize(
    ("anders", "naam"),
    [
        ({"trace_id": "0" * 32}, "0.trace_id"),
        ({"trace_id": "kort"}, "0.trace_id"),
        ({"span_id": "0" * 16}, "0.span_id"),
        ({"start_time": "2026-11-29T10:00:00Z"}, "0.start_time"),
        ({"start_time": 1.5}, "0.start_time"),
        ({"end_time": 1}, "0.end_time"),
        ({"name": None}, "0.name"),
        ({"attributes": {}}, "0.attributes.dpl.core.processing_activity_id"),
        ({"attributes": {"dpl.core.processing_activity_id": "7"}}, "0.attributes.dpl.core.processing_activity_id"),
        (
            {"attributes": {"dpl.core.processing_activity_id": "urn:x:1", "dpl.core.data_subject_id": "a"}},
            "0.attributes.dpl.core.data_subject_id_type",
        ),
        ({"attributes": {"dpl.core.processing_activity_id": "urn:x:1", "eigen.veld": "a"}}, "0.attributes.eigen.veld"),
    ],
)
def test_a_wrong_value_is_told_under_its_name(schrijver: Beller, anders: dict[str, Any], naam: str) -> None:
    found = schrijver.post("logregels", regel(**anders))
    assert found.status == 400
    assert set(found.fouten) == {naam}


def test_tls_can_be_forced(schrijver: Beller, settings: Any, ada: UUID) -> None:
    settings.LDV_TLS = True
    assert schrijver.post("logregels", regel()).status == 403
    settings.PROXY = True
    assert schrijver.post("logregels", regel(), x_forwarded_proto="https").status == 201


def test_only_with_the_right(beller: Callable[..., Beller], lezer: Beller) -> None:
    assert lezer.post("logregels", regel()).status == 403


def test_the_answer_comes_after_the_commit(echte_commits: None, beheer: psycopg.Connection[Any]) -> None:
    from geholpen.domain.organisatie import applicaties  # noqa: PLC0415
    from geholpen.domain.organisatie.commands import load_applicatie  # noqa: PLC0415

    load_applicatie("Proef", ["verantwoording"], "schrijf" + "1" * 33, ["ldv:schrijven"])
    applicaties.forget()
    without = {"dpl.core.processing_activity_id": "urn:x:1"}
    assert Beller("schrijf" + "1" * 33, LDV).post("logregels", regel(attributes=without)).status == 201
    assert beheer.execute("SELECT count(*) FROM vreemde_regel").fetchone() == (1,)
    beheer.execute("ALTER TABLE vreemde_regel RENAME TO weg")
    try:
        found = Beller("schrijf" + "1" * 33, LDV).post("logregels", regel(attributes=without))
    finally:
        beheer.execute("ALTER TABLE weg RENAME TO vreemde_regel")
    assert found.status >= 500
    applicaties.forget()
