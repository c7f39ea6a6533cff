"""Applications that call the interfaces with a real token.

`client` works inside the transaction of a test, where the hot way does not exist; `client_echt` really commits, so that
every reading takes the hot way. What a resource does must be seen at least once through both.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from geholpen.config import opzet
from geholpen.domain.doelbinding import hot
from geholpen.domain.doelbinding.register import register
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.platform.context import Context
from geholpen.platform.hot import Cold
from geholpen.platform.kindproces import Proces, http_ready
from geholpen.platform.opzicht import Opzichter
from tests.api.oproep import KI, Beller
from tests.storingen.proces import ROOT, free_port

TOKEN = "proef" + "0" * 35
ROLLEN = (opzet.APP, opzet.EIGENAAR)


@pytest.fixture
def client(db: None) -> Iterator[Beller]:
    """An application that may do everything."""
    yield from _beller()


@pytest.fixture
def client_echt(echte_commits: None) -> Iterator[Beller]:
    """The same, with everything really committed: reading goes the hot way (see `warm`)."""
    hot.forget()
    register.forget()
    yield from _beller()
    hot.forget()
    register.forget()


def _beller() -> Iterator[Beller]:
    load_applicatie("Proef van de koppeling", ["koppelingen"], TOKEN)
    applicaties.forget()
    yield Beller(TOKEN)
    applicaties.forget()


@pytest.fixture
def warm(client_echt: Beller, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which functions of the database were called the hot way, in order; "… koud" when one could not answer."""
    called: list[str] = []
    original = hot.call
    monkeypatch.setattr(hot, "call", _watched(original, called))
    return called


def _watched(call: Callable[..., Any], called: list[str]) -> Callable[..., Any]:
    def watched(ctx: Context, functie: str, *rest: Any) -> Any:
        name = functie.partition("(")[0]
        try:
            answer = call(ctx, functie, *rest)
        except Cold:
            called.append(f"{name} koud")
            raise
        called.append(name)
        return answer

    return watched


@pytest.fixture
def beheer_rijen(client_echt: Beller, beheer: Any) -> Callable[[str], list[tuple[Any, ...]]]:
    """Committed rows, whatever the policies say."""
    return lambda statement: beheer.execute(statement).fetchall()


@dataclass(frozen=True)
class Levend:
    """Our pages and interfaces in a process of their own, as an installation runs them."""

    url: str
    token: str


@pytest.fixture
def live(client_echt: Beller, admin_url: str, tmp_path: Path) -> Iterator[Levend]:
    """A server on the test database, ended when the test is."""
    poort = free_port()
    naam = urlsplit(admin_url).path.lstrip("/")
    app, owner = (opzet.role_url(admin_url, rol, os.environ["GEHOLPEN_GEHEIM"], naam) for rol in ROLLEN)
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": app, "DATABASE_OWNER_URL": owner}
    env |= {"PORT": str(poort), "GEHOLPEN_DATA": str(tmp_path), "GEHOLPEN_PROCES": "geholpen proef"}
    toezicht = Opzichter(lambda _line: None)
    proces = Proces("web", [sys.executable, "-m", "geholpen.config.cli", "serve"], tmp_path / "web.log", env=env)
    try:
        toezicht.start(proces)
        toezicht.wait(proces, http_ready(f"http://127.0.0.1:{poort}{KI}"))
        yield Levend(f"http://127.0.0.1:{poort}", TOKEN)
    finally:
        toezicht.stop()
