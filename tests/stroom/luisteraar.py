"""A browser that listens: reads server-sent events in a thread of its own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from typing import Any

import httpx
from django.contrib.sessions.backends.db import SessionStore

from geholpen.domain.organisatie.queries import medewerker_met_code
from tests.storingen.proces import wait_until


class Luisteraar:
    """What one open stream received."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: httpx.Headers = httpx.Headers()
        self.alles: list[dict[str, Any]] = []
        self.einde = threading.Event()

    @property
    def nieuws(self) -> list[dict[str, Any]]:
        """Everything but signs of life."""
        return [e for e in self.alles if e["event"] != "hartslag"]

    def wait_for(self, aantal: int, seconds: float = 8) -> list[dict[str, Any]]:
        """The news, once there is this much of it."""
        wait_until(lambda: len(self.nieuws) >= aantal, seconds, f"{aantal} events, got {self.alles}")
        return self.nieuws

    def read(self, lines: Iterator[str]) -> None:
        """Take events apart as a browser does."""
        event: dict[str, Any] = {}
        for line in lines:
            veld, _, waarde = line.partition(": ")
            if line == "" and "event" in event:
                self.alles.append({"id": "", **event, "data": json.loads(event.get("data", "{}"))})
            if line == "":
                event = {}
            elif veld:
                event[veld] = waarde


class Stroom:
    """The running stream and how to listen to it."""

    def __init__(self, url: str, web: str) -> None:
        self.url = f"{url}/werkplek"
        self.web = web

    def headers(self, code: str, origin: str = "", **more: str) -> dict[str, str]:
        """Headers of a browser with the session of this employee."""
        sessie = SessionStore()
        medewerker = medewerker_met_code(code)
        assert medewerker is not None
        sessie["wie"] = {"soort": "medewerker", "id": str(medewerker.id), "laatst": int(time.time())}
        sessie.save()
        return {"Cookie": f"geholpen_sessie={sessie.session_key}", "Origin": origin or self.web, **more}

    @contextmanager
    def listen(self, code: str, **more: str) -> Iterator[Luisteraar]:
        """An open stream; closed at the end of the block."""
        luisteraar, headers = Luisteraar(), self.headers(code, **more)
        ready, stop = threading.Event(), threading.Event()

        def run() -> None:
            with suppress(httpx.HTTPError), httpx.stream("GET", self.url, headers=headers, timeout=30) as answer:
                luisteraar.status, luisteraar.headers = answer.status_code, answer.headers
                ready.set()
                luisteraar.read(takewhile(lambda _: not stop.is_set(), answer.iter_lines()))
            luisteraar.einde.set()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        assert ready.wait(10)
        time.sleep(0.3)  # the stream is registered just after its headers are out
        try:
            yield luisteraar
        finally:
            stop.set()
            thread.join(10)  # a sign of life comes within the second
