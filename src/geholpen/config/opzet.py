"""Set up the database: the seven roles, the migrations, the key that checks the signed context. Safe to run again."""

from __future__ import annotations

import os
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import django
import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections, transaction
from psycopg import sql

from geholpen.platform.keys import derive, key
from geholpen.platform.tokens import pads

EIGENAAR, APP, DEUR = "geholpen_eigenaar", "geholpen_app", "geholpen_deur"
LOKET, REGISTER = "geholpen_loket", "geholpen_register"
ZEGEL = "geholpen_zegel"
WISSER = "geholpen_wisser"
#: Roles that cannot log in; each owns functions that may do more than who calls them.
_FUNCTIES = (DEUR, LOKET, REGISTER, ZEGEL, WISSER)

#: Tables of libraries that the application may use freely; they hold no customer rows.
_LIBRARY_TABLES = ("django_session", "procrastinate_jobs", "procrastinate_events", "procrastinate_workers")


def role_url(admin_url: str, role: str, geheim: str, database: str = "") -> str:
    """The address for one of our roles on the same server; its password is derived from the secret."""
    parts = urlsplit(admin_url)
    password = derive(geheim, f"rol:{role}").hex()
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(
        parts._replace(
            netloc=f"{quote(role)}:{password}@{host}", path="/" + quote(database) if database else parts.path
        )
    )


def prepare(admin_url: str, geheim: str, database: str = "") -> tuple[str, str]:
    """Make the roles and the database. In: an address that may make roles. Out: (application, owner) addresses."""
    database = database or unquote(urlsplit(admin_url).path.lstrip("/")) or "geholpen"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        for role in (EIGENAAR, APP, *_FUNCTIES):
            _ensure_role(admin, role, role in (EIGENAAR, APP), geheim)
        for role in _FUNCTIES:
            admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(EIGENAAR)))
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(database), sql.Identifier(EIGENAAR)
                )
            )
    with psycopg.connect(role_url(admin_url, EIGENAAR, geheim, database), autocommit=True) as owner:
        owner.execute("CREATE SCHEMA IF NOT EXISTS kern")
        owner.execute(f"GRANT USAGE ON SCHEMA public TO {APP}, {', '.join(_FUNCTIES)}")
        # a function's owner must be able to make it
        owner.execute(f"GRANT CREATE ON SCHEMA public TO {', '.join(_FUNCTIES)}")
    return role_url(admin_url, APP, geheim, database), role_url(admin_url, EIGENAAR, geheim, database)


def _ensure_role(admin: psycopg.Connection, role: str, login: bool, geheim: str) -> None:
    name = sql.Identifier(role)
    if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        admin.execute(sql.SQL("CREATE ROLE {} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB").format(name))
    if login:
        password = sql.Literal(derive(geheim, f"rol:{role}").hex())
        admin.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, password))


def migrate() -> None:
    """Bring the database up to date as its owner, store the context key, grant the library tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geholpen.config.settings")
    django.setup()
    with connections["eigenaar"].cursor() as cursor:  # making an index of a full table takes as long as it takes
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET idle_in_transaction_session_timeout = 0")
    call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
    finish()


def finish() -> None:
    """What comes after migrations: the key in the database and the grants on tables of libraries."""
    binnen, buiten = pads(key("context"))
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO kern.sleutel (nummer, binnen, buiten) VALUES (1, %s, %s)"
            " ON CONFLICT (nummer) DO UPDATE SET binnen = excluded.binnen, buiten = excluded.buiten",
            [binnen, buiten],
        )
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(_LIBRARY_TABLES)} TO {APP}")
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'procrastinate_%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP}")
        # A NOTIFY in a business transaction takes a database-wide lock through its commit; the worker polls instead.
        cursor.execute("ALTER TABLE procrastinate_jobs DISABLE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}")
        cursor.execute(f"GRANT SELECT ON django_migrations TO {APP}")
    _check_whose()
    _check_known()
    _open_for_destruction()
    _close_for_owner()
    _renumber_restored_log()
    _renumber_restored_events()
    connections["eigenaar"].close()


class VerkeerdeOmgeving(RuntimeError):
    """This database belongs to another environment."""


def omgeving() -> str:
    """To which environment this database belongs; empty before the first migration. Asked as its owner."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT naam FROM kern.omgeving")
        row = cursor.fetchone()
        return row[0] if row else ""


