"""A very large database from a smaller one: its rows copied with other keys, past the doors, as superuser.

Through the doors a million customers take an hour; the copies are the same rows with one byte of every key changed, so
sizes, skew and indexes are as they would be. Search keys are changed too: the number of hits per search stays the same.
"""

from __future__ import annotations

import time

import psycopg


def multiply(url: str, keer: int) -> None:
    """Make the database at `url` `keer` times as large. Catalogues and queues stay as they are."""
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB'")
        link.execute(
            "CREATE FUNCTION pg_temp.ander(k bytea, n integer) RETURNS bytea LANGUAGE sql IMMUTABLE AS"
            " 'SELECT set_byte(k, 12, get_byte(k, 12) # n)'"
        )
        for table in _tables(link):
            began = time.monotonic()
            rows = _copies(link, table, keer)
            print(f"   {table}: {rows} rijen erbij in {time.monotonic() - began:.0f} s", flush=True)


def _tables(link: psycopg.Connection) -> list[str]:
    """Tables with rows of customers, and the look-ups."""
    rows = link.execute(
        "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE a.attname = 'partij_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
        " AND c.reltuples > 0 AND c.relname NOT IN ('envelop', 'gebeurtenis') ORDER BY 1"
    )
    return [name for (name,) in rows]


def _copies(link: psycopg.Connection, table: str, keer: int) -> int:
    columns = link.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    ).fetchall()
    names = ", ".join(name for name, _ in columns)
    values = ", ".join(_value(table, name, kind) for name, kind in columns)
    cursor = link.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {keer - 1}) n"
    )
    return cursor.rowcount


def _value(table: str, name: str, kind: str) -> str:
    """Another key for a key of this customer; closed for open; the rest as it is."""
    if kind == "uuid" and name not in {"medewerker_id", "behandelaar_id"}:
        return f"encode(pg_temp.ander(uuid_send({name}), n), 'hex')::uuid"
    if kind == "bytea" and name == "sleutel":
        return f"pg_temp.ander({name}, n)"
    if table == "klantvraag" and name == "status":
        return "'afgehandeld'"
    if table == "klantvraag" and name == "afgesloten_op":
        return "coalesce(afgesloten_op, gestart_op)"
    return name
