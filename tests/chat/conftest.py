"""A chat key, windows, an employee at the question, and a real stream process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from geholpen.packs.waterdam.vullen import fill_chat
from geholpen.platform import onthouden
from geholpen.platform.context import Aanleiding, Context
from tests import bed
from tests.chat.venster import WIJK, Venster
from tests.storingen.proces import wait_until
from tests.stroom.conftest import stroomproces as stroomproces
from tests.stroom.luisteraar import Stroom


@pytest.fixture
def sleutel(echte_commits: None) -> UUID:
    """A key that may stand on the page of the neighbourhood."""
    onthouden.forget()
    found = fill_chat(WIJK)
    onthouden.forget()
    return found


@pytest.fixture
def venster(sleutel: UUID) -> Venster:
    """A window in which a visit has begun."""
    found = Venster(sleutel)
    assert found.start().status_code == 201
    return found


@pytest.fixture
def stroom(stroomproces: Stroom, venster: Venster) -> str:
    """The address of the running stream process, once it knows the key: a process reads the keys every five seconds."""
    adres = stroomproces.url.removesuffix("/werkplek")
    headers = {"Authorization": f"Bearer {venster.token}", "Origin": venster.herkomst}
    wait_until(
        lambda: httpx.get(f"{adres}/chat/v1/events", headers=headers, timeout=20).status_code == 200, 20, "the key"
    )
    return adres


@pytest.fixture
def bezoek() -> Callable[[Venster], Any]:
    """The visit behind a window."""
    from geholpen.domain.chat.queries import bezoek_met  # noqa: PLC0415

    return lambda venster: bezoek_met(venster.token)


@pytest.fixture
def aan_het_werk() -> Callable[[str, Any], Context]:
    """An employee working on the question of a visit."""

    def work(code: str, bezoek: Any) -> Context:
        return bed.medewerker(code).voor(Aanleiding("klantvraag", bezoek.partij_id, bezoek.klantvraag_id))

    return work
