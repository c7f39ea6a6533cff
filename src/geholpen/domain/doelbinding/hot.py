"""The hot way through a door: one prepared statement, on reasons and decisions that are remembered.

What is remembered can be wrong, never of use when it is: the function compares the order with what is true right now
and raises, after which the ordinary way looks it up and decides again.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from django.db import DatabaseError, connections
from psycopg import pq

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.logregel import refuses
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.verlof import Verlof
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.doors import backstage
from geholpen.platform.hot import Cold

#: Kinds of reasons that `begin_aan_loket` can prove.
VAST = frozenset({"klantvraag", "taak"})
#: Seconds and number that reasons are remembered for; keys only, no personal data.
HOUDBAAR, HOOGSTENS = 60.0, 5_000
#: The rules have changed, another reason, not for this function, no right, something is there already or is gone: the
#: ordinary way says what and why. So it does when the log refuses.
_NO = frozenset({"GH001", "GH002", "GH003", "42501", "23503", "23505"})
_remembered: dict[Aanleiding, tuple[float, ports.Reden, str]] = {}
#: What is prepared on which connection.
_prepared: WeakKeyDictionary[psycopg.Connection[Any], set[str]] = WeakKeyDictionary()


def reden(a: Aanleiding) -> tuple[ports.Reden | None, str]:
    """What this reason brings, as remembered for at most HOUDBAAR seconds, and its stamp."""
    known = _remembered.get(a)
    if known is not None and known[0] > time.monotonic():
        return known[1], known[2]
    with backstage():
        found = ports.reden(a.soort, a.partij_id, a.id)
    if found is None:
        return None, ""
    if len(_remembered) >= HOOGSTENS:
        _remembered.clear()
    stempel = found.stempel()
    _remembered[a] = (time.monotonic() + HOUDBAAR, found, stempel)
    return found, stempel  # not read back: another request may forget it in between


def forget(a: Aanleiding | None = None) -> None:
    """Look this reason (or every reason) up again at the next call."""
    if a is None:
        _remembered.clear()
    else:
        _remembered.pop(a, None)


Rij = tuple[bytes | None, ...]


def call(ctx: Context, functie: str, grant: Verlof, values: tuple[Any, ...]) -> list[Rij]:
    """One statement, committed before its answer is here: its rows in PostgreSQL's binary form. Raises Cold."""
    connection = connections["default"]
    try:
        with connection.wrap_database_errors:
            connection.ensure_connection()
            return _execute(connection.connection, functie, [grant.opdracht, grant.zegel, *values])
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state not in _NO and not refuses(error):
            raise
        if state == "GH001":
            register.forget()
        forget(ctx.aanleiding)
        raise Cold from error


def _execute(raw: psycopg.Connection[Any], functie: str, values: list[Any]) -> list[Rij]:
    """On the connection itself, past the cursors: those cost more than the whole decision does."""
    known = _prepared.setdefault(raw, set())
    _prepare(raw, known, functie)
    sent: list[Any] = [_sent(value) for value in values]
    formats = [pq.Format.BINARY if type(value) is bytes else pq.Format.TEXT for value in values]
    try:
        result = _asked(raw, functie, sent, formats)
    except psycopg.errors.InvalidSqlStatementName:
        # After a rollback the driver throws away what was prepared, ours too; what we prepared since is still there.
        known.discard(functie)
        _prepare(raw, known, functie)
        result = _asked(raw, functie, sent, formats)
    columns = range(result.nfields)
    return [tuple(result.get_value(row, column) for column in columns) for row in range(result.ntuples)]


def _prepare(raw: psycopg.Connection[Any], known: set[str], functie: str) -> None:
    if functie not in known:
        _checked(raw, raw.pgconn.prepare(functie.encode(), _statement(functie)))
        known.add(functie)


def _asked(raw: psycopg.Connection[Any], functie: str, sent: list[Any], formats: list[pq.Format]) -> pq.abc.PGresult:
    return _checked(raw, raw.pgconn.exec_prepared(functie.encode(), sent, formats, pq.Format.BINARY))


def _statement(functie: str) -> bytes:
    """SELECT * FROM name(order, seal, values), each with its type."""
    name, _, types = functie.rstrip(")").partition("(")
    arguments = ["text", "bytea", *(kind.strip() for kind in types.split(","))]
    return f"SELECT * FROM {name}({', '.join(f'${i}::{kind}' for i, kind in enumerate(arguments, 1))})".encode()  # noqa: S608


def _checked(raw: psycopg.Connection[Any], result: pq.abc.PGresult) -> pq.abc.PGresult:
    if result.status not in {pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK}:
        raise psycopg.errors.error_from_result(result, encoding=raw.info.encoding)
    return result


def _sent(value: Any) -> bytes | None:
    """A value as PostgreSQL reads it; bytes go as they are."""
    if value is None or type(value) is bytes:
        return value
    if type(value) is bool:
        return b"t" if value else b"f"
    if isinstance(value, list):
        return ("{" + ",".join(_element(part) for part in value) + "}").encode()
    if isinstance(value, datetime):
        return value.isoformat().encode()
    if isinstance(value, str | int | UUID):
        return str(value).encode()
    raise TypeError(f"a hot door cannot send {type(value).__name__}")


def _element(value: object) -> str:
    """One element of an array."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
