"""W3C Trace Context: the trace that comes in on a face stands in the log, and goes along to whoever we call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from geholpen.adapters.koppelingen.notificaties.twin import Ontvanger
from geholpen.platform import outbound, trace
from geholpen.platform.context import system
from geholpen.platform.tasks import app, job
from tests import browser, cast
from tests.faces_werkplek.bureau import Bureau
from tests.verantwoording.logregels import kijk

TRACE = "0af7651916cd43dd8448eb211c80319c"
OUDER = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def twin() -> Iterator[Ontvanger]:
    outbound.forget()
    with Ontvanger() as found:
        yield found
    trace.follow("")
    outbound.forget()


def test_a_page_of_a_customer_and_of_the_desk(waterdam: Any) -> None:
    samira = browser.klant("samira")
    assert samira.get("/mijn/", headers={"traceparent": OUDER}).status_code == 200
    rows = kijk("SELECT count(*) FROM dataverwerking WHERE trace = %s AND actor_soort = 'klant'", UUID(TRACE))
    assert rows[0][0] > 0
    jolanda = Bureau(cast.JOLANDA.code)
    client: Client = jolanda.client
    assert client.get(reverse("werkplek:postvak"), headers={"traceparent": OUDER}).status_code == 200
    rows = kijk("SELECT count(*) FROM audit WHERE trace = %s AND actor_soort = 'medewerker'", UUID(TRACE))
    assert rows[0][0] > 0


def test_two_requests_without_one_are_two_traces(waterdam: Any) -> None:
    samira = browser.klant("samira")
    samira.get("/mijn/")
    traces = "SELECT count(DISTINCT trace) FROM dataverwerking WHERE actor_soort = 'klant' AND partij_id = %s"
    before = kijk(traces, waterdam.stad.partij_id("samira"))[0][0]
    samira.get("/mijn/")
    assert kijk(traces, waterdam.stad.partij_id("samira"))[0][0] == before + 1


def test_it_goes_along_with_an_action_of_its_own(twin: Ontvanger) -> None:
    trace.follow(TRACE)
    for _ in range(2):
        outbound.send("POST", twin.adres("ontvangt"))
    trace.follow("")
    outbound.send("POST", twin.adres("ontvangt"))
    first, second, without = (o.koppen.get("traceparent") for o in twin.binnen)
    assert first is not None
    assert second is not None
    assert first.split("-")[:2] == second.split("-")[:2] == ["00", TRACE]
    assert first != second
    assert without is None


def test_a_job_works_in_the_trace_of_who_planned_it(db: None) -> None:
    seen = []

    @job("proef_trace")
    def proef(ctx: Any) -> None:
        seen.append((ctx.trace, trace.sent()["traceparent"].split("-")[1]))

    ctx = system("proef")
    app.tasks["proef_trace"](context=ctx.to_json())
    assert seen == [(ctx.trace, ctx.trace)]
    assert trace.sent() == {}
