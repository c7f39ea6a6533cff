"""The receiving half of the Notificaties API, and the ways in which it can go wrong."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from geholpen.platform.tweeling.luisteraar import Luisteraar, say

#: What a path answers at once.
ANTWOORDEN = {"ontvangt": 204, "faalt": 500, "weigert": 400, "druk": 429, "weg": 410, "stuurt-door": 302}
#: Seconds that a signature is good for.
VERS = 300


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """One message as it came in."""

    pad: str
    koppen: dict[str, str]  # names in lower case
    lichaam: bytes
    moment: float

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.lichaam)

    @property
    def id(self) -> str:
        """By which a copy is known."""
        return self.koppen.get("webhook-id", "")

    def signed_with(self, geheim: str) -> bool:
        """Whether it is signed with this secret, and fresh: what a receiver checks before it believes a message."""
        moment = self.koppen.get("webhook-timestamp", "")
        if not moment.isdigit() or abs(time.time() - int(moment)) > VERS:
            return False
        over = f"{self.id}.{moment}.".encode() + self.lichaam
        mac = hmac.new(base64.b64decode(geheim.removeprefix("whsec_")), over, hashlib.sha256).digest()
        ours = "v1," + base64.b64encode(mac).decode()
        return any(hmac.compare_digest(ours, given) for given in self.koppen.get("webhook-signature", "").split(" "))


class Ontvanger(Luisteraar):
    """Use as `with Ontvanger() as twin:`; `twin.adres("hangt")` is where to send to."""

    def __init__(self, poort: int = 0, auth: str = "") -> None:
        self.auth = auth
        self.antwoorden = dict(ANTWOORDEN)  # change one to let a receiver recover
        self.binnen: list[Ontvangen] = []  # every POST, accepted or not
        super().__init__(poort, self._handler())

    def adres(self, pad: str) -> str:
        """The address of a path."""
        return f"{self.basis}/{pad}"

    def op(self, pad: str) -> list[Ontvangen]:
        """What was taken on this path: every id once, without trial messages."""
        found: dict[str, Ontvangen] = {}
        for o in list(self.binnen):
            if o.pad == pad and not _is_trial(o):
                found.setdefault(o.id, o)
        return list(found.values())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        twin = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                lichaam = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                pad = self.path.strip("/")
                koppen = {k.lower(): v for k, v in self.headers.items()}
                twin.binnen.append(Ontvangen(pad, koppen, lichaam, time.time()))
                with contextlib.suppress(OSError):
                    twin._answer(self, pad)

            def do_GET(self) -> None:
                rows = [{"pad": o.pad, "id": o.id, "bericht": o.json} for o in twin.binnen]
                say(self, 200, json.dumps(rows, indent=1).encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler

    def _answer(self, aan: BaseHTTPRequestHandler, pad: str) -> None:
        if self.auth and aan.headers.get("Authorization") != self.auth:
            return say(aan, 403)
        if pad == "hangt":
            self.gestopt.wait(120)
            return None
        if pad in {"druppelt", "groot"}:
            return self._endless(aan, pad)
        extra = {"druk": {"Retry-After": "7"}, "stuurt-door": {"Location": self.adres("ontvangt")}}.get(pad, {})
        return say(aan, self.antwoorden.get(pad, 404), koppen=extra)

    def _endless(self, aan: BaseHTTPRequestHandler, pad: str) -> None:
        """A body that never ends: one byte at a time, or as much as goes in."""
        aan.send_response(200)
        aan.end_headers()
        part, pause = (b".", 0.1) if pad == "druppelt" else (b"." * 65536, 0.0)
        while not self.gestopt.wait(pause):
            aan.wfile.write(part)


def _is_trial(o: Ontvangen) -> bool:
    with contextlib.suppress(ValueError):
        said = o.json
        return bool(said.get("kanaal") == "test" or str(said.get("type", "")).startswith("nl.overheid.test."))
    return False
