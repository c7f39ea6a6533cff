"""Outbox: events are recorded in the transaction and delivered after it.

An event is a frozen dataclass of ids and moments, registered with @event. Subscribers of upper rooms are called by
the worker, at least once, in order of commit.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar, get_type_hints
from uuid import UUID

from django.db import connection, transaction

from geholpen.platform import doorbell, prepared
from geholpen.platform.models import Abonneestand, Gebeurtenis

T = TypeVar("T")
#: Events after a cursor (tx, id), from transactions that ended before every one still running.
READ = """SELECT tx::text, id::text, soort, gegevens, moment FROM gebeurtenis
          WHERE (tx, id) > (%s::xid8, coalesce(%s::uuid, '00000000-0000-0000-0000-000000000000'::uuid))
            AND tx < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY tx, id LIMIT %s"""
_kinds: dict[str, type[Any]] = {}
_subscribers: dict[str, tuple[Callable[[Any], None], frozenset[str]]] = {}


def event(cls: type[T]) -> type[T]:
    """Register an event class. Its name is its kind; it must be a frozen dataclass with ids and moments only."""
    _kinds[cls.__name__] = cls
    return cls


def subscribe(*kinds: type[Any]) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Let a function of an upper room react to events of rooms below. It must be safe to call twice."""

    def wrap(function: Callable[[Any], None]) -> Callable[[Any], None]:
        name = f"{function.__module__}.{function.__name__}"
        _subscribers[name] = (function, frozenset(kind.__name__ for kind in kinds))
        return function

    return wrap


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _rebuild(kind: str, data: dict[str, Any]) -> Any:
    """The event as it was published: ids are UUIDs again, moments are datetimes again."""
    cls = _kinds[kind]
    types = get_type_hints(cls)
    made: dict[Any, Callable[[Any], Any]] = {UUID: UUID, datetime: datetime.fromisoformat}
    return cls(**{k: made.get(types.get(k), _same)(v) for k, v in data.items()})


def _same(value: Any) -> Any:
    return value


def rows(gebeurtenissen: Iterable[Any]) -> list[Gebeurtenis]:
    """Events as rows of the outbox, not written yet."""
    return [
        prepared.row(
            Gebeurtenis,
            soort=type(g).__name__,
            partij_id=getattr(g, "partij_id", None),
            gegevens={f.name: _plain(getattr(g, f.name)) for f in dataclasses.fields(g)},
        )
        for g in gebeurtenissen
    ]


def record(gebeurtenissen: Iterable[Any]) -> None:
    """Write events to the outbox inside the current transaction and ring the bell after commit."""
    made = rows(gebeurtenissen)
    if made:
        prepared.insert(*made)
        transaction.on_commit(doorbell.ring)


def read(tx: str, last_id: str | None, limit: int = 500) -> list[tuple[str, str, str, dict[str, Any], Any]]:
    """Events after the cursor (tx, id), oldest first: (tx, id, kind, data, moment).

    Only transactions that ended before every one still running: ids become visible out of order, so a reader that
    follows ids alone loses events.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ, [tx, last_id, limit])
        return [(t, i, kind, json.loads(d) if isinstance(d, str) else d, m) for t, i, kind, d, m in cursor.fetchall()]


def deliver(limit: int = 200) -> int:
    """Hand new events to every subscriber, `limit` in one transaction; each subscriber has its own cursor.

    Returns the number handed over.
    """
    total = 0
    for name, (function, kinds) in _subscribers.items():
        while handed := _deliver_to(name, function, kinds, limit):
            total += handed
            if handed < limit:
                break
    return total


def _deliver_to(name: str, function: Callable[[Any], None], kinds: frozenset[str], limit: int) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO abonneestand (abonnee, tx) VALUES (%s, '0') ON CONFLICT DO NOTHING", [name])
        cursor.execute(
            "SELECT tx, laatste_id::text FROM abonneestand WHERE abonnee = %s FOR UPDATE SKIP LOCKED", [name]
        )
        row = cursor.fetchone()
        if row is None:
            return 0
        rows = read(row[0], row[1], limit)
        for _tx, _id, kind, data, _moment in rows:
            if kind in kinds:
                function(_rebuild(kind, data))
        if rows:
            cursor.execute(
                "UPDATE abonneestand SET tx = %s, laatste_id = %s WHERE abonnee = %s", [rows[-1][0], rows[-1][1], name]
            )
        return len(rows)


def forget_subscribers() -> int:
    """Remove the cursors of subscribers that are gone: they would hold on to every event. Returns how many."""
    return Abonneestand.objects.exclude(abonnee__in=list(_subscribers)).delete()[0]


def is_ahead() -> bool:
    """Whether events or cursors come from another server, whose transactions are ahead of ours (a restored copy).

    New events would then be behind the cursors, and nobody would hear of them: `geholpen migrate` mends it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD)
        return bool(cursor.fetchone()[0])


_AHEAD = """SELECT EXISTS (SELECT 1 FROM abonneestand WHERE tx::xid8 >= pg_snapshot_xmax(pg_current_snapshot()))
    OR EXISTS (SELECT 1 FROM gebeurtenis WHERE tx > pg_snapshot_xmax(pg_current_snapshot()))"""
#: What the slowest subscriber has heard comes first, the rest after it; everybody goes on from there. Some hear a thing
#: twice: they must be able to. What happened here since, under a low number, is later than all that came along.
_RENUMBER = (
    """UPDATE gebeurtenis SET tx = CASE WHEN (tx, id) <= (
            SELECT a.tx::xid8, coalesce(a.laatste_id, '00000000-0000-0000-0000-000000000000'::uuid)
            FROM abonneestand a ORDER BY 1, 2 LIMIT 1)
        AND moment <= (SELECT max(g.moment) FROM gebeurtenis g WHERE g.tx >= pg_snapshot_xmax(pg_current_snapshot()))
        THEN '1'::xid8 ELSE '2'::xid8 END""",
    "UPDATE abonneestand SET tx = '1', laatste_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
)


def renumber(cursor: Any) -> bool:
    """Put events and cursors of another server in order here, as the owner. Returns whether it was needed."""
    cursor.execute(_AHEAD)
    if not cursor.fetchone()[0]:
        return False
    for statement in _RENUMBER:
        cursor.execute(statement)
    return True
