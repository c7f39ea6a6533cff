"""The log as an outbox: nothing is lost and nothing is new the second time, whatever the receiver does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from geholpen.adapters.koppelingen.otlp.apps import check_adres
from geholpen.adapters.koppelingen.otlp.twin import Verzamelaar
from geholpen.domain.verantwoording import uitvoer
from geholpen.domain.verantwoording.models import UitvoerApart, Uitvoerstand
from geholpen.domain.verantwoording.queries import uitvoerstand
from geholpen.platform import outbound
from tests.doelbinding.proef import sql
from tests.verantwoording import logregels

#: Whether the export may not bring lines of this transaction yet.
HELD = "SELECT pg_snapshot_xmin(pg_current_snapshot()) <= %s::xid8"


@pytest.fixture
def twin(echte_commits: None, register: Any, settings: Any) -> Iterator[Verzamelaar]:
    outbound.forget()
    with Verzamelaar() as found:
        settings.OTLP_ADRES = found.adres
        yield found
    outbound.forget()


@pytest.fixture
def schrijf(beheer: psycopg.Connection[Any]) -> Any:
    """`schrijf(n)` commits n lines about n people, and waits until no other test's transaction holds them back."""

    def make(aantal: int, *, wacht: bool = True, **hoe: Any) -> Any:
        with beheer.transaction():
            made = logregels.schrijf(beheer, aantal, **hoe)
            [mine] = beheer.execute("SELECT pg_current_xact_id()::text").fetchone()
        until = time.monotonic() + 60
        while wacht and beheer.execute(HELD, [mine]).fetchone() == (True,):
            assert time.monotonic() < until, "a transaction elsewhere on this server does not end"
            time.sleep(0.05)
        return made

    return make


def brought_to(twin: Verzamelaar, aantal: int, seconden: float = 60) -> None:
    """Rounds until the receiver saw so many different spans, whatever it answered."""
    until = time.monotonic() + seconden
    while len(twin.verschillend) < aantal:
        assert time.monotonic() < until, len(twin.verschillend)
        Uitvoerstand.objects.update(volgende_op=None)
        outbound.forget()
        uitvoer.voer_uit()


def settled(twin: Verzamelaar, aantal: int, seconden: float = 60) -> None:
    """Rounds until the receiver has so many different spans and nothing waits; retries do not wait in a test.

    A line that another test's transaction holds back comes in a later round.
    """
    until = time.monotonic() + seconden
    while len(twin.verschillend) < aantal or uitvoerstand().achter:
        assert time.monotonic() < until, (len(twin.verschillend), twin.fout, uitvoerstand())
        Uitvoerstand.objects.update(volgende_op=None)
        outbound.forget()
        uitvoer.voer_uit()


