"""A collector of spans, and the ways in which it can go wrong."""

from __future__ import annotations

import contextlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Span = dict[str, Any]
_TRACE, _SPAN = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{16}")


class Verzamelaar:
    """Use as `with Verzamelaar() as twin:`; `twin.adres` is where to send to.

    Change these to let it fail: `traag` (seconds before it answers), `antwoord` (a status, 0 closes the connection in
    the middle), `geweigerd` (that many spans of each call are not taken: partial success), `lust_niet` (a trace id:
    with it a call is answered with 400), `hoogstens` (spans in a call; more is 413).
    """

    def __init__(self, poort: int = 0) -> None:
        self.traag, self.antwoord, self.geweigerd = 0.0, 200, 0
        self.lust_niet, self.hoogstens, self.retry_after = "", 1_000_000, ""
        self.spans: list[Span] = []  # what it took, copies too, in order
        self.koppen: list[dict[str, str]] = []  # of every call, names in lower case
        self.fout: list[str] = []  # what was no valid request
        self.stop = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", poort), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def adres(self) -> str:
        """Where spans go."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1/traces"

    @property
    def verschillend(self) -> dict[tuple[str, str], Span]:
        """What it has, every span once."""
        return {(s["traceId"], s["spanId"]): s for s in list(self.spans)}

    def __enter__(self) -> Verzamelaar:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        twin = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                lichaam = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                twin.koppen.append({k.lower(): v for k, v in self.headers.items()})
                with contextlib.suppress(OSError):
                    twin._take(self, lichaam)

            def do_GET(self) -> None:
                _say(self, 200, {"spans": list(twin.verschillend.values())})

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler

    def _take(self, aan: BaseHTTPRequestHandler, lichaam: bytes) -> None:
        self.stop.wait(self.traag)
        try:
            spans = _checked(aan, lichaam)
        except (ValueError, KeyError, TypeError) as error:
            self.fout.append(f"{type(error).__name__} {error}")
            return _say(aan, 400, {"code": 3, "message": str(error)})
        if self.antwoord == 0:
            self.spans += spans  # it has them, and its answer is lost
            return aan.connection.close()
        if self.antwoord != 200:
            return _say(aan, self.antwoord, {"message": "nu niet"}, self.retry_after)
        if len(spans) > self.hoogstens:
            return _say(aan, 413, {"message": "te groot"})
        if self.lust_niet in {s["traceId"] for s in spans}:
            return _say(aan, 400, {"code": 3, "message": "deze niet"})
        taken = spans[: len(spans) - self.geweigerd]
        self.spans += taken
        rejected = len(spans) - len(taken)
        part = {"rejectedSpans": str(rejected), "errorMessage": "te lang"} if rejected else {}
        return _say(aan, 200, {"partialSuccess": part} if part else {})


def _checked(aan: BaseHTTPRequestHandler, lichaam: bytes) -> list[Span]:
    """The spans of a request. Raises ValueError, KeyError and TypeError for what the specification does not have."""
    if aan.path != "/v1/traces" or aan.headers.get("Content-Type") != "application/json":
        raise ValueError(f"{aan.path} {aan.headers.get('Content-Type')}")
    spans = [span for r in json.loads(lichaam)["resourceSpans"] for scope in r["scopeSpans"] for span in scope["spans"]]
    for span in spans:
        if not _TRACE.fullmatch(span["traceId"]) or not _SPAN.fullmatch(span["spanId"]):
            raise ValueError("id")
        if not span["name"] or span["status"]["code"] not in {0, 1, 2} or span["kind"] not in range(6):
            raise ValueError("veld")
        if not 0 < int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"]) < 2**64:
            raise ValueError("tijd")
        if not all(isinstance(a["key"], str) and len(a["value"]) == 1 for a in span["attributes"]):
            raise ValueError("attribuut")
    return spans


def _say(aan: BaseHTTPRequestHandler, status: int, json_: dict[str, Any], retry_after: str = "") -> None:
    body = json.dumps(json_).encode()
    aan.send_response(status)
    aan.send_header("Content-Type", "application/json")
    aan.send_header("Content-Length", str(len(body)))
    if retry_after:
        aan.send_header("Retry-After", retry_after)
    aan.end_headers()
    aan.wfile.write(body)
