"""A real stream process on the test database, and listeners with the session of an employee."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from geholpen.platform.kindproces import Proces, http_ready
from tests.storingen.proces import ROOT, free_port, wait_until
from tests.stroom.luisteraar import Stroom

#: Seconds between two checks of the rights of an open stream, instead of 60.
CONTROLE = 1.0


@pytest.fixture
def stroom(stroomproces: Stroom, echte_commits: None) -> Stroom:
    """The running stream, with real commits."""
    return stroomproces


@pytest.fixture(scope="module")
def stroomproces(admin_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stroom]:
    """One stream process for the tests of a file; the web pages would be on `web`."""
    poort, web = free_port(), free_port()
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PORT": str(web),
        "GEHOLPEN_STROOM_POORT": str(poort),
        "GEHOLPEN_STROOM_CONTROLE": str(CONTROLE),
    }
    opdracht = [sys.executable, "-m", "geholpen.config.cli", "stream"]
    proces = Proces("stroom", opdracht, tmp_path_factory.mktemp("stroom") / "stroom.log", env=env)
    proces.start()
    try:
        wait_until(http_ready(f"http://127.0.0.1:{poort}/gezond"), 60, "the stream process")
        yield Stroom(f"http://127.0.0.1:{poort}", f"http://127.0.0.1:{web}")
    finally:
        proces.stop(5)
