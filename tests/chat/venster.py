"""A chat window without a browser: calls the interface, and listens to the stream, as the script does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from typing import Any
from uuid import uuid4

import httpx
from django.test import Client

from tests.storingen.proces import wait_until

#: The page of another origin on which the window stands.
WIJK = "https://wijk.example"


class Venster:
    """One window on the page of `herkomst`."""

    def __init__(self, sleutel: Any, herkomst: str = WIJK, adres: str = "203.0.113.7") -> None:
        self.sleutel, self.herkomst, self.adres = str(sleutel), herkomst, adres
        self.token = ""
        self.client = Client()

    def post(self, pad: str, data: Any, *, token: str | None = None, **koppen: str) -> Any:
        """One call. `data` is JSON, or bytes as they are."""
        lichaam = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self.client.post(f"/chat/v1/{pad}", lichaam, "application/json", **self._koppen(token), **koppen)

    def get(self, pad: str, vraag: dict[str, str] | None = None, *, token: str | None = None) -> Any:
        return self.client.get(f"/chat/v1/{pad}", vraag or {}, **self._koppen(token))

    def _koppen(self, token: str | None) -> dict[str, str]:
        token = self.token if token is None else token
        found = {"HTTP_ORIGIN": self.herkomst, "REMOTE_ADDR": self.adres}
        return {k: v for k, v in found.items() if v} | ({"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {})

    def start(self, **meer: str) -> Any:
        """Begin a visit; keeps the token."""
        antwoord = self.post("start", {"channel_key": self.sleutel, "locale": "nl", **meer}, token="")
        if antwoord.status_code == 201:
            self.token = antwoord.json()["token"]
        return antwoord

    def zeg(self, tekst: str, **meer: str) -> Any:
        """Write a message."""
        return self.post("messages", {"client_message_id": str(uuid4()), "text": tekst, **meer})

    @contextmanager
    def luister(self, stroom: str, **koppen: str) -> Iterator[Luisterend]:
        """The open stream; `stroom` is the address of the process."""
        hoort, stop = Luisterend(), threading.Event()
        headers = {"Authorization": f"Bearer {self.token}", "Origin": self.herkomst, **koppen}

        def run() -> None:
            with (
                suppress(httpx.HTTPError),
                httpx.stream("GET", f"{stroom}/chat/v1/stream", headers=headers, timeout=30) as answer,
            ):
                hoort.status, hoort.headers = answer.status_code, answer.headers
                hoort.open.set()
                hoort.read(takewhile(lambda _: not stop.is_set(), answer.iter_lines()))
            hoort.einde.set()

        threading.Thread(target=run, daemon=True).start()
        assert hoort.open.wait(10)
        try:
            yield hoort
        finally:
            stop.set()


class Luisterend:
    """What a window heard."""

    def __init__(self) -> None:
        self.status = 0
        self.headers = httpx.Headers()
        self.alles: list[dict[str, Any]] = []
        self.open, self.einde = threading.Event(), threading.Event()

    def read(self, lines: Iterator[str]) -> None:
        event: dict[str, Any] = {}
        for line in lines:
            veld, _, waarde = line.partition(": ")
            if line == "":
                if "event" in event:
                    self.alles.append({"id": "", **event, "data": json.loads(event["data"])})
                event = {}
            elif veld:
                event[veld] = waarde

    def soort(self, naam: str) -> list[dict[str, Any]]:
        return [e for e in self.alles if e["event"] == naam]

    def teksten(self) -> list[str]:
        return [e["data"]["text"] for e in self.soort("message.created")]

    def wacht(self, naam: str, aantal: int = 1, seconds: float = 8) -> list[dict[str, Any]]:
        wait_until(lambda: len(self.soort(naam)) >= aantal, seconds, f"{aantal} {naam}, heard {self.alles}")
        return self.soort(naam)
