"""Which database this process works in: changing over without closing, and copies with something in them."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).parents[1]
#: By database: the register as it is before a test.
registers: dict[str, Any] = {}
#: By alias and database: connections of a database that is not in use now.
_waiting: dict[tuple[str, str], Any] = {}
#: By suffix: the copies that this process made.
_made: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {}
#: The same for all workers of one run.
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex


def use(app_url: str, owner_url: str) -> None:
    """Point Django, and every process a test starts, at this database. Connections at rest wait for their next turn."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from tests import bed  # noqa: PLC0415

    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = app_url, owner_url
    settings.DATABASE_URL, settings.DATABASE_OWNER_URL = app_url, owner_url
    bed.close_what_is_not_idle()
    for link in connections.all(initialized_only=True):
        if link.connection is not None:
            _waiting[link.alias, link.settings_dict["NAME"]] = link
        del connections[link.alias]
    for alias, url in (("default", app_url), ("eigenaar", owner_url)):
        connections.settings[alias] = {**connections.settings[alias], **_entry(url)}
        if found := _waiting.pop((alias, connections.settings[alias]["NAME"]), None):
            connections[alias] = found


def _entry(url: str) -> dict[str, object]:
    from geholpen.config.settings import database  # noqa: PLC0415

    return {k: v for k, v in database(url).items() if k in {"NAME", "USER", "PASSWORD", "HOST", "PORT"}}


def named(admin_url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(admin_url)._replace(path=f"/{database}"))


def read_register() -> None:
    """Remember the register of the database in use as every test finds it."""
    from django.db import connections  # noqa: PLC0415

    from geholpen.domain.doelbinding import register  # noqa: PLC0415

    registers[connections.settings["default"]["NAME"]] = register.load()
    connections.close_all()


def filled_copy(suffix: str, fill: Callable[[], object]) -> tuple[tuple[str, str], tuple[str, str]]:
    """A copy of this worker's database with what `fill` commits: (addresses of the copy, addresses of the bare one).

    Filled by the first worker of this run that asks; the others copy what that one made. One process makes it once,
    however many folders ask: a second time would take the database from under connections that wait.
    """
    if suffix not in _made:
        _made[suffix] = _make(suffix, fill)
    return _made[suffix]


def _make(suffix: str, fill: Callable[[], object]) -> tuple[tuple[str, str], tuple[str, str]]:
    from django.db import connections  # noqa: PLC0415

    from geholpen.config import opzet  # noqa: PLC0415

    kaal = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    bron = connections.settings["default"]["NAME"]
    naam, gevuld = f"{bron}_{suffix}", f"gevuld_{suffix}_{_RUN}"
    admin_url = named(os.environ["DATABASE_ADMIN_URL_TEST"], "postgres")
    connections.close_all()
    with one_at_a_time(admin_url), psycopg.connect(admin_url, autocommit=True) as admin:

        def copy(new: str, old: str) -> None:
            admin.execute(f"DROP DATABASE IF EXISTS {new} WITH (FORCE)")
            # a thread of an earlier test may still hold a connection; a template must have none
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [old])
            admin.execute(f"CREATE DATABASE {new} OWNER {opzet.EIGENAAR} TEMPLATE {old}")

        there = [name for (name,) in admin.execute("SELECT datname FROM pg_database")]
        if gevuld not in there:
            for stale in (name for name in there if name.startswith(f"gevuld_{suffix}_")):
                admin.execute(f"DROP DATABASE {stale} WITH (FORCE)")
            copy(gevuld, bron)
            with using((named(kaal[0], gevuld), named(kaal[1], gevuld)), kaal):
                fill()
                connections.close_all()
        copy(naam, gevuld)
    vol = named(kaal[0], naam), named(kaal[1], naam)
    with using(vol, kaal):
        read_register()
    return vol, kaal


@contextmanager
def one_at_a_time(admin_url: str) -> Iterator[None]:
    """Two workers make no database on one server at the same moment."""
    lock = ROOT / "var" / f"mal-{hashlib.sha256(named(admin_url, 'postgres').encode()).hexdigest()[:8]}.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def using(vol: tuple[str, str], kaal: tuple[str, str]) -> Iterator[None]:
    """Work in the first database, and go back to the second."""
    use(*vol)
    try:
        yield
    finally:
        use(*kaal)