def test_every_line_arrives_once_and_is_booked(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(1200)
    assert uitvoerstand().achter == 1200
    settled(twin, 1200)
    assert len(twin.spans) == 1200
    assert twin.fout == []
    stand = uitvoerstand()
    assert (stand.achter, stand.bevestigd, stand.fout) == (0, 1200, "")
    assert stand.bevestigd_op is not None
    assert uitvoer.voer_uit() == 0
    assert len(twin.spans) == 1200


def test_a_span_is_the_line_of_the_standard(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(1)
    settled(twin, 1)
    [span] = twin.spans
    attributen = {a["key"]: a["value"]["stringValue"] for a in span["attributes"]}
    assert attributen["dpl.core.data_subject_id"].startswith("p1.")
    assert attributen["dpl.core.processing_activity_id"].endswith("?versie=1")
    assert span["status"] == {"code": 0}
    assert span["name"] == "Een proef gedaan (naam)"
    assert int(span["startTimeUnixNano"]) % 1_000_000 == 0
    assert twin.koppen[0]["traceparent"].startswith("00-")


def test_an_action_on_several_is_one_parent_and_a_child_each(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(9, samen=True)
    settled(twin, 10)
    assert uitvoer.voer_uit() == 0
    boven = [s for s in twin.spans if "parentSpanId" not in s]
    assert len(boven) == 1
    assert {s["parentSpanId"] for s in twin.spans if s is not boven[0]} == {boven[0]["spanId"]}


@pytest.mark.parametrize("status", [500, 502, 503, 429, 401, 404])
def test_a_failing_receiver_gets_everything_when_it_is_back(twin: Verzamelaar, schrijf: Any, status: int) -> None:
    schrijf(40)
    twin.antwoord = status
    assert uitvoer.voer_uit() == 0
    stand = uitvoerstand()
    assert (stand.achter, stand.bevestigd, stand.pogingen) == (40, 0, 1)
    assert stand.fout == f"HTTP {status}"
    assert stand.volgende_op is not None
    calls = len(twin.koppen)
    Uitvoerstand.objects.update(volgende_op=timezone.now() + timedelta(minutes=1))  # however slow this machine is
    uitvoer.voer_uit()  # it waits
    assert len(twin.koppen) == calls
    twin.antwoord = 200
    settled(twin, 40)
    assert len(twin.spans) == 40
    assert uitvoerstand().pogingen == 0


def test_waits_longer_each_time_and_as_long_as_is_asked(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(1)
    twin.antwoord, wachttijden = 500, []
    for _ in range(4):
        Uitvoerstand.objects.update(volgende_op=None)
        outbound.forget()
        before = timezone.now()
        uitvoer.voer_uit()
        volgende = uitvoerstand().volgende_op
        assert volgende is not None
        wachttijden.append(round((volgende - before).total_seconds()))
    assert wachttijden == [1, 2, 4, 8]
    twin.antwoord, twin.retry_after = 503, "120"
    Uitvoerstand.objects.update(volgende_op=None)
    outbound.forget()
    uitvoer.voer_uit()
    assert uitvoerstand().volgende_op > timezone.now() + timedelta(seconds=100)


def test_an_answer_that_is_lost_gives_the_same_spans_again(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(30)
    twin.antwoord = 0
    brought_to(twin, 30)
    gezien, keer = set(twin.verschillend), len(twin.spans)
    assert uitvoerstand().bevestigd == 0
    twin.antwoord = 200
    settled(twin, 30)
    assert set(twin.verschillend) == gezien
    assert len(twin.spans) >= keer + 30  # each once more, under the same id
    assert uitvoerstand().bevestigd == 30


def test_a_slow_receiver_loses_nothing(twin: Verzamelaar, schrijf: Any) -> None:
    twin.traag = 0.2
    schrijf(300)
    settled(twin, 300)
    assert len(twin.spans) == 300


def test_too_large_for_the_receiver_goes_in_smaller_pieces(twin: Verzamelaar, schrijf: Any) -> None:
    twin.hoogstens = 7
    schrijf(100)
    settled(twin, 100)
    assert len(twin.spans) == 100
    assert uitvoerstand().geweigerd == 0


def test_one_line_that_is_refused_holds_up_no_other_and_is_kept(twin: Verzamelaar, schrijf: Any) -> None:
    twin.lust_niet = schrijf(50)[20][2].hex
    settled(twin, 49)
    stand = uitvoerstand()
    assert (stand.achter, stand.geweigerd, stand.bevestigd) == (0, 1, 49)
    assert stand.fout == "GEWEIGERD"
    assert uitvoer.voer_aparte_uit() == 0
    twin.lust_niet = ""
    assert uitvoer.voer_aparte_uit() == 1
    assert len(twin.verschillend) == 50
    assert not UitvoerApart.objects.exists()


def sql_beheer(statement: str, *params: object) -> list[tuple[Any, ...]]:
    import os  # noqa: PLC0415

    with psycopg.connect(os.environ["DATABASE_ADMIN_URL_TEST"]) as admin:
        return admin.execute(statement, params).fetchall()


def test_a_partial_success_is_not_sent_again_and_is_told(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(4, samen=True)  # five spans over at most four chains
    twin.geweigerd = 1
    uitvoer.voer_uit()
    calls, stand = len(twin.koppen), uitvoerstand()
    assert stand.achter == 0
    assert stand.deels_geweigerd == calls
    assert stand.fout == "te lang"
    uitvoer.voer_uit()
    assert len(twin.koppen) == calls


def test_what_is_confidential_stays_here_until_its_date(
    twin: Verzamelaar, schrijf: Any, beheer: psycopg.Connection[Any]
) -> None:
    def until(day: Any) -> None:
        with beheer.transaction():
            beheer.execute("SET LOCAL session_replication_role = replica")
            beheer.execute(
                "UPDATE verwerkingsactiviteit_versie SET vertrouwelijk_tot = %s WHERE nummer = %s", [day, 14]
            )

    until(timezone.localdate() + timedelta(days=1))
    schrijf(3, activiteit=14)
    schrijf(2)
    settled(twin, 2)
    assert uitvoer.voer_uit() == 0
    stand = uitvoerstand()
    assert (stand.achter, stand.vertrouwelijk, stand.bevestigd) == (0, 3, 2)
    assert uitvoer.voer_aparte_uit() == 0
    until(timezone.localdate() - timedelta(days=1))
    assert uitvoer.voer_aparte_uit() == 3
    assert len(twin.verschillend) == 5
    assert uitvoerstand().vertrouwelijk == 0


def test_a_transaction_that_commits_late_is_not_passed_over(twin: Verzamelaar, schrijf: Any, admin_url: str) -> None:
    with psycopg.connect(admin_url) as late:
        logregels.schrijf(late, 1)
        schrijf(20, wacht=False)
        uitvoer.voer_uit()
        assert twin.spans == []  # they wait for the one before them
        late.commit()
    settled(twin, 21)


def test_two_workers_do_not_do_the_same(twin: Verzamelaar, schrijf: Any, admin_url: str) -> None:
    schrijf(5)
    with psycopg.connect(admin_url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(71241, k) FROM generate_series(1, 4) k")
        assert uitvoer.voer_uit() == 0
    settled(twin, 5)
    assert len(twin.spans) == 5


def test_bringing_is_in_the_audit_and_not_in_anybodys_log(twin: Verzamelaar, schrijf: Any) -> None:
    schrijf(3)
    settled(twin, 3)
    lines = sql_beheer("SELECT count(*) FROM dataverwerking WHERE deur LIKE 'verantwoording.%%'")
    audit = sql_beheer("SELECT count(*) FROM audit WHERE handeling = 'verantwoording.queries.regels_om_te_brengen'")
    assert lines == [(0,)]
    assert audit[0][0] >= 1


def test_without_a_receiver_nothing_happens(echte_commits: None, schrijf: Any, settings: Any) -> None:
    settings.OTLP_ADRES = ""
    schrijf(2)
    assert uitvoer.voer_uit() == 0
    assert uitvoerstand().ontvanger == ""
    assert sql("SELECT count(*) FROM uitvoerstand") == [(0,)]


def test_a_check_says_what_is_missing_for_it(settings: Any) -> None:
    settings.OTLP_ADRES, settings.ADRES = "https://log.waterdam.example/v1/traces", ""
    assert [e.id for e in check_adres()] == ["geholpen.E020"]
    settings.ADRES = "https://klantcontact.waterdam.example"
    assert check_adres() == []
