"""The outbox on the real database: recorded in the transaction, delivered after it, at least once, in order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from geholpen.platform import events

pytestmark = pytest.mark.usefixtures("echte_commits")


@pytest.fixture
def proef(monkeypatch) -> Iterator[tuple[type, list[object]]]:
    """An event kind and one subscriber of our own; those of the rooms are out of the way."""
    monkeypatch.setattr(events, "_kinds", dict(events._kinds))
    monkeypatch.setattr(events, "_subscribers", {})
    got: list[object] = []

    @events.event
    @dataclass(frozen=True)
    class Geproefd:
        partij_id: UUID
        volgnummer: int
        moment: datetime = datetime(2026, 11, 23, tzinfo=UTC)

    @events.subscribe(Geproefd)
    def hoor(gebeurtenis: object) -> None:
        got.append(gebeurtenis)

    yield Geproefd, got


def _record(*gebeurtenissen: object) -> None:
    with transaction.atomic():
        events.record(gebeurtenissen)


def _deliver() -> None:
    """Deliver when no transaction of another test on this server holds the horizon back any more."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(bool_and(tx < pg_snapshot_xmin(pg_current_snapshot())), true) FROM gebeurtenis"
            )
            if cursor.fetchone()[0]:
                break
        time.sleep(0.05)
    events.deliver()


def test_an_event_arrives_once_and_in_order(proef):
    kind, got = proef
    sent = [kind(uuid4(), n) for n in range(4)]
    _record(*sent[:3])
    _record(sent[3])
    _deliver()
    assert got == sent
    _deliver()
    assert len(got) == 4


def test_what_was_rolled_back_never_happened(proef):
    kind, got = proef
    with pytest.raises(RuntimeError), transaction.atomic():
        events.record([kind(uuid4(), 1)])
        raise RuntimeError
    _deliver()
    assert got == []


def test_a_subscriber_that_fails_gets_it_again(proef):
    kind, got = proef
    fails = [True]

    @events.subscribe(kind)
    def struikel(gebeurtenis: object) -> None:
        if fails.pop():
            raise RuntimeError("de eerste keer mis")

    _record(kind(uuid4(), 1))
    with pytest.raises(RuntimeError):
        _deliver()
    fails.append(False)
    _deliver()
    assert [g.volgnummer for g in got] == [1]
    assert fails == []


def test_an_event_of_a_slow_transaction_is_not_skipped(proef):
    """A reader that follows ids alone would pass over it."""
    kind, got = proef
    params = connection.get_connection_params()
    keep = {k: params[k] for k in ("dbname", "user", "password", "host", "port") if params.get(k)}
    with psycopg.connect(**keep) as slow:
        slow.execute(
            "INSERT INTO gebeurtenis (id, soort, gegevens) VALUES (%s, 'Geproefd', %s)",
            [uuid4(), f'{{"partij_id": "{uuid4()}", "volgnummer": 1}}'],
        )
        _record(kind(uuid4(), 2))
        events.deliver()
        assert got == []
        slow.commit()
    _deliver()
    assert [g.volgnummer for g in got] == [1, 2]


def test_two_workers_do_not_hand_over_the_same_event(proef):
    kind, got = proef
    _record(kind(uuid4(), 1))
    _deliver()
    params = connection.get_connection_params()
    keep = {k: params[k] for k in ("dbname", "user", "password", "host", "port") if params.get(k)}
    _record(kind(uuid4(), 2))
    with psycopg.connect(**keep) as other:
        other.execute("SELECT 1 FROM abonneestand FOR UPDATE")
        assert events.deliver() == 0
    _deliver()
    assert [g.volgnummer for g in got] == [1, 2]
