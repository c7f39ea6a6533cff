"""The chat windows' part of the stream process: server-sent events, and waiting for who cannot have those.

GET …/chat/v1/stream and …/chat/v1/events?after=…&wait=…, with the token of the visit in Authorization. The id of an
event is the number of the message in its conversation: numbers are given under the lock of the klantvraag, so that
order of numbers is order of commit, and a window that comes back asks for what is after the last it had.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.utils import translation

from geholpen.config.stroom_bezoekers import Bezoekers, Raam, read
from geholpen.domain.chat import queries
from geholpen.domain.chat.queries import Bezoek, Chatsleutel
from geholpen.faces.chat import vorm
from geholpen.faces.chat.v1 import said, visit_of

HARTSLAG = 15.0
LEVEN = (240.0, 300.0)  # a stream ends in between; the window comes back and is checked again
WACHT = 25.0
#: Told before, or said by the way: no reason to answer who waits for news.
_GEEN_HAAST = frozenset({"message.corrected", "read", "identity", "continue"})
Gebeurtenis = tuple[str, str, dict[str, Any]]


async def visit(headers: dict[str, str]) -> tuple[Bezoek, Chatsleutel] | None:
    """The visit behind the token of this call."""
    return await read(visit_of, headers.get("authorization", ""))


def after(scope: Any, headers: dict[str, str]) -> tuple[int, float]:
    """After which number, and how long (seconds) may be waited for something."""
    vraag = parse_qs(scope["query_string"].decode("latin-1"))
    na, wacht = (vraag.get(naam, [""])[0] for naam in ("after", "wait"))
    na = headers.get("last-event-id", "") or na
    return (
        int(na) if na.isascii() and na.isdigit() and len(na) < 9 else 0,
        min(float(wacht), WACHT) if wacht.isascii() and wacht.isdigit() else 0.0,
    )


async def blocks(bezoekers: Bezoekers, raam: Raam, na: int) -> AsyncIterator[bytes]:
    """The text of a stream: what was missed, then all that is new, signs of life, and its end."""
    loop = asyncio.get_running_loop()
    until = loop.time() + random.uniform(*LEVEN)  # noqa: S311  spreads who comes back
    yield b"retry: 3000\n\n"
    raam.vers = True
    raam.wek.set()
    while loop.time() < until:
        try:
            await asyncio.wait_for(raam.wek.wait(), HARTSLAG)
        except TimeoutError:
            yield b": ping\n\n"
            continue
        alles = await news(bezoekers, raam, na)
        if not alles:
            yield b": \n\n"  # woken for nothing, or because the browser is gone
        for id, naam, gegevens in alles:
            na = max(na, int(id or 0))
            yield _event(id, naam, gegevens)
            if naam == "visit.closed":
                return


async def news(bezoekers: Bezoekers, raam: Raam, na: int) -> list[Gebeurtenis]:
    """What this window must be told now."""
    raam.wek.clear()
    alles: list[Gebeurtenis] = []
    if raam.vers:
        raam.vers = False
        bezoek, alles = await read(_look, raam.bezoek.id, na)
        bezoekers.follow(raam, bezoek)
    while raam.tekens:
        naam, gegevens = raam.tekens.popleft()
        alles.append(("", naam, gegevens))
    return alles


def _look(bezoek_id: UUID, na: int) -> tuple[Bezoek, list[Gebeurtenis]]:
    """The visit as it is, the messages after `na`, and its end."""
    bezoek = queries.bezoek(bezoek_id)
    if bezoek is None:
        raise LookupError("visit is gone")
    with translation.override(vorm.taal(bezoek.taal)):
        alles: list[Gebeurtenis] = vorm.gesproken(said(bezoek, na), na)
    return bezoek, alles + vorm.over_bezoek(bezoek)


async def wait(bezoekers: Bezoekers, raam: Raam, na: int, seconds: float) -> bytes:
    """The same for who cannot have a stream: what is new, or what comes within the time, as JSON."""
    raam.vers = True
    alles = await news(bezoekers, raam, na)
    if seconds and all(naam in _GEEN_HAAST for _id, naam, _g in alles):
        try:
            await asyncio.wait_for(raam.wek.wait(), seconds)
        except TimeoutError:
            pass
        else:
            alles = await news(bezoekers, raam, na)
    lijst = [{"id": id, "event": naam, "data": gegevens} for id, naam, gegevens in alles]
    return json.dumps({"events": lijst}).encode()


def _event(id: str, naam: str, gegevens: dict[str, Any]) -> bytes:
    head = f"id: {id}\n" if id else ""
    return f"{head}event: {naam}\ndata: {json.dumps(gegevens)}\n\n".encode()
