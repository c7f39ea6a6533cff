"""Mask every BSN in texts that were stored before they were masked on the way in. As the owner of the tables.

In steps of STAP rows, each in a transaction of its own that also keeps where it stopped: cut off, it goes on there.
Run again after it is done, it looks at what came since. The messages as they came (envelopes) stay as they are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from geholpen.platform.bsn import Gemaskeerd
from geholpen.platform.models import MetHerkomst

STAP = 500
_STAND = """CREATE TABLE IF NOT EXISTS kern.maskering (
    tabel text PRIMARY KEY, na text[] NOT NULL DEFAULT '{}', bekeken bigint NOT NULL DEFAULT 0,
    gemaskeerd bigint NOT NULL DEFAULT 0, klaar_op timestamptz)"""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table of customers with free text: its key, and the columns."""

    naam: str
    sleutel: tuple[str, ...]
    velden: tuple[Any, ...]


def tabellen() -> list[Tabel]:
    """Every table of customers with a field that is masked when it is written."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, MetHerkomst):
            continue
        velden = tuple(f for f in model._meta.concrete_fields if isinstance(f, Gemaskeerd))
        key = tuple(str(f.column) for f in model._meta.pk_fields)
        if velden:
            found.append(Tabel(model._meta.db_table, key, velden))
    return sorted(found, key=lambda t: t.naam)


def main() -> int:
    """All tables, one after the other; says per table what was looked at and masked."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(_STAND)
    for tabel in tabellen():
        for _ in steps(tabel):
            pass
        bekeken, gemaskeerd = stand(tabel.naam)
        sys.stdout.write(f"{tabel.naam}: {bekeken} rijen bekeken, {gemaskeerd} rijen gemaskeerd\n")
    connections["eigenaar"].close()
    return 0


def stand(naam: str) -> tuple[int, int]:
    """(rows looked at, rows masked) of a table, over all runs since it last began."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT bekeken, gemaskeerd FROM kern.maskering WHERE tabel = %s", [naam])
        row = cursor.fetchone()
        return (row[0], row[1]) if row else (0, 0)


def steps(tabel: Tabel) -> Iterator[int]:
    """Do one step after the other until nothing is left; gives how many rows each looked at."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO kern.maskering (tabel) VALUES (%s) ON CONFLICT (tabel) DO UPDATE SET"
            " na = CASE WHEN maskering.klaar_op IS NULL THEN maskering.na ELSE '{}' END,"
            " bekeken = CASE WHEN maskering.klaar_op IS NULL THEN maskering.bekeken ELSE 0 END,"
            " gemaskeerd = CASE WHEN maskering.klaar_op IS NULL THEN maskering.gemaskeerd ELSE 0 END, klaar_op = NULL",
            [tabel.naam],
        )
    while seen := _step(tabel):
        yield seen


def _step(tabel: Tabel) -> int:
    """The next rows of one table, in one transaction. Their owner sees them for that long only."""
    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        for wat in ("NO FORCE ROW LEVEL SECURITY", "DISABLE TRIGGER USER"):
            cursor.execute(f"ALTER TABLE {tabel.naam} {wat}")
        rows = _next(cursor, tabel)
        changed = [change for row in rows if (change := _masked(tabel, row))]
        for key, values in changed:
            where = " AND ".join(f"{k} = %s" for k in tabel.sleutel)
            given = ", ".join(f"{column} = %s" for column in values)
            cursor.execute(f"UPDATE {tabel.naam} SET {given} WHERE {where}", [*values.values(), *key])  # noqa: S608
        last = [str(part) for part in rows[-1][: len(tabel.sleutel)]] if rows else None
        cursor.execute(
            "UPDATE kern.maskering SET na = coalesce(%s, na), bekeken = bekeken + %s, gemaskeerd = gemaskeerd + %s,"
            " klaar_op = CASE WHEN %s THEN now() END WHERE tabel = %s",
            [last, len(rows), len(changed), not rows, tabel.naam],
        )
        for wat in ("ENABLE TRIGGER USER", "FORCE ROW LEVEL SECURITY"):
            cursor.execute(f"ALTER TABLE {tabel.naam} {wat}")
        return len(rows)


def _next(cursor: Any, tabel: Tabel) -> list[tuple[Any, ...]]:
    keys = ", ".join(tabel.sleutel)
    columns = ", ".join(f"{f.column}::text" for f in tabel.velden)
    cursor.execute("SELECT na FROM kern.maskering WHERE tabel = %s", [tabel.naam])
    na = cursor.fetchone()[0]
    after = f"WHERE ({keys}) > ({', '.join(['%s::uuid'] * len(na))})" if na else ""
    cursor.execute(
        f"SELECT {keys}, {columns} FROM {tabel.naam} {after} ORDER BY {keys} LIMIT {STAP} FOR UPDATE",  # noqa: S608
        na,
    )
    return list(cursor.fetchall())


def _masked(tabel: Tabel, row: tuple[Any, ...]) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
    """The key of a row and its columns that must change; None when nothing in it is a BSN."""
    key, texts = row[: len(tabel.sleutel)], row[len(tabel.sleutel) :]
    changed = {}
    for field, text in zip(tabel.velden, texts, strict=True):
        if text is None:
            continue
        is_json = field.get_internal_type() == "JSONField"
        before = json.loads(text) if is_json else text
        after = field.without(before)
        if after != before:
            changed[field.column] = json.dumps(after) if is_json else after
    return (key, changed) if changed else None
