"""The test bed: a real PostgreSQL of our own, one database per worker, and the application role in it.

Every run has a data folder to itself (`var/test`, `var/test-2`, … or GEHOLPEN_DATA) with a private server in it, or
uses the server of DATABASE_ADMIN_URL. The migrated and filled database is made once as a template, kept as long as
nothing it is made of changes, and copied per worker. `default` is geholpen_app as in production.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
import pytest

from tests.databases import filled_copy, named, one_at_a_time, read_register, registers, use, using

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

#: A model outside a models.py.
_MODEL = re.compile(r"^class .*\((KlantEigen|models\.Model)[,)]", re.MULTILINE)

if sys.dont_write_bytecode:  # compiled once, here and in every process a test starts; nothing beside the sources
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "var/bytecode"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("GEHOLPEN_GEHEIM", "geheim-van-de-testbank")
os.environ.setdefault("GEHOLPEN_PROCES", "geholpen test")
os.environ.setdefault("GEHOLPEN_DEMO", "ja")
os.environ.setdefault("GEHOLPEN_VERZENDPAUZE", "0")  # what is about taking back sets its own
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
    models = {p for p in src.glob("domain/**/*.py") if _MODEL.search(p.read_text(encoding="utf-8"))}
    for path in sorted(models | {p for pattern in _MADE_OF for p in src.glob(pattern) if p.is_file()}):
        if "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(src)).encode() + path.read_bytes())
    digest.update((ROOT / "tests" / "bed.py").read_bytes())
    return digest.hexdigest()[:16]


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
        use(*opzet.prepare(admin_url, geheim, "mal_in_de_maak"))
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
    with one_at_a_time(admin_url), django_db_blocker.unblock():
        template = _template(admin_url)
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {database} OWNER {opzet.EIGENAAR} TEMPLATE {template}")
        use(*(opzet.role_url(admin_url, rol, geheim, database) for rol in (opzet.APP, opzet.EIGENAAR)))
        read_register()
    os.environ["DATABASE_ADMIN_URL_TEST"] = named(admin_url, database)
    return None


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


@pytest.fixture(scope="session")
def _leegmaker(admin_url: str, _catalogues: dict[str, bytes]) -> Iterator[Any]:
    """What empties this worker's database: one connection for all tests, that knows every table by then."""
    from tests import bed  # noqa: PLC0415

    with bed.Leegmaker(admin_url, _catalogues) as leegmaker:
        yield leegmaker


@pytest.fixture
def echte_commits(_leegmaker: Any, django_db_blocker: Any) -> Iterator[None]:
    """Real commits, several connections: nothing is rolled back, everything is emptied afterwards."""
    from tests import bed  # noqa: PLC0415

    with django_db_blocker.unblock():
        try:
            yield
        finally:
            bed.close_what_is_not_idle()
            _leegmaker.empty()


@pytest.fixture(scope="session")
def _rijen_van_de_stad(_stad: Any, admin_url: str, _catalogues: dict[str, bytes]) -> dict[str, bytes]:
    """The rows of the demo town, by table, without those of the catalogues; nobody commits in the copy they are in."""
    from tests import bed  # noqa: PLC0415

    (app_url, _), _ = _stad
    with psycopg.connect(named(admin_url, urlsplit(app_url).path[1:])) as stad:
        filled = [t for t in bed.filled_tables(stad) if t not in _catalogues and not t.startswith("procrastinate_")]
        return {table: bed.copy_out(stad, table) for table in filled}


@pytest.fixture
def echte_stad(_rijen_van_de_stad: dict[str, bytes], echte_commits: None, _leegmaker: Any) -> Any:
    """The demo town really committed, for tests over several connections; emptied afterwards."""
    from geholpen.packs.waterdam import vullen  # noqa: PLC0415

    _leegmaker.fill(_rijen_van_de_stad)
    return vullen


