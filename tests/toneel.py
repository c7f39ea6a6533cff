"""The stage for stories: the running town and a Chromium, for `tests/stories` and `tests/a11y`.

The town has a database of its own on the test bed's server, a copy of the filled template; other tests never see it.
Playwright lives as long as one file of tests: its event loop would be in the way of whatever runs after it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest


@pytest.fixture(scope="session")
def stad(admin_url: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Waterdam with all its processes; started once."""
    from geholpen.config import opzet  # noqa: PLC0415  (after django.setup)
    from tests.databases import ROOT, named  # noqa: PLC0415
    from tests.stories.stad import Stad  # noqa: PLC0415

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    database = f"verhaal_geholpen_{worker}"
    with psycopg.connect(named(admin_url, "postgres"), autocommit=True) as admin, _lock(ROOT):
        names = [name for (name,) in admin.execute("SELECT datname FROM pg_database ORDER BY oid")]
        (template,) = [name for name in names if name.startswith("mal_geholpen_")][-1:]
        admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        admin.execute(f'CREATE DATABASE {database} OWNER {opzet.EIGENAAR} TEMPLATE "{template}"')
    try:
        with Stad(named(admin_url, database), database, tmp_path_factory.mktemp("stad")) as running:
            yield running
    finally:
        with psycopg.connect(named(admin_url, "postgres"), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def _lock(root: Path) -> Any:
    """Two workers may not copy the template at the same moment."""
    handle = (root / "var" / "verhalen.lock").open("w")
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def chromium() -> str:
    """The Chromium of this machine."""
    found = os.environ.get("GEHOLPEN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("geen Chromium op deze machine")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for a file of tests."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as speler:
        found = speler.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def aangemeld() -> dict[str, Any]:
    """Sessions of people who logged in before; used again for some minutes."""
    return {}


_PASSED = pytest.StashKey[bool]()
#: Seconds after which a story hangs: a script in a page has no time limit of its own. bin/test ends the process later.
GEDULD = 240.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """Let `mensen` know how the test ended."""
    report = yield
    if report.when == "call":
        item.stash[_PASSED] = report.passed
    return report


@pytest.fixture
def mensen(stad: Any, browser: Any, aangemeld: dict[str, Any], request: pytest.FixtureRequest) -> Iterator[Any]:
    """Let somebody sit down at a browser: `mensen.medewerker(cast.JOLANDA)`. Checks at the end that no page failed."""
    from tests.stories.mensen import Mensen  # noqa: PLC0415

    here = Mensen(stad, browser, aangemeld)
    hangs = threading.Timer(GEDULD, _end_browser)
    hangs.start()
    try:
        yield here
        here.leave(Path(stad.folder), request.node.name, request.node.stash.get(_PASSED, False))
    finally:
        hangs.cancel()


def _end_browser() -> None:
    """The page of a test that hangs waits for no answer any more, so the test fails by its name and the run goes on."""
    for kind in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "chrom" in kind.name().lower():
                kind.kill()