def _check_whose() -> None:
    """The first migration says whose this database is; from then on it is nobody else's. Raises VerkeerdeOmgeving."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("INSERT INTO kern.omgeving (naam) VALUES (%s) ON CONFLICT DO NOTHING", [settings.OMGEVING])
    if omgeving() != settings.OMGEVING:
        raise VerkeerdeOmgeving(
            f"Deze database hoort bij omgeving {omgeving()}, en dit is {settings.OMGEVING}. Is het een kopie om mee te"
            " testen? Voer eerst uit: geholpen anonimiseer."
        )


def _check_known() -> None:
    """No table and no column that no model knows: nobody said what it holds. Raises ImproperlyConfigured."""
    from geholpen.platform.checks import unknown_columns  # noqa: PLC0415  (models are not ready at import)

    with connections["eigenaar"].cursor() as cursor:
        if unknown := unknown_columns(cursor):
            raise ImproperlyConfigured(
                f"Van deze tabellen en kolommen zegt geen model wat erin staat: {', '.join(unknown)}. Geef ze een"
                " gegevenssoort, of haal ze weg."
            )


def _open_for_destruction() -> None:
    """Every table says how its rows end, also one that a migration just made. Raises TabelVergeten."""
    from geholpen.domain.bewaren.openen import open_all  # noqa: PLC0415  (models are not ready at import)

    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        open_all(cursor)


def _close_for_owner() -> None:
    """No protected table shows its owner a row, whatever the roles are shown whose functions it makes.

    It must be a member of those roles to hand them functions, and PostgreSQL gives a member their policies too. A
    migration that has to change rows says so: NO FORCE ROW LEVEL SECURITY, and FORCE again.
    """
    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        cursor.execute(_OPEN_FOR_OWNER)
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"CREATE POLICY eigenaar_niets ON {table} AS RESTRICTIVE TO {EIGENAAR} USING (false) WITH CHECK (false)"
            )


def _renumber_restored_log() -> None:
    """After a restore from a back-up the transaction numbers in the logs are those of another server, ahead of ours.

    Sealed lines move behind the sealer's cursor, lines without a seal get our own number: none is skipped or taken
    twice.
    """
    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        cursor.execute(_AHEAD)
        if not cursor.fetchone()[0]:
            return
        for statement in _RENUMBER:
            cursor.execute(statement)


def _renumber_restored_events() -> None:
    """The same for the outbox: its cursors would stand ahead of every new event."""
    from geholpen.platform import events  # noqa: PLC0415  (models are not ready at import)

    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        events.renumber(cursor)


_OPEN_FOR_OWNER = (
    "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relforcerowsecurity AND c.relkind IN ('r', 'p')"
    " AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'eigenaar_niets')"
)
_AHEAD = "SELECT EXISTS (SELECT 1 FROM schakel WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))"
_RENUMBER = (
    "ALTER TABLE dataverwerking NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE audit NO FORCE ROW LEVEL SECURITY",
    "UPDATE dataverwerking d SET tx = CASE WHEN EXISTS (SELECT 1 FROM schakel s WHERE s.keten = d.keten"
    " AND s.regel_id = d.id AND s.partij_id = d.partij_id) THEN '1'::xid8 ELSE pg_current_xact_id() END",
    "UPDATE audit a SET tx = CASE WHEN EXISTS (SELECT 1 FROM schakel s WHERE s.keten = 0 AND s.regel_id = a.id)"
    " THEN '1'::xid8 ELSE pg_current_xact_id() END",
    "UPDATE schakel SET tx = '2'",
    "ALTER TABLE dataverwerking FORCE ROW LEVEL SECURITY",
    "ALTER TABLE audit FORCE ROW LEVEL SECURITY",
)
