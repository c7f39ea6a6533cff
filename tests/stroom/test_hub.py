"""The reader of the outbox goes on, whatever an event does to it."""

from __future__ import annotations

import asyncio
from typing import Any

import psycopg
import pytest

from geholpen.config import stroom_hub

pytestmark = pytest.mark.slow


class Struikelt(stroom_hub.Hub):
    """Falls over the first event that it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.gelezen: list[float] = []
        self.weer = asyncio.Event()

    async def _follow(self, link: psycopg.AsyncConnection[Any]) -> None:
        self.gelezen.append(asyncio.get_running_loop().time())
        if len(self.gelezen) == 1:
            self.alive = True
            raise KeyError("medewerker_id")
        self.weer.set()
        await asyncio.Event().wait()


def test_an_event_that_cannot_be_read_ends_nothing_and_the_reader_pauses(echte_commits):
    async def run() -> None:
        hub = Struikelt()
        hub.start()
        await asyncio.wait_for(hub.weer.wait(), 60)
        assert not hub.alive
        eerste, tweede = hub.gelezen
        assert tweede - eerste >= 1
        await hub.stop()

    asyncio.run(run())
