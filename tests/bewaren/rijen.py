"""Help for tests of keeping and destroying: a row in every table, and looking past every policy at what is left."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from geholpen.domain.bewaren.tabellen import tabellen
from tests.doelbinding.proef import put

#: What may still name the key of who was erased: the decision, the seals, the lines that say it was done.
MAG_BLIJVEN = {"vernietigbesluit", "schakel", "dataverwerking", "gebeurtenis"}


def fill_every_table(admin: psycopg.Connection[Any], partij_id: UUID, *, vervalt_over: timedelta) -> list[str]:
    """A row of this customer in every table that holds rows of customers. Returns the tables."""
    names = [naam for naam, t in tabellen().items() if t.van_klanten]
    ends, old = datetime.now(UTC) + vervalt_over, datetime.now(UTC) - timedelta(days=1)
    admin.execute("SET session_replication_role = replica")
    same = uuid4()  # one id for all: each row finds what it refers to
    for naam in names:
        columns = {"vervalt_op": ends, "verkregen_op": old, "verkregen_voor": 20, "herkomst": "proef", "id": same}
        put(admin, naam, partij_id, **columns, **dict.fromkeys(_references(naam), same))
    admin.execute("SET session_replication_role = origin")
    return names


def _references(naam: str) -> set[str]:
    from geholpen.platform.checks import own_models  # noqa: PLC0415

    model = next(m for m in own_models() if m._meta.db_table == naam)
    columns = {f.column for f in model._meta.concrete_fields}
    named = {c for c in model.verwijst_naar if c not in {"partij_id", "id"}} | ({model.volgt} - {"", "id"})
    return named | ({"klantvraag_id"} & columns)


def tables_with(admin: psycopg.Connection[Any], text: str) -> set[str]:
    """Every table with a row in which this text stands, bytes included."""
    names = [
        naam
        for (naam,) in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'kern')")
        if admin.execute("SELECT to_regclass(%s)", [naam]).fetchone() != (None,)
    ]
    coded = text.encode().hex()
    return {
        naam
        for naam in names
        if admin.execute(
            f"SELECT EXISTS (SELECT 1 FROM {naam} r WHERE position(%s in r::text) > 0 OR position(%s in r::text) > 0)",
            [text, coded],
        ).fetchone()[0]
    }


#: A key, or a code: a word of small letters without a space.
_CODE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[a-z_]+")
_CATALOGI = ("onderwerp", "verwerkingsactiviteit_versie", "organisatie", "afdeling", "medewerker")


def only_of(admin: psycopg.Connection[Any], partij_id: UUID) -> set[str]:
    """What only this customer has: texts of at least eight characters in their rows that stand in nobody else's."""
    tables = [naam for naam, t in tabellen().items() if t.van_klanten]
    hers: set[str] = set()
    others = {row for naam in _CATALOGI for (row,) in admin.execute(f"SELECT r::text FROM {naam} r")}
    for naam in tables:
        for (row,) in admin.execute(f"SELECT to_jsonb(r) FROM {naam} r WHERE partij_id = %s", [partij_id]):
            hers |= {v for k, v in row.items() if isinstance(v, str) and len(v) >= 8 and not k.endswith("_op")}
        others |= {row for (row,) in admin.execute(f"SELECT r::text FROM {naam} r WHERE partij_id <> %s", [partij_id])}
    return {v for v in hers if not _CODE.fullmatch(v) and not any(v in other for other in others)}


def count(admin: psycopg.Connection[Any], tabel: str, partij_id: UUID) -> int:
    """Rows of this customer, past every policy."""
    return admin.execute(f"SELECT count(*) FROM {tabel} WHERE partij_id = %s", [partij_id]).fetchone()[0]
