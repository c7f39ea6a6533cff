"""Many rows at once: COPY into a temporary table, then INSERT … SELECT.

COPY FROM does not work on a table with row-level security; this way every row still passes the policies of its table.
Rows are texts, numbers, keys, moments, bytes, booleans and None; a table's columns must all be given or have a default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from geholpen.platform.bsn import Gemaskeerd, mask


def insert_many(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
    conflict: str = "",
) -> None:
    """Insert `rows` into `table` in the current transaction, through the open door.

    `conflict`: what to do with a row that is there already, as SQL after ON CONFLICT.
    """
    made_rows = _without_bsn(table, columns, rows)  # before COPY: making a row may ask the same connection something
    if not made_rows:
        return
    names = ", ".join(columns)
    temporary = f"bulk_{table}"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # nobody waits at a screen for this transaction
        types = _types(cursor, table)
        made = ", ".join(f"{column} {types[column]}" for column in columns)
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{temporary}")
        cursor.execute(f"CREATE TEMP TABLE {temporary} ({made}) ON COMMIT DROP")
        with cursor.copy(f"COPY pg_temp.{temporary} ({names}) FROM STDIN") as copy:
            for row in made_rows:
                copy.write_row(row)
        tail = " ON CONFLICT DO NOTHING" if ignore_conflicts else f" ON CONFLICT {conflict}" if conflict else ""
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM pg_temp.{temporary}{tail}")  # noqa: S608


def _without_bsn(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """The rows, with free text stored as its fields would store it."""
    free = [i for i, column in enumerate(columns) if column in _free_text(table)]
    if not free:
        return list(rows)
    return [[mask(v) if i in free and isinstance(v, str) else v for i, v in enumerate(row)] for row in rows]


@cache
def _free_text(table: str) -> frozenset[str]:
    """The columns of a table in which people write freely."""
    models = [m for m in apps.get_models() if m._meta.db_table == table]
    return frozenset(str(f.column) for m in models for f in m._meta.concrete_fields if isinstance(f, Gemaskeerd))


def _types(cursor: Any, table: str) -> dict[str, str]:
    """Column types from the catalogue: a look-up table may be written but not read."""
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    )
    return dict(cursor.fetchall())
