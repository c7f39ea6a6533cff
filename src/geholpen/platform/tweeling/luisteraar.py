"""A port of this machine on which a twin listens, and what it says there."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Luisteraar:
    """Listens for as long as its `with` block lasts. `gestopt` is set at the end: wait on it where something hangs."""

    def __init__(self, poort: int, handler: type[BaseHTTPRequestHandler]) -> None:
        self.gestopt = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", poort), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.gestopt.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def poort(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    @property
    def basis(self) -> str:
        """The beginning of its addresses, without a slash at the end."""
        return f"http://127.0.0.1:{self.poort}"


def say(
    aan: BaseHTTPRequestHandler,
    status: int,
    body: bytes = b"",
    soort: str = "",
    koppen: Mapping[str, str] | None = None,
) -> None:
    """Answer a call."""
    aan.send_response(status)
    for naam, waarde in (koppen or {}).items():
        aan.send_header(naam, waarde)
    if soort:
        aan.send_header("Content-Type", soort)
    aan.send_header("Content-Length", str(len(body)))
    aan.end_headers()
    aan.wfile.write(body)


def say_json(aan: BaseHTTPRequestHandler, status: int, what: Any, retry_after: str = "") -> None:
    """Answer a call with JSON."""
    koppen = {"Retry-After": retry_after} if retry_after else None
    say(aan, status, json.dumps(what).encode(), "application/json", koppen)
