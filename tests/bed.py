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


def mail_colleagues(velden: dict[str, str]) -> None:
    """Where the system mails colleagues becomes this, by two people: {"toezicht_mail.fg": "fg@waterdam.example", …}."""
    from geholpen.domain.organisatie.commands import decide_instelling, propose_instelling  # noqa: PLC0415
    from geholpen.domain.organisatie.models import Wijziging  # noqa: PLC0415
    from geholpen.faces.beheer.organisatie.view import nu  # noqa: PLC0415
    from geholpen.faces.beheer.organisatie.woorden import plat  # noqa: PLC0415

    known = plat(nu("post"))
    if velden.items() <= known.items():
        return  # the pack says so already
    propose_instelling(medewerker("mdw-007"), "post", known | velden, "Andere adressen voor deze proef.")
    decide_instelling(medewerker("mdw-008"), Wijziging.objects.get(stand="open").id, True, "")


def deliver_events() -> None:
    """Hand out every event that was committed. First waits for what another test on this server holds back."""
    from django.db import connection  # noqa: PLC0415

    from geholpen.platform import events  # noqa: PLC0415

    def free() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) FROM gebeurtenis")
            return bool(cursor.fetchone()[0])

    until = time.monotonic() + 30
    while not free():
        assert time.monotonic() < until, "a transaction of another test holds events back"
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


def close_what_is_not_idle() -> None:
    """End what a test left open. A connection at rest stays: a new one reads and plans everything again."""
    from django.db import connections  # noqa: PLC0415  (after django.setup)

    for link in connections.all(initialized_only=True):
        raw = link.connection
        rest = raw is not None and not raw.closed and raw.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        if not rest or link.in_atomic_block or link.run_on_commit or not link.autocommit:
            link.close()
            continue
        try:
            raw.execute("RESET ROLE; RESET ALL")
        except psycopg.Error:  # the server ended it
            link.close()


class Leegmaker:
    """Empties a database after a test, over a connection that stays: a new one reads every table's definition again."""

    def __init__(self, admin_url: str, catalogues: dict[str, bytes]) -> None:
        self._url = admin_url
        self._catalogues = catalogues
        self._marks: dict[str, tuple[int, int]] = {}
        self._link: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Leegmaker:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._link is not None:
            self._link.close()

    def fill(self, tables: dict[str, bytes]) -> None:
        """Put these rows in."""
        copy_in(self._admin(), tables)

    def empty(self) -> None:
        """Empty every table and put the catalogues back. Ends what a test left open in this database."""
        admin = self._admin()
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"
        )
        filled, marks = filled_tables(admin), self._marks_now(admin)
        untouched = {t for t, mark in self._marks.items() if marks[t] == mark}
        doubtful = self._catalogues.keys() - untouched
        same = untouched | {t for t in doubtful if t in filled and copy_out(admin, t) == self._catalogues[t]}
        with admin.transaction():
            for table in set(filled) - same:
                admin.execute(f"DELETE FROM {table}")  # a test leaves few rows: a truncation costs more
            copy_in(admin, {table: rows for table, rows in self._catalogues.items() if table not in same})
        if doubtful:
            self._marks = self._marks_now(admin)

    def _marks_now(self, admin: psycopg.Connection[Any]) -> dict[str, tuple[int, int]]:
        """Of every catalogue how many rows it has and which transaction wrote last: the same is unchanged."""
        asked = (f"SELECT '{t}', count(*), coalesce(max(xmin::text::bigint), 0) FROM {t}" for t in self._catalogues)  # noqa: S608
        return {table: (rows, last) for table, rows, last in admin.execute(" UNION ALL ".join(asked))}

    def _admin(self) -> psycopg.Connection[Any]:
        """The connection, or a new one when a test ended it."""
        try:
            if self._link is not None:
                self._link.execute("SELECT 1")
                return self._link
        except psycopg.OperationalError:
            self._link = None
        self._link = psycopg.connect(self._url, autocommit=True)
        self._link.execute("SET lock_timeout = '10s'; SET session_replication_role = replica")
        return self._link


def fill_catalogues() -> None:
    """Fill organisation, departments, employees, purposes and subjects from the pack, as the application."""
    from geholpen.packs.waterdam.vullen import fill_catalogues as of_the_pack  # noqa: PLC0415

    of_the_pack()
