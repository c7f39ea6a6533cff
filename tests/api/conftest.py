"""Applications that call the interfaces with a real token.

`client` works inside the transaction of a test, where the hot way does not exist; `client_echt` really commits, so that
every reading takes the hot way. What a resource does must be seen at least once through both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from geholpen.domain.doelbinding import hot
from geholpen.domain.doelbinding.register import register
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.platform.context import Context
from geholpen.platform.hot import Cold
from tests.api.oproep import Beller

TOKEN = "proef" + "0" * 35


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
