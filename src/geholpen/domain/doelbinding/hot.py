"""The hot way through a door: one prepared statement, with reasons that are remembered and proved by the database.

A remembered reason can be wrong, never of use when it is: the function compares it with what is true right now and
raises GH002, after which the ordinary way looks it up and decides again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import DatabaseError, connection

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.logregel import LOG_LINE
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.doors import backstage
from geholpen.platform.hot import Cold

if TYPE_CHECKING:
    from geholpen.domain.doelbinding.guard import Verlof

#: Kinds of reasons that `reden_stempel` can prove.
VAST = frozenset({"klantvraag", "taak"})
#: Seconds and number that reasons are remembered for; keys only, no personal data.
HOUDBAAR, HOOGSTENS = 60.0, 5_000
#: Not active (any more), another reason, not for this function, no right: the ordinary way says what and why.
_NO = frozenset({"GH001", "GH002", "GH003", "42501"})
_remembered: dict[Aanleiding, tuple[float, ports.Reden]] = {}
_statements: dict[str, str] = {}


def reden(a: Aanleiding) -> ports.Reden | None:
    """What this reason brings, as remembered for at most HOUDBAAR seconds."""
    known = _remembered.get(a)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    with backstage():
        found = ports.reden(a.soort, a.partij_id, a.id)
    if found is not None:
        if len(_remembered) >= HOOGSTENS:
            _remembered.clear()
        _remembered[a] = (time.monotonic() + HOUDBAAR, found)
    return found


def forget(a: Aanleiding | None = None) -> None:
    """Look this reason (or every reason) up again at the next call."""
    if a is None:
        _remembered.clear()
    else:
        _remembered.pop(a, None)


def call(ctx: Context, functie: str, grant: Verlof, line: list[Any], values: tuple[Any, ...]) -> Any:
    """One statement on the connection itself; autocommit, so that it is durable before the answer. Raises Cold."""
    try:
        with connection.wrap_database_errors:
            return _execute(_statement(functie), [grant.token, *line, grant.stempel, *values])
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") not in _NO:
            raise
        forget(ctx.aanleiding)
        raise Cold from error


def _statement(functie: str) -> str:
    """SELECT name(token, log line, reason, values), each with its type so that it is prepared once."""
    known = _statements.get(functie)
    if known is None:
        name, _, types = functie.rstrip(")").partition("(")
        arguments = ", ".join(f"%s::{kind.strip()}" for kind in types.split(","))
        known = _statements[functie] = f"SELECT {name}(%s::text, {LOG_LINE}, %s::text, {arguments})"  # noqa: S608
    return known


def _execute(statement: str, values: list[Any]) -> Any:
    """Prepared and binary, which Django's own cursor is not."""
    connection.ensure_connection()
    raw = connection.connection
    if raw.prepare_threshold is None:
        raw.prepare_threshold = 2
    with psycopg.Cursor(raw) as cursor:
        row = cursor.execute(statement, values, binary=True).fetchone()
    return row[0] if row else None