@pytest.fixture(scope="session")
def register(django_db_setup: None) -> Any:
    """The compiled register of Waterdam's purposes; it is in the template, so that every test has it."""
    from geholpen.domain.doelbinding.register import register as compiled  # noqa: PLC0415

    return compiled


@pytest.fixture(scope="session")
def _stad(django_db_setup: None, django_db_blocker: Any) -> tuple[tuple[str, str], tuple[str, str]]:
    """A copy with the demo town in it."""
    from geholpen.packs.waterdam import vullen  # noqa: PLC0415

    with django_db_blocker.unblock():
        return filled_copy("stad", lambda: vullen.fill(report=lambda _: None))


@pytest.fixture
def waterdam(_in_stad: None, db: None) -> Any:
    """The demo town with its people and earlier questions, rolled back after the test."""
    from geholpen.packs.waterdam import vullen  # noqa: PLC0415

    return vullen


@pytest.fixture
def _in_stad(_stad: tuple[tuple[str, str], tuple[str, str]]) -> Iterator[None]:
    """This test works in the copy."""
    with using(*_stad):
        yield


#: What a test takes, roughly, in tenths of a second: in a browser, marked slow, with real commits, or none of these.
_ABOUT = {"browser": 150, "slow": 40, "echte_commits": 3, "": 1}
#: Stories that look at everything a customer has: each begins in a town where nobody did anything yet. Two workers have
#: one town each, which later stories share.
EERST = ("test_wandeling.py", "test_berichtapps.py")


@pytest.hookimpl(trylast=True)  # what is left after -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that works in a copy goes there first of all: the transaction of `db` lives on the connection.

    Then come the stories of EERST. Under xdist the longest files follow, so that no worker waits for another that
    began with a story at the end. One hook decides the order: a second one would undo it.
    """
    about: dict[Path, int] = {}
    for item in items:
        names = getattr(item, "fixturenames", [])
        for name in [name for name in names if name.startswith("_in_")]:
            names.insert(0, name)
        kinds = {mark.name for mark in item.iter_markers()} | {"echte_commits"}.intersection(names) | {""}
        about[item.path] = about.get(item.path, 0) + max(_ABOUT[kind] for kind in kinds & _ABOUT.keys())
    worker = hasattr(config, "workerinput")

    def place(item: pytest.Item) -> tuple[int, int]:
        eerst = EERST.index(item.path.name) if item.path.name in EERST else len(EERST)
        return eerst, -about[item.path] if worker else 0

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _read_again() -> None:
    """What a process keeps of the catalogues is of the test before, whose changes were rolled back."""
    from django.db import connections  # noqa: PLC0415

    from geholpen.domain.doelbinding.register import Regels  # noqa: PLC0415
    from geholpen.domain.doelbinding.register import register as compiled  # noqa: PLC0415
    from geholpen.platform import onthouden  # noqa: PLC0415

    onthouden.forget()
    compiled.forget(registers.get(connections.settings["default"]["NAME"], Regels(-1, {}, {})))


@pytest.fixture(scope="session", autouse=True)
def _one_chain() -> Iterator[None]:
    """One chain of middleware for every test browser: each chain reads the names of all static files again."""
    from django.core.signals import setting_changed  # noqa: PLC0415
    from django.test.client import ClientHandler  # noqa: PLC0415

    fields = ("_view_middleware", "_template_response_middleware", "_exception_middleware", "_middleware_chain")
    load, chains = ClientHandler.load_middleware, {}

    def once(handler: Any, is_async: bool = False) -> None:
        kept = chains.get((type(handler), is_async))
        if kept is None:
            load(handler, is_async)
            kept = chains[type(handler), is_async] = {name: getattr(handler, name) for name in fields}
        vars(handler).update(kept)

    def forget(**_: object) -> None:
        chains.clear()

    setting_changed.connect(forget)
    ClientHandler.load_middleware = once  # type: ignore[method-assign]
    yield
    ClientHandler.load_middleware = load  # type: ignore[method-assign]
    setting_changed.disconnect(forget)
