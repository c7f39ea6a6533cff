"""One at a time: what looks first and writes later, in transactions of their own. And how it writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DatabaseError, connection

from geholpen.platform.doors import backstage


@contextmanager
def beurt(id: UUID) -> Iterator[None]:
    """Until the end of the block nobody else has the turn for this id; whoever asks waits.

    Within a transaction it lasts until that ends. A lost connection gives its turns back by itself.
    """
    number = int.from_bytes(id.bytes[8:], signed=True)
    inside = connection.in_atomic_block
    _say("SELECT pg_advisory_xact_lock(%s)" if inside else "SELECT pg_advisory_lock(%s)", number)
    try:
        yield
    finally:
        if not inside:
            _give_back(number)


def _give_back(number: int) -> None:
    """A connection that cannot say it any more is closed, with which the turn is given back too."""
    try:
        _say("SELECT pg_advisory_unlock(%s)", number)
    except DatabaseError:
        connection.close()


@contextmanager
def as_a_whole() -> Iterator[None]:
    """What is written until the end of the block replaces all of it (PUT): whoever is told of the change hears that."""
    _say("SELECT set_config('geholpen.wijze', %s, false)", "geheel")
    try:
        yield
    finally:
        try:
            _say("SELECT set_config('geholpen.wijze', %s, false)", "")
        except DatabaseError:
            connection.close()


def _say(statement: str, value: int | str) -> None:
    with backstage(), connection.cursor() as cursor:
        cursor.execute(statement, [value])
