"""The test bed: a real PostgreSQL of our own, one database per worker, and the application role in it.

Every run has a data folder to itself (`var/test`, `var/test-2`, … or GEHOLPEN_DATA) with a private server in it, or
uses the server of DATABASE_ADMIN_URL. The migrated and filled database is made once as a template, kept as long as
nothing it is made of changes, and copied per worker. `default` is geholpen_app as in production.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
import pytest

ROOT = Path(__file__).parents[1]
#: What the template database is made of: when one of these changes it is made again.
_MADE_OF = (
    "**/migrations/*.py",
    "**/*.sql",
    "**/models.py",
    "platform/protection.py",
    "domain/klantinteracties/*.py",
    "domain/notificaties/melden.py",
    "domain/bewaren/*.py",
    "domain/klantinteracties/weergaven/*.py",
    "config/opzet.py",
    "packs/waterdam/data/*.toml",
    "packs/waterdam/laden.py",
    "packs/waterdam/vullen/catalogi.py",
)

os.environ.setdefault("GEHOLPEN_GEHEIM", "geheim-van-de-testbank")
os.environ.setdefault("GEHOLPEN_PROCES", "geholpen test")
os.environ.setdefault("GEHOLPEN_DEMO", "ja")
os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = "postgresql:///nog_niet_gestart"
os.environ["DJANGO_SETTINGS_MODULE"] = "geholpen.config.settings"
django.setup()  # now, because a conftest further down may import models
_own_folder: list[Any] = []  # the open lock file: the folder is ours as long as this process lives


def _folder() -> Path:
    """A data folder that no other test run uses."""
    chosen = os.environ.get("GEHOLPEN_DATA", "")
    for number in range(1, 50):
        folder = Path(chosen) if chosen else ROOT / "var" / ("test" if number == 1 else f"test-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / "testbank.lock").open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if chosen else fcntl.LOCK_NB))
        except BlockingIOError:
            handle.close()
            continue
        _own_folder.append(handle)
        return folder.absolute()
    raise RuntimeError("Er draaien al vijftig testruns")


def _server(config: pytest.Config) -> str:
    """The address of a server where roles may be made; starts the private one at the first call."""
    given = getattr(config, "workerinput", {}).get("admin_url") or os.environ.get("DATABASE_ADMIN_URL")
    if given:
        return given
    from geholpen.platform.postgres import start  # noqa: PLC0415  (a run without database never needs it)

    cluster = start(_folder(), snel=True, report=lambda _: None)
    config.add_cleanup(cluster.stop)
    return cluster.url()


def pytest_configure(config: pytest.Config) -> None:
    """Under xdist the controller starts the server: it outlives its workers."""
    if getattr(config.option, "dist", "no") != "no" and not hasattr(config, "workerinput"):
        os.environ["DATABASE_ADMIN_URL"] = _server(config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell every worker where the server is."""
    node.workerinput["admin_url"] = os.environ["DATABASE_ADMIN_URL"]


def _fingerprint() -> str:
    digest = hashlib.sha256(os.environ["GEHOLPEN_GEHEIM"].encode())
    src = ROOT / "src" / "geholpen"
    for path in sorted({p for pattern in _MADE_OF for p in src.glob(pattern) if p.is_file()}):
        if "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(src)).encode() + path.read_bytes())
    digest.update((ROOT / "tests" / "bed.py").read_bytes())
    return digest.hexdigest()[:16]


def _use(app_url: str, owner_url: str) -> None:
    """Point Django, and every process a test starts, at this database."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = app_url, owner_url
    settings.DATABASE_URL, settings.DATABASE_OWNER_URL = app_url, owner_url
    connections.close_all()
    for alias, url in (("default", app_url), ("eigenaar", owner_url)):
        connections.settings[alias].update(_entry(url))


def _entry(url: str) -> dict[str, object]:
    from geholpen.config.settings import database  # noqa: PLC0415

    return {k: v for k, v in database(url).items() if k in {"NAME", "USER", "PASSWORD", "HOST", "PORT"}}


def _template(admin_url: str) -> str:
    """The name of the filled template database; makes it when it is not there or out of date."""
    from django.db import connections  # noqa: PLC0415

    from geholpen.config import opzet  # noqa: PLC0415
    from tests import bed  # noqa: PLC0415

    geheim = os.environ["GEHOLPEN_GEHEIM"]
    name = f"mal_geholpen_{_fingerprint()}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        old = [name for (name,) in admin.execute("SELECT datname FROM pg_database") if name.startswith("mal_geholpen_")]
        if name in old:
            return name
        for stale in [*old, "mal_in_de_maak"]:
            admin.execute(f'DROP DATABASE IF EXISTS "{stale}" WITH (FORCE)')
        _use(*opzet.prepare(admin_url, geheim, "mal_in_de_maak"))
        opzet.migrate()
        bed.fill_catalogues()
        connections.close_all()
        admin.execute(f"ALTER DATABASE mal_in_de_maak RENAME TO {name}")
    return name


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any) -> Any:
    """The database of this worker: a copy of the template, reached as the application role."""
    from geholpen.config import opzet  # noqa: PLC0415

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    geheim, database = os.environ["GEHOLPEN_GEHEIM"], f"test_geholpen_{worker}"
    admin_url = _server(request.config)
    lock = ROOT / "var" / f"mal-{hashlib.sha256(admin_url.encode()).hexdigest()[:8]}.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle, django_db_blocker.unblock():
        fcntl.flock(handle, fcntl.LOCK_EX)
        template = _template(admin_url)
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {database} OWNER {opzet.EIGENAAR} TEMPLATE {template}")
        _use(*(opzet.role_url(admin_url, rol, geheim, database) for rol in (opzet.APP, opzet.EIGENAAR)))
    os.environ["DATABASE_ADMIN_URL_TEST"] = _named(admin_url, database)
    return None


def _named(admin_url: str, database: str) -> str:
    return urlunsplit(urlsplit(admin_url)._replace(path=f"/{database}"))


@pytest.fixture(scope="session")
def admin_url(django_db_setup: None) -> str:
    """The test database as superuser: for putting rows in past every policy, and for looking at the catalogue."""
    return os.environ["DATABASE_ADMIN_URL_TEST"]


@pytest.fixture
def beheer(admin_url: str) -> Iterator[psycopg.Connection]:
    """A superuser connection of its own, autocommit. What it writes stays: combine with `echte_commits`."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def _catalogues(admin_url: str) -> dict[str, bytes]:
    """The rows of the catalogues as they are in the template."""
    from tests import bed  # noqa: PLC0415

    with psycopg.connect(admin_url) as admin:
        return {table: bed.copy_out(admin, table) for table in bed.filled_tables(admin)}


