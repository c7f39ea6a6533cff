"""A source that answers as the contract says, on loopback, and fails as it is told: for tests and for trying out.

It keeps records in lists, oldest first, and shows pages newest first as the peer does.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from geholpen.adapters.koppelingen.openklant.bron import PADEN


@dataclass(slots=True)
class Storing:
    """How it fails. Counted over all requests; what is 0, empty or None does not happen."""

    elke: int = 0  # every n-th request is answered with `status`
    status: int = 500
    retry_after: str = ""
    kapotte_plek: tuple[str, int] | None = None  # (resource, place): a page with this record is always 500
    hangt: int = 0  # this request gets no answer until the twin stops
    onzin: int = 0  # this request is answered with something that is no page
    tussendoor: Callable[[str, int], None] | None = None  # called before each page: (resource, page)


@dataclass(slots=True)
class Twin:
    """The source. Use as `with Twin(...) as twin`, then `twin.url`."""

    token: str = "twin"  # noqa: S105  of the twin itself
    records: dict[str, list[Any]] = field(default_factory=dict)
    storing: Storing = field(default_factory=Storing)
    hoogstens: int = 500  # its own limit on pageSize
    vragen: list[str] = field(default_factory=list)
    url: str = ""
    _server: ThreadingHTTPServer | None = None
    _einde: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Twin:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hung up did so on purpose
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        return self

    def __exit__(self, *exc: object) -> None:
        self._einde.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def add(self, resource: str, *records: Any) -> None:
        """New at the source."""
        self.records.setdefault(resource, []).extend(records)

    def answer(self, pad: str, token: str) -> tuple[int, dict[str, str], bytes]:
        """(status, headers, body) of one request."""
        self.vragen.append(pad)
        nummer, fout = len(self.vragen), self.storing
        if token != f"Token {self.token}":
            return 401, {}, b'{"code": "authentication_failed"}'
        if nummer == fout.hangt:
            self._einde.wait()
        if fout.elke and nummer % fout.elke == 0:
            return fout.status, {"Retry-After": fout.retry_after} if fout.retry_after else {}, b"{}"
        if nummer == fout.onzin:
            return 200, {}, b"<html>Onderhoud</html>"
        return self._page(pad)

    def _page(self, pad: str) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(pad)
        resource = parts.path.rpartition("/")[2]
        if not parts.path.startswith(PADEN) or resource not in self.records:
            return 404, {}, b"{}"
        query = {naam: values[0] for naam, values in parse_qs(parts.query).items()}
        page, grootte = int(query.get("page", 1)), min(int(query.get("pageSize", 100)), self.hoogstens)
        if self.storing.tussendoor:
            self.storing.tussendoor(resource, page)
        alle = self.records[resource][::-1]
        begin, eind = (page - 1) * grootte, page * grootte
        if page > 1 and begin >= len(alle):
            return 404, {}, b"{}"
        if self._breaks(resource, alle, begin, eind):
            return 500, {}, b"{}"
        # Behind a proxy the host in a link is often that of the inside.
        link = f"http://openklant-intern:8000{parts.path}?page={page + 1}&pageSize={grootte}"
        answer = {"count": len(alle), "next": link if eind < len(alle) else None, "previous": None}
        return 200, {}, json.dumps(answer | {"results": alle[begin:eind]}).encode()

    def _breaks(self, resource: str, alle: list[Any], begin: int, eind: int) -> bool:
        plek = self.storing.kapotte_plek
        return plek is not None and plek[0] == resource and begin <= plek[1] < min(eind, len(alle))


def _handler(twin: Twin) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = twin.answer(self.path, self.headers.get("Authorization", ""))
            self.send_response(status)
            for naam, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(naam, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: a test reads `vragen`."""

    return Handler
