"""The bench bed: a durable private server, roles as in production, one filled database per size, kept between runs.

Data folder: GEHOLPEN_BENCH_DATA, else `var/bench`. A database is made again when its migrations or the pack change.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "geholpen"
GEHEIM = "geheim-van-de-meetbank"
_MADE_OF = (
    *("**/migrations/*.py", "**/*.sql", "platform/protection.py", "config/opzet.py", "packs/waterdam/**/*"),
    *("domain/klantinteracties/*.py", "domain/klantinteracties/weergaven/*.py"),
)
#: Texts of the screens; some are made while we run.
_NO_DATA = {".po", ".mo"}
#: Above this number of customers the database is copied from one of this size.
DOOR_DEUREN = 100_000
#: The memory that the peer's database had when it was measured; durable as in production.
GEHEUGEN = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
}
_cluster: Any = None
_current, _vulling = 0, "stad"


def server() -> str:
    """The address of the server as its superuser; starts it at the first call."""
    global _cluster
    if _cluster is None:
        from geholpen.platform.postgres import start  # noqa: PLC0415

        os.environ["GEHOLPEN_DATA"] = str(folder())
        _cluster = start(folder(), instellingen=GEHEUGEN, report=lambda _: None)
    return _cluster.url()


def folder() -> Path:
    """Where the bench keeps its data."""
    return Path(os.environ.get("GEHOLPEN_BENCH_DATA") or ROOT / "var" / "bench").absolute()


def stop() -> None:
    """Stop the server when we started it."""
    global _cluster
    if _cluster is not None:
        _cluster.stop()
        _cluster = None


def use(klanten: int, vulling: str = "stad") -> None:
    """Point Django at the database with this many customers; makes and fills it when needed.

    `vulling`: "stad", the demo town with made-up customers, or "register" (`bench/register_vulling.py`).
    """
    global _current, _vulling
    if (_current, _vulling) == (klanten, vulling):
        return
    server()
    setup()
    _vulling = vulling
    name = _database(klanten)
    _point(*_urls(name))
    _current = klanten


@contextmanager
def copy() -> Iterator[None]:
    """Work on a copy of the database in use, for a bench that writes a lot; afterwards it is gone."""
    from django.db import connection, connections  # noqa: PLC0415

    source = connection.settings_dict["NAME"]
    name = f"{source}_kopie"
    connections.close_all()
    with psycopg.connect(server(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
        admin.execute(f'CREATE DATABASE {name} TEMPLATE "{source}"')
        admin.execute("CHECKPOINT")  # what copying left to be written is no part of what is measured
        _point(*_urls(name))
        try:
            yield
        finally:
            connections.close_all()
            _point(*_urls(source))
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def postmaster() -> int:
    """The process id of the server: all its processes are children of it."""
    server()
    return int(_cluster.pid)


def superuser() -> psycopg.Connection[Any]:
    """A superuser's connection to the database in use: row-level security does not touch it."""
    from django.db import connection  # noqa: PLC0415

    return psycopg.connect(_named(server(), connection.settings_dict["NAME"]), autocommit=True)


def superuser_url() -> str:
    """The address of the database in use, as superuser."""
    from django.db import connection  # noqa: PLC0415

    return _named(server(), connection.settings_dict["NAME"])


def crash() -> None:
    """Kill the server as a power cut would, and start it again."""
    global _cluster
    from geholpen.platform.postgres import start  # noqa: PLC0415

    _cluster.kill()
    _cluster = start(Path(os.environ["GEHOLPEN_DATA"]), instellingen=GEHEUGEN, report=lambda _: None)


def current() -> int:
    """How many customers the database in use has."""
    return _current


def customers(aantal: int, zwaar: bool) -> list[Any]:
    """Keys of made-up customers from all over the database: heavy ones have forty contacts or more, typical 3 to 5."""
    return _customers((_current, _vulling), aantal, zwaar)


@cache
def _customers(database: tuple[int, str], aantal: int, zwaar: bool) -> list[Any]:
    having = ">= 40" if zwaar else "BETWEEN 3 AND 5"
    with superuser() as link:
        rows = link.execute(
            f"SELECT partij_id FROM klantcontact GROUP BY 1 HAVING count(*) {having} ORDER BY md5(partij_id::text)"
            " LIMIT %s",
            [aantal],
        ).fetchall()
    return [row[0] for row in rows]


