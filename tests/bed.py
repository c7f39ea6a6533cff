"""Help for tests on the database: who acts, the pack's catalogues, and emptying what really was committed."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

import psycopg

from geholpen.platform.context import Actor, ActorSoort, Context, system

_KEEP = {"django_migrations", "django_content_type", "procrastinate_version"}


def medewerker(code: str, kanaal: str = "werkplek") -> Context:
    """The context of an employee of Waterdam ("mdw-001"), without a reason: add one with `.voor(aanleiding)`."""
    from geholpen.domain.organisatie.models import Medewerker  # noqa: PLC0415  (after django.setup)

    wie = Medewerker.objects.get(code=code)
    return Context(Actor(ActorSoort.MEDEWERKER, wie.id, frozenset(wie.rollen), wie.afdeling_code), kanaal)


def systeem(kanaal: str = "email") -> Context:
    """The context of the system itself: intake and jobs."""
    return system(kanaal, oorsprong="test")


def klant(partij_id: UUID, niveau: str = "authenticated", kanaal: str = "mijn") -> Context:
    """The context of a customer who looks at their own data."""
    return Context(
        Actor(ActorSoort.KLANT, partij_id, frozenset({"klant"}), niveau=niveau), kanaal, partijen=frozenset({partij_id})
    )


def deliver_events(seconds: float = 30) -> None:
    """Hand out every event that was committed. First waits for what another test on this server holds back."""
    from django.db import connection  # noqa: PLC0415

    from geholpen.platform import events  # noqa: PLC0415

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) FROM gebeurtenis")
            if cursor.fetchone()[0]:
                break
        time.sleep(0.02)
    events.deliver()


def copy_out(connection: psycopg.Connection[Any], table: str) -> bytes:
    """All rows of a table, for `copy_in`."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)


def copy_in(connection: psycopg.Connection[Any], tables: dict[str, bytes]) -> None:
    """Put rows of `copy_out` back, by table, past every trigger and policy."""
    connection.execute("SET session_replication_role = replica")
    for table, rows in tables.items():
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)


def filled_tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The public tables that have rows now, but for the ones we never empty."""
    asked = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT 1 FROM {t})" for t in _tables(connection))  # noqa: S608
    return sorted(name for (name,) in connection.execute(asked))


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in rows if name not in _KEEP]


def empty(admin_url: str, catalogues: dict[str, bytes]) -> None:
    """Empty every table and put the catalogues back. Ends what a test left open in this database."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"
        )
        admin.execute("SET lock_timeout = '10s'; SET session_replication_role = replica")
        filled = filled_tables(admin)
        same = {t for t in catalogues if t in filled and copy_out(admin, t) == catalogues[t]}
        with admin.transaction():
            for table in set(filled) - same:
                admin.execute(f"DELETE FROM {table}")  # a test leaves few rows: a truncation costs more
            copy_in(admin, {table: rows for table, rows in catalogues.items() if table not in same})


def fill_catalogues() -> None:
    """Fill organisation, departments, employees, purposes and subjects from the pack, as the application."""
    from geholpen.packs.waterdam.vullen import fill_catalogues as of_the_pack  # noqa: PLC0415

    of_the_pack()