@pytest.fixture
def echte_commits(admin_url: str, django_db_blocker: Any, _catalogues: dict[str, bytes]) -> Iterator[None]:
    """Real commits, several connections: nothing is rolled back, everything is emptied afterwards."""
    from django.db import connections  # noqa: PLC0415

    from tests import bed  # noqa: PLC0415

    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connections.close_all()
            bed.empty(admin_url, _catalogues)


@pytest.fixture
def echte_stad(_stad: Any, echte_commits: None, admin_url: str, _catalogues: dict[str, bytes]) -> Any:
    """The demo town really committed, for tests over several connections; emptied afterwards."""
    from geholpen.packs.waterdam import vullen  # noqa: PLC0415
    from tests import bed  # noqa: PLC0415

    (app_url, _), _ = _stad
    with psycopg.connect(_named(admin_url, urlsplit(app_url).path[1:])) as stad:
        filled = [t for t in bed.filled_tables(stad) if t not in _catalogues and not t.startswith("procrastinate_")]
        rows = {table: bed.copy_out(stad, table) for table in filled}
    with psycopg.connect(admin_url, autocommit=True) as admin:
        bed.copy_in(admin, rows)
    return vullen


@pytest.fixture(scope="session")
def register(django_db_setup: None) -> Any:
    """The compiled register of Waterdam's purposes; it is in the template, so that every test has it."""
    from geholpen.domain.doelbinding.register import register as compiled  # noqa: PLC0415

    compiled.forget()
    return compiled


@pytest.fixture(scope="session")
def _stad(django_db_setup: None, django_db_blocker: Any) -> tuple[tuple[str, str], tuple[str, str]]:
    """A copy of this worker's database with the demo town in it: (addresses of the copy, addresses of the bare one)."""
    from django.db import connections  # noqa: PLC0415

    from geholpen.config import opzet  # noqa: PLC0415
    from geholpen.packs.waterdam import vullen  # noqa: PLC0415

    kaal = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    bron = connections.settings["default"]["NAME"]
    naam = f"{bron}_stad"
    stad = _named(kaal[0], naam), _named(kaal[1], naam)
    with django_db_blocker.unblock():
        connections.close_all()
        with psycopg.connect(_named(os.environ["DATABASE_ADMIN_URL_TEST"], "postgres"), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")
            # a thread of an earlier test may still hold a connection; a template must have none
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [bron])
            admin.execute(f"CREATE DATABASE {naam} OWNER {opzet.EIGENAAR} TEMPLATE {bron}")
        _use(*stad)
        try:
            vullen.fill(report=lambda _: None)
        finally:
            _use(*kaal)
    return stad, kaal


@pytest.fixture
def waterdam(db: None) -> Any:
    """The demo town with its people and earlier questions, rolled back after the test."""
    from geholpen.packs.waterdam import vullen  # noqa: PLC0415

    return vullen


@pytest.fixture
def _in_stad(_stad: tuple[tuple[str, str], tuple[str, str]]) -> Iterator[None]:
    """This test works in the copy."""
    stad, kaal = _stad
    _use(*stad)
    yield
    _use(*kaal)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with `waterdam` goes to the copy first of all: the transaction of `db` lives on the connection."""
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "waterdam" in names:
            names.insert(0, "_in_stad")


@pytest.fixture(autouse=True)
def _read_again() -> None:
    """What a process keeps of the catalogues is of the test before, whose changes were rolled back."""
    from geholpen.platform import onthouden  # noqa: PLC0415

    onthouden.forget()
