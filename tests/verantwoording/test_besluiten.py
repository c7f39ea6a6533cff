"""Decisions: asked over AuthZEN and answered by our own rules, and read back as the Authorization Decision Log."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from geholpen.domain.klantcontacten.commands import OudeKlantvraag, import_klantvraag
from geholpen.domain.organisatie.models import Medewerker
from tests import bed, cast
from tests.api.oproep import Beller
from tests.hot.conftest import _vraag
from tests.verantwoording.logregels import kijk
from tests.verantwoording.vormen import bestand, fits

AUTHZEN, ADL = "/access/v1/", "/beslissingen/api/v1/"
TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def vrager(beller: Callable[..., Beller]) -> Beller:
    return beller("authzen", "authzen", basis=AUTHZEN)


@pytest.fixture
def lezer(beller: Callable[..., Beller]) -> Beller:
    return beller("adl", "adl:lezen", basis=ADL)


@pytest.fixture
def parkeervraag(ada: UUID) -> OudeKlantvraag:
    """Ada has an open question about parking."""
    oud = _vraag("parkeervergunning")
    import_klantvraag(bed.systeem().over({ada}), ada, oud)
    return oud


def vraag(ada: UUID, aanleiding: UUID | None, code: str = "mdw-003", **anders: Any) -> dict[str, Any]:
    """mdw-003 works on parking."""
    context: dict[str, Any] = {"time": "2026-11-29T10:00:00Z"}
    if aanleiding:
        context["aanleiding"] = {"soort": "klantvraag", "id": str(aanleiding)}
    return {
        "subject": {"type": "medewerker", "id": code, "properties": {"rollen": ["alles"]}},
        "action": {"name": "lees"},
        "resource": {"type": "klant", "id": str(ada), "properties": {"gegevenssoorten": ["naam", "contacthistorie"]}},
        "context": context,
        **anders,
    }


def test_who_works_on_the_question_may_and_hears_what(vrager: Beller, ada: UUID, parkeervraag: Any) -> None:
    body = vraag(ada, parkeervraag.id)
    found = vrager.post("evaluation", body, x_request_id="vraag-1")
    assert found.status == 200, found.json
    assert found.json["decision"] is True, found.json
    assert set(found.json["context"]["toegestaan"]) == {"naam", "contacthistorie"}
    assert found.json["context"]["processing_activity_id"].endswith("?versie=1")
    assert found.koppen["X-Request-ID"] == "vraag-1"
    fits(bestand("eigen/authzen-nlgov-evaluation.schema.json"), {"request": body, "response": found.json})


def test_a_category_that_the_purpose_does_not_give_is_named_with_the_reason(
    vrager: Beller, ada: UUID, parkeervraag: Any
) -> None:
    body = vraag(ada, parkeervraag.id)
    body["resource"]["properties"]["gegevenssoorten"] = ["naam", "gezondheid"]
    found = vrager.post("evaluation", body).json
    assert found["decision"] is False
    assert found["context"]["toegestaan"] == ["naam"]
    [weg] = found["context"]["afgeschermd"]
    assert (weg["soort"], weg["reden_code"], weg["reden"]) == ("gezondheid", "NIET_NODIG", "Niet nodig voor dit doel.")


def test_nobody_may_without_a_reason_whatever_roles_are_claimed(vrager: Beller, ada: UUID) -> None:
    found = vrager.post("evaluation", vraag(ada, None)).json
    assert (found["decision"], found["context"]["reden_code"]) == (False, "GEEN_AANLEIDING")
    other = vrager.post("evaluation", vraag(uuid4(), uuid4())).json
    assert other["decision"] is False


def test_another_department_a_wrong_purpose_and_unknown_things_are_no(
    vrager: Beller, ada: UUID, parkeervraag: Any
) -> None:
    def code(**anders: Any) -> str:
        found = vrager.post("evaluation", vraag(ada, parkeervraag.id, **anders)).json
        assert found["decision"] is False
        assert found["context"]["reden"]
        return str(found["context"]["reden_code"])

    elders = {"name": "lees", "properties": {"processing_activity_id": "https://elders.example/1"}}
    assert code(action=elders) == "ANDER_DOEL"
    assert code(action={"name": "verkoop"}) == "ONBEKENDE_HANDELING"
    assert code(subject={"type": "medewerker", "id": "niemand"}) == "ONBEKEND"
    assert code(subject={"type": "burger", "id": "x"}) == "ONBEKEND"
    body = vraag(ada, parkeervraag.id)["resource"]
    assert code(resource={**body, "properties": {"gegevenssoorten": ["schoenmaat"]}}) == "ONBEKENDE_SOORT"
    assert code(subject={"type": "medewerker", "id": cast.ANNEKE.code}) == "ROL"


def test_several_questions_share_what_stands_above_them(vrager: Beller, ada: UUID, parkeervraag: Any) -> None:
    boven = vraag(ada, parkeervraag.id)
    resource = boven.pop("resource")
    slecht = {**resource, "properties": {"gegevenssoorten": ["gezondheid"]}}
    body = {**boven, "evaluations": [{"resource": resource}, {"resource": slecht}, {"resource": resource}]}
    found = vrager.post("evaluations", body).json["evaluations"]
    assert [f["decision"] for f in found] == [True, False, True]
    for semantiek, aantal in (("deny_on_first_deny", 2), ("permit_on_first_permit", 1), ("execute_all", 3)):
        options = {"evaluations_semantic": semantiek}
        assert len(vrager.post("evaluations", {**body, "options": options}).json["evaluations"]) == aantal
    assert vrager.post("evaluations", vraag(ada, parkeervraag.id)).json["decision"] is True


@pytest.mark.parametrize("weg", ["subject", "action", "resource"])
def test_what_is_missing_is_400(vrager: Beller, ada: UUID, weg: str) -> None:
    body = vraag(ada, None)
    body.pop(weg)
    found = vrager.post("evaluation", body)
    assert (found.status, found.koppen["Content-Type"]) == (400, "application/problem+json")
    assert set(found.fouten) == {weg}


def test_asking_needs_the_right_and_is_logged_with_whom_it_was_about(
    vrager: Beller, beller: Any, ada: UUID, parkeervraag: Any
) -> None:
    assert beller("zonder", basis=AUTHZEN).post("evaluation", vraag(ada, parkeervraag.id)).status == 403
    assert Beller("", AUTHZEN).post("evaluation", vraag(ada, parkeervraag.id)).status == 401
    vrager.post("evaluation", vraag(ada, parkeervraag.id))
    rows = kijk("SELECT naam FROM dataverwerking WHERE partij_id = %s ORDER BY id DESC LIMIT 1", ada)
    assert rows == [("Een ander programma vroeg of iemand uw gegevens mag gebruiken",)]
    assert kijk("SELECT count(*) FROM audit WHERE resultaat = 'SCOPE'") == [(1,)]


def test_searching_for_whom_one_could_see_is_not_there(vrager: Beller) -> None:
    for pad in ("search/subject", "search/resource", "search/action"):
        assert vrager.post(pad, {}).status == 404


def test_the_metadata_names_what_there_is(db: None, client_paginas: Any) -> None:
    found = client_paginas.get("/.well-known/authzen-configuration")
    assert found.status_code == 200
    said = found.json()
    assert said["access_evaluation_endpoint"].endswith("/access/v1/evaluation")
    assert said["access_evaluations_endpoint"].endswith("/access/v1/evaluations")
    assert not [naam for naam in said if naam.startswith("search")]


@pytest.fixture
def client_paginas() -> Any:
    from django.test import Client  # noqa: PLC0415

    return Client()


class TestAdl:
    """Level 3: decision, policy version and reference to what it rested on; what is left out is said."""

    def test_a_record_of_what_was_asked_and_of_what_was_done(
        self, vrager: Beller, lezer: Beller, koppeling: Beller, ada: UUID, parkeervraag: Any
    ) -> None:
        body = vraag(ada, parkeervraag.id)
        body["context"]["traceparent"] = f"00-{TRACE}-b7ad6b7169203331-01"
        vrager.post("evaluation", body)
        koppeling.get(f"partijen/{ada}")
        found = lezer.get("beslissingen")
        assert found.status == 200, found.json
        records = found.json["beslissingen"]
        schema = bestand("eigen/adl-beslissing.schema.json")
        for record in records:
            fits(schema, record)
            assert record["policies"]
            assert record["information"]
        asked = [r for r in records if r["trace_id"] == TRACE and r["information"].get("gevraagd_door")]
        assert len(asked) == 1
        assert asked[0]["response"]["decision"] is True
        assert asked[0]["policies"]["activiteit"].endswith("?versie=1")
        assert asked[0]["information"]["aanleiding"].startswith(f"klantvraag:{parkeervraag.id}@")

    def test_a_refusal_has_its_reason(self, lezer: Beller, beller: Any, ada: UUID) -> None:
        beller("zonder", basis=AUTHZEN).post("evaluation", vraag(ada, None))
        [record] = lezer.get("beslissingen", {"besluit": "false"}).json["beslissingen"]
        assert record["response"]["decision"] is False
        assert record["response"]["context"]["reden_code"] == "SCOPE"
        assert record["response"]["context"]["reden"]

    def test_no_employee_and_no_customer_and_that_is_said(
        self, vrager: Beller, lezer: Beller, ada: UUID, parkeervraag: Any
    ) -> None:
        from geholpen.domain.klantbeeld.queries import klantbeeld  # noqa: PLC0415
        from geholpen.platform.context import Aanleiding  # noqa: PLC0415

        wie = bed.medewerker("mdw-003").voor(Aanleiding("klantvraag", ada, parkeervraag.id))
        klantbeeld(wie, ada)
        vrager.post("evaluation", vraag(ada, parkeervraag.id))
        text = lezer.get("beslissingen").lichaam.decode()
        assert str(Medewerker.objects.get(code="mdw-003").id) not in text
        assert "mdw-003" not in text
        assert str(ada) not in text
        done = [r for r in json.loads(text)["beslissingen"] if r["request"]["subject"]["type"] == "medewerker"]
        assert done
        for record in done:
            assert record["request"]["subject"]["id"] == "weggelaten"
            assert "subject.id" in record["request"]["context"]["weggelaten"]

    def test_pages_filters_and_lines_to_take_away(self, lezer: Beller, koppeling: Beller, ada: UUID) -> None:
        for _ in range(6):
            koppeling.get(f"partijen/{ada}", traceparent=f"00-{TRACE}-b7ad6b7169203331-01")
        pad, seen = f"beslissingen?traceId={TRACE}&pageSize=2", []
        while pad:
            found = lezer.get(pad)
            seen += [r["span_id"] for r in found.json["beslissingen"]]
            pad = found.koppen.get("Link", "").partition(">")[0].lstrip("<")
        assert len(seen) == len(set(seen)) >= 6
        lines = lezer.get("beslissingen", {"traceId": TRACE}, accept="application/x-ndjson")
        assert lines.koppen["Content-Type"] == "application/x-ndjson"
        assert [json.loads(line)["span_id"] for line in lines.lichaam.splitlines()] == seen
        later = (timezone.now() + timedelta(minutes=1)).isoformat()
        assert lezer.get("beslissingen", {"van": later}).json == {"beslissingen": []}
        assert lezer.get("beslissingen", {"van": "gisteren"}).status == 400

    def test_reading_needs_the_right_and_is_itself_a_record(self, lezer: Beller, beller: Any) -> None:
        assert beller("zonder", basis=ADL).get("beslissingen").status == 403
        lezer.get("beslissingen")
        namen = {r["request"]["action"]["name"] for r in lezer.get("beslissingen").json["beslissingen"]}
        assert "verantwoording.queries.adl_beslissingen" in namen
