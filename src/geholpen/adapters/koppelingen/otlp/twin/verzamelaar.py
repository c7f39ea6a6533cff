"""A collector of spans, and the ways in which it can go wrong."""

from __future__ import annotations

import contextlib
import json
import re
from http.server import BaseHTTPRequestHandler
from typing import Any

from geholpen.platform.tweeling.luisteraar import Luisteraar, say_json

Span = dict[str, Any]
_TRACE, _SPAN = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{16}")


class Verzamelaar(Luisteraar):
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
        super().__init__(poort, self._handler())

    @property
    def adres(self) -> str:
        """Where spans go."""
        return f"{self.basis}/v1/traces"

    @property
    def verschillend(self) -> dict[tuple[str, str], Span]:
        """What it has, every span once."""
        return {(s["traceId"], s["spanId"]): s for s in list(self.spans)}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        twin = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                lichaam = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                twin.koppen.append({k.lower(): v for k, v in self.headers.items()})
                with contextlib.suppress(OSError):
                    twin._take(self, lichaam)

            def do_GET(self) -> None:
                say_json(self, 200, {"spans": list(twin.verschillend.values())})

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler

    def _take(self, aan: BaseHTTPRequestHandler, lichaam: bytes) -> None:
        self.gestopt.wait(self.traag)
        try:
            spans = _checked(aan, lichaam)
        except (ValueError, KeyError, TypeError) as error:
            self.fout.append(f"{type(error).__name__} {error}")
            return say_json(aan, 400, {"code": 3, "message": str(error)})
        if self.antwoord == 0:
            self.spans += spans  # it has them, and its answer is lost
            return aan.connection.close()
        if self.antwoord != 200:
            return say_json(aan, self.antwoord, {"message": "nu niet"}, self.retry_after)
        if len(spans) > self.hoogstens:
            return say_json(aan, 413, {"message": "te groot"})
        if self.lust_niet in {s["traceId"] for s in spans}:
            return say_json(aan, 400, {"code": 3, "message": "deze niet"})
        taken = spans[: len(spans) - self.geweigerd]
        self.spans += taken
        rejected = len(spans) - len(taken)
        part = {"rejectedSpans": str(rejected), "errorMessage": "te lang"} if rejected else {}
        return say_json(aan, 200, {"partialSuccess": part} if part else {})


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
