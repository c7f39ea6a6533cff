"""For what happens often: statements as we write them, and rows of several tables in one of them.

Django's models write one table at a time, and making a statement costs them more than running it costs the server. Here
a mail that becomes eight rows is one statement. Everything else is as always: the open transaction, the policies, the
guard, and that the server keeps the plan of what it meets twice on a connection (`settings.DATABASES`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any, TypeVar
from uuid import UUID

import orjson
import psycopg
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone

from geholpen.platform.bsn import Gemaskeerd

M = TypeVar("M", bound=Model)
#: So many plans a connection keeps: a page of the desk and a mail together ask some hundred different things.
PLANS = 300
#: So many rows `bulk_create` puts in a statement: the server takes 65,535 values, and Django does not count them.
ROWS = 1_000


def keep_plans(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Let a connection keep more than the hundred plans of psycopg; receiver of `connection_created`."""
    raw = connection.connection
    if raw is not None and raw.prepare_threshold is not None:
        raw.prepared_max = PLANS


def fetch(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement in the current transaction. Returns its rows, [] when it gives none."""
    return _run(psycopg.Cursor, sql, values)


def _run(kind: type[psycopg.Cursor[Any]], sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    execute = partial(_execute, kind)
    for wrapper in reversed(connection.execute_wrappers):
        execute = partial(wrapper, execute)
    return execute(sql, values, False, {"connection": connection, "cursor": None})


def _execute(
    kind: type[psycopg.Cursor[Any]], sql: str, values: Sequence[Any], many: bool, context: dict[str, Any]
) -> list[tuple[Any, ...]]:
    raw = connection.connection
    with connection.wrap_database_errors, kind(raw) as cursor:
        cursor.execute(sql, values)
        result = cursor.pgresult  # `description` would make an object per column
        return cursor.fetchall() if result is not None and result.nfields else []


def uuids(values: Iterable[UUID]) -> str:
    """Ids as PostgreSQL reads an array, for `%s::uuid[]`: a list costs the driver more than all the rest."""
    return f"{{{','.join(map(str, values))}}}"


def row(model: type[M], **values: Any) -> M:
    """A new row, not written yet: what `model(**values)` gives, at a third of what that costs.

    `values` go by the names of columns (`attname`). Raises TypeError for one that the model does not have.
    """
    names, constant, made = _defaults(model)
    if not values.keys() <= names:
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(values.keys() - names))}")
    new = model.__new__(model)
    new.__dict__ |= {"_state": ModelState(), **constant, **values}
    for name, default in made:
        if name not in values:
            new.__dict__[name] = default()
    return new


@cache
def _defaults(model: type[Model]) -> tuple[frozenset[str], dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """Names of all columns, what is the same in every new row, and what is made anew for each."""
    made = {f.attname: f.default for f in _fields(model) if f.has_default() and callable(f.default)}
    constant = {f.attname: f.get_default() for f in _fields(model) if f.attname not in made}
    return frozenset(made) | constant.keys(), constant, list(made.items())


def insert(*rows: Model) -> None:
    """Insert new rows of whatever tables, all or none. Their order is free: keys are looked at when it is done.

    Nothing is read back: what the database fills in itself is not on the row afterwards.
    """
    shape, values = [], []
    for row in rows:
        given = [(f, getattr(row, f.attname)) for f in _fields(type(row))]
        kept = [(f, value) for f, value in given if not isinstance(value, DatabaseDefault)]
        shape.append((row._meta.db_table, tuple(f.column for f, _ in kept)))
        values += [f.get_db_prep_save(value, connection) for f, value in kept]
    if shape:
        _run(psycopg.RawCursor, _statement(tuple(shape)), values)


def as_json(*rows: Model, without: Sequence[str] = ()) -> str:
    """New rows for a function of the database that inserts them: {table: [{column: value}]}.

    What the database would fill in itself is now; the columns `without` are for that function to fill in.
    """
    tables: dict[str, list[dict[str | None, Any]]] = {}
    for row in rows:
        given = row.__dict__
        values = {column: given[attname] for column, attname in _columns(type(row)) if column not in without}
        for column, masked in _freely(type(row)):
            if column in values:
                values[column] = masked(values[column])
        tables.setdefault(row._meta.db_table, []).append(values)
    return orjson.dumps(tables, default=_json).decode()


def _json(value: Any) -> Any:
    if isinstance(value, DatabaseDefault):
        return timezone.now()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"no JSON of {type(value).__name__}")


@cache
def _fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(model._meta.concrete_fields)


@cache
def _columns(model: type[Model]) -> tuple[tuple[str | None, str], ...]:
    return tuple((f.column, f.attname) for f in _fields(model))


@cache
def _freely(model: type[Model]) -> tuple[tuple[str | None, Callable[[Any], Any]], ...]:
    """The columns in which people write freely, with what masks a BSN in them."""
    return tuple((f.column, f.get_prep_value) for f in _fields(model) if isinstance(f, Gemaskeerd))


@cache
def _statement(shape: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """WITH … AS (INSERT …), … INSERT …: one for each table and columns in `shape`; values are $1, $2 …"""
    number = itertools.count(1)
    *first, last = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f'${next(number)}' for _ in columns)})"  # noqa: S608
        for table, columns in shape
    )
    parts = ", ".join(f"r{place} AS ({part})" for place, part in enumerate(first))
    return f"WITH {parts} {last}" if parts else last
