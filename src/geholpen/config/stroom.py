"""`geholpen stream`: live news as server-sent events. Plain ASGI, one listener of the database per process.

For visitors of the chat: stroom_chat.py. For employees, ids only: GET /werkplek with the session cookie. Rights are
checked at connect, every minute, and for each event at delivery. Events are read from the outbox with the cursor
(tx, id); the bell only wakes the reader, a poll covers a lost ring.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django
from django.conf import settings

django.setup()

from geholpen.config import stroom_chat  # noqa: E402
from geholpen.config.stroom_hub import Hub, Nieuws  # noqa: E402  (needs a set-up Django)
from geholpen.config.stroom_toegang import Luisteraar, listener_of  # noqa: E402
from geholpen.domain.chat.queries import chatsleutels  # noqa: E402

logger = logging.getLogger(__name__)
Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

HARTSLAG = 15.0  # seconds between signs of life
LEVEN = 300.0  # a stream ends after this many seconds; the browser connects again and is checked again
CHATPADEN = ("/chat/v1/stream", "/chat/v1/events")
hub = Hub()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI entry point."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _http(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _http(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    if scope["path"].rstrip("/") == "/gezond":
        await _answer(send, 200 if hub.alive else 503, {})
        return
    if scope["path"].endswith(CHATPADEN):
        await _chat(scope, receive, send, headers)
        return
    if scope["method"] != "GET" or scope["path"].rstrip("/").rpartition("/")[2] != "werkplek":
        await _answer(send, 404, {})
        return
    cors = _cors(headers)
    if cors is None:
        await _answer(send, 403, {})
        return
    who = await asyncio.to_thread(listener_of, headers.get("cookie", ""))
    if who is None:
        await _answer(send, 401, cors)
        return
    hub.start()
    blocks = _blocks(headers.get("cookie", ""), _cursor(scope, headers), who)
    await _send_blocks(receive, send, cors, blocks)


async def _chat(scope: Scope, receive: Receive, send: Send, headers: dict[str, str]) -> None:
    """A window of the chat: its token says which visit, its page must be one where the key may stand."""
    cors = await _cors_chat(headers)
    if cors is None or scope["method"] == "OPTIONS":
        await _answer(send, 403 if cors is None else 204, cors or {})
        return
    found = await stroom_chat.visit(headers) if scope["method"] == "GET" else None
    if found is None:
        await _answer(send, 401, cors)
        return
    origin = headers.get("origin", "")
    if origin and _cors(headers) is None and not found[1].staat_op(origin):
        await _answer(send, 403, {})
        return
    hub.start()
    na, wacht = stroom_chat.after(scope, headers)
    with hub.bezoekers.open(*found) as raam:
        if raam is None:
            await _answer(send, 429, {**cors, "retry-after": "30"})
        elif scope["path"].endswith("stream"):
            blocks = stroom_chat.blocks(hub.bezoekers, raam, na)
            await _send_blocks(receive, send, cors, blocks, lambda _: raam.wek.set())
        else:
            body = await stroom_chat.wait(hub.bezoekers, raam, na, wacht)
            await _answer(send, 200, {**cors, "content-type": "application/json", "cache-control": "no-store"}, body)


async def _cors_chat(headers: dict[str, str]) -> dict[str, str] | None:
    """The same for a page where some key may stand; which key it is, shows in the call itself. Never with cookies."""
    own, origin = _cors(headers), headers.get("origin", "")
    if own is None and not any(s.staat_op(origin) for s in await stroom_chat.read(chatsleutels)):
        return None
    found = {"access-control-allow-origin": origin, "vary": "origin"} if origin else {}
    return {**found, "access-control-allow-headers": "Authorization, Last-Event-ID", "access-control-max-age": "600"}


def _cors(headers: dict[str, str]) -> dict[str, str] | None:
    """Headers for the web pages of this installation; None for any other origin."""
    origin = headers.get("origin")
    if origin is None:
        return {}
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    own = {f"http://{host}:{settings.PORT}", f"https://{host}", f"http://{host}", *settings.CSRF_TRUSTED_ORIGINS}
    if host not in settings.ALLOWED_HOSTS or origin not in own:
        return None
    return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true", "vary": "origin"}


def _cursor(scope: Scope, headers: dict[str, str]) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("na", [""])[0]
    return headers.get("last-event-id", "") or asked


async def _answer(send: Send, status: int, headers: dict[str, str], body: bytes = b"") -> None:
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


async def _send_blocks(
    receive: Receive,
    send: Send,
    cors: dict[str, str],
    blocks: AsyncIterator[bytes],
    when_gone: Callable[[Any], object] = bool,
) -> None:
    """One open stream, until its end or until the browser is gone; `when_gone` makes it notice at once."""
    start = {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        **cors,
    }
    raw = [(k.encode(), v.encode()) for k, v in start.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    gone = asyncio.create_task(_until_gone(receive))
    gone.add_done_callback(when_gone)
    try:
        async for block in blocks:
            if gone.done():
                break
            await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    except OSError:
        pass  # the browser left while we were writing
    finally:
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _blocks(cookie: str, cursor: str, who: Luisteraar) -> AsyncIterator[bytes]:
    """The text of the stream: what was missed, then news, signs of life, and the end when the right is gone."""
    loop = asyncio.get_running_loop()
    until, check = loop.time() + LEVEN, loop.time() + settings.STROOM_CONTROLE
    with hub.listen() as news:
        yield b"retry: 3000\n\n"
        told = set()  # what was missed may be in the queue as well: it was handed out while we looked
        for missed in await hub.missed(cursor):
            told.add(missed.cursor)
            if missed.mag(who):
                yield _event(missed)
        while loop.time() < until:
            try:
                item = await asyncio.wait_for(news.get(), timeout=min(HARTSLAG, max(check - loop.time(), 0.05)))
            except TimeoutError:
                yield b"event: hartslag\ndata: {}\n\n"
            else:
                if item.mag(who) and not (item.cursor and item.cursor in told):
                    yield _event(item)
            if loop.time() >= check:
                again = await asyncio.to_thread(listener_of, cookie)
                if again is None:
                    return
                who, check = again, loop.time() + settings.STROOM_CONTROLE


def _event(item: Nieuws) -> bytes:
    head = f"id: {item.cursor}\n" if item.cursor else ""
    return f"{head}event: {item.naam}\ndata: {json.dumps(item.gegevens)}\n\n".encode()