def version() -> str:
    """Version of the server."""
    with psycopg.connect(server()) as link:
        return str(link.execute("SHOW server_version").fetchone()[0])  # type: ignore[index]


def setup() -> None:
    """Django as the product has it, with no database yet."""
    os.environ.setdefault("GEHOLPEN_GEHEIM", GEHEIM)
    os.environ.update(GEHOLPEN_DEMO="ja", GEHOLPEN_PROCES="geholpen bench", GEHOLPEN_LOGNIVEAU="ERROR")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geholpen.config.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///nog_niet_gestart")
    import django  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted({p for pattern in _MADE_OF for p in SRC.glob(pattern) if p.is_file()}):
        if "__pycache__" not in path.parts and path.suffix not in _NO_DATA:
            digest.update(str(path.relative_to(SRC)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _database(klanten: int) -> str:
    """The filled database of this size. An older one of this size is thrown away."""
    prefix = f"bench_{'' if _vulling == 'stad' else _vulling + '_'}{klanten}_"
    name = prefix + (os.environ.get("GEHOLPEN_BENCH_STEMPEL") or _fingerprint())
    with psycopg.connect(server(), autocommit=True) as admin:
        known = [row[0] for row in admin.execute("SELECT datname FROM pg_database") if row[0].startswith(prefix)]
        if name in known:
            return name
        for stale in known:
            admin.execute(f'DROP DATABASE "{stale}" WITH (FORCE)')
        making = f"bench_in_de_maak_{_vulling}_{klanten}"
        admin.execute(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)")
        if klanten > DOOR_DEUREN:
            _copy(admin, making, klanten)
        else:
            _fill(making, klanten)
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [making])
        admin.execute(f"ALTER DATABASE {making} RENAME TO {name}")
    return name


def _fill(name: str, klanten: int) -> None:
    from django.db import connections  # noqa: PLC0415

    from geholpen.config import opzet  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen import fill  # noqa: PLC0415

    _point(*opzet.prepare(server(), os.environ["GEHOLPEN_GEHEIM"], name))
    opzet.migrate()
    print(f"-- database met {klanten} klanten maken")
    if _vulling == "register":
        from bench import register_vulling  # noqa: PLC0415

        register_vulling.fill(klanten)
    else:
        fill(klanten=klanten, report=lambda line: print(f"   {line}"))
    connections.close_all()
    with psycopg.connect(_named(server(), name), autocommit=True) as link:
        link.execute("VACUUM ANALYZE")
        link.execute("CHECKPOINT")


def _copy(admin: psycopg.Connection[Any], name: str, klanten: int) -> None:
    """A database too large to fill through the doors: the rows of a smaller one, several times over."""
    from bench.groot import multiply  # noqa: PLC0415

    source = _database(DOOR_DEUREN)
    admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
    admin.execute(f'CREATE DATABASE {name} TEMPLATE "{source}"')
    multiply(_named(server(), name), klanten // DOOR_DEUREN)
    with psycopg.connect(_named(server(), name), autocommit=True) as link:
        link.execute("VACUUM ANALYZE")
        link.execute("CHECKPOINT")


def _urls(name: str) -> tuple[str, str]:
    from geholpen.config import opzet  # noqa: PLC0415

    geheim = os.environ["GEHOLPEN_GEHEIM"]
    return opzet.role_url(server(), opzet.APP, geheim, name), opzet.role_url(server(), opzet.EIGENAAR, geheim, name)


def _named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _point(app_url: str, owner_url: str) -> None:
    """Point Django, and every process a bench starts, at this database."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from geholpen.config.settings import database  # noqa: PLC0415
    from geholpen.domain.doelbinding.register import register  # noqa: PLC0415

    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = app_url, owner_url
    settings.DATABASE_URL, settings.DATABASE_OWNER_URL = app_url, owner_url
    connections.close_all()
    keep = {"NAME", "USER", "PASSWORD", "HOST", "PORT"}
    for alias, url in (("default", app_url), ("eigenaar", owner_url)):
        connections.settings[alias].update({k: v for k, v in database(url).items() if k in keep})
        # a connection object keeps the settings it was made with
        connections[alias].settings_dict.update(connections.settings[alias])
    register.forget()
