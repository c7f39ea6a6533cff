"""A print provider over HTTP, and the ways in which it can go wrong.

`POST /v1/batches` takes a zip with a manifest; `GET /v1/batches/<id>` tells what it has; `GET /v1/status` says that it
is there. A `client_ref` is printed once. News of letters goes to `terugmelden`, signed. `/twin/` is outside the
contract: there tests and the demo look at what was printed, put it on the post, send it back, and break things.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import json
import threading
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

from geholpen.adapters.kanalen.brief.partij import MANIFEST, pages
from geholpen.platform.tweeling.luisteraar import Luisteraar, say, say_json

MAX_BODY = 200 * 1024 * 1024


@dataclass(slots=True)
class Gedrukt:
    """One letter that was printed."""

    client_ref: str
    batch_id: str
    status: str
    pdf: bytes
    pages: int
    address_lines: list[str]
    at: str
    reason: str = ""

    def line(self) -> dict[str, Any]:
        """As the contract tells of it."""
        found = {"client_ref": self.client_ref, "status": self.status, "at": self.at, "reason": self.reason}
        return {naam: waarde for naam, waarde in found.items() if waarde}


@dataclass(slots=True)
class Storing:
    """What goes wrong right now; the default is healthy."""

    status: int = 0  # answer every call with this
    retry_after: str = ""
    traag: float = 0.0  # seconds before an answer
    zwijg: bool = False  # takes the round, prints it, and its answer is lost
    weiger: int = 0  # that many letters of each round are not taken
    rekent_mis: bool = False  # counts other sums than the manifest


@dataclass(slots=True)
class _Stand:
    brieven: dict[str, Gedrukt] = field(default_factory=dict)
    partijen: dict[str, list[str]] = field(default_factory=dict)


class Drukkerij(Luisteraar):
    """Use as `with Drukkerij(sleutel) as twin:`; `twin.adres` is where to call, `twin.storing` what goes wrong."""

    def __init__(self, sleutel: str, *, geheim: str = "", terugmelden: str = "", poort: int = 0) -> None:
        self.sleutel, self.geheim, self.terugmelden = sleutel, geheim, terugmelden
        self.storing, self._stand = Storing(), _Stand()
        self.geteld: list[str] = []  # every client_ref that really came off the press
        self._lock = threading.Lock()
        super().__init__(poort, self._handler())

    @property
    def adres(self) -> str:
        """Beginning of its addresses."""
        return self.basis

    @property
    def brieven(self) -> dict[str, Gedrukt]:
        """What was printed, by client_ref."""
        return self._stand.brieven

    def tell(self, client_ref: str, status: str, reason: str = "") -> int:
        """Change one letter and tell who ordered it. Returns the status of their answer; 0 when nobody is told."""
        brief = self.brieven[client_ref]
        brief.status, brief.reason, brief.at = status, reason, _now()
        return self.send(json.dumps({"updates": [brief.line()]}).encode())

    def send(self, body: bytes, signature: str = "") -> int:
        """Send news as it is, signed unless a signature is given."""
        if not self.terugmelden:
            return 0
        signature = signature or "sha256=" + hmac.digest(self.geheim.encode(), body, "sha256").hex()
        headers = {"Content-Type": "application/json", "X-Signature": signature}
        request = urllib.request.Request(self.terugmelden, body, headers)  # noqa: S310  the address it was given
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return int(error.code)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        twin = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                lang = int(self.headers.get("Content-Length") or 0)
                lichaam = self.rfile.read(min(lang, MAX_BODY))
                with contextlib.suppress(OSError):
                    twin._post(self, lichaam)

            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    twin._get(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler

    def _post(self, aan: BaseHTTPRequestHandler, lichaam: bytes) -> None:
        if aan.path == "/twin/storing":
            self.storing = Storing(**json.loads(lichaam))
            return say_json(aan, 200, {})
        if aan.path.startswith("/twin/brieven/"):
            wens = json.loads(lichaam)
            status = self.tell(aan.path.rpartition("/")[2], wens["status"], wens.get("reason", ""))
            return say_json(aan, 200, {"antwoord": status})
        if self._broken(aan):
            return None
        if aan.path != "/v1/batches":
            return say_json(aan, 404, {"error": "not found"})
        try:
            antwoord = self._take(aan, lichaam)
        except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            return say_json(aan, 422, {"error": f"{type(error).__name__}: {error}"})
        if self.storing.zwijg:
            return aan.connection.close()
        return say_json(aan, 201, antwoord)

    def _get(self, aan: BaseHTTPRequestHandler) -> None:
        if aan.path == "/twin/brieven":
            return say_json(aan, 200, {"brieven": [_public(brief) for brief in self.brieven.values()]})
        if aan.path.startswith("/twin/brieven/") and (brief := self.brieven.get(aan.path.rpartition("/")[2])):
            return say(aan, 200, brief.pdf, "application/pdf")
        if self._broken(aan):
            return None
        if aan.path == "/v1/status":
            return say_json(aan, 200, {"status": "ok"})
        batch_id = aan.path.removeprefix("/v1/batches/")
        if batch_id in self._stand.partijen:
            return say_json(aan, 200, self._told(batch_id))
        return say_json(aan, 404, {"error": "not found"})

    def _broken(self, aan: BaseHTTPRequestHandler) -> bool:
        """Whether it is out of order, or does not know the caller; then that was said."""
        self.gestopt.wait(self.storing.traag)
        if self.storing.status:
            say_json(aan, self.storing.status, {"error": "later"}, self.storing.retry_after)
            return True
        gegeven = aan.headers.get("Authorization", "")
        if not hmac.compare_digest(gegeven.encode(), f"Bearer {self.sleutel}".encode()):
            say_json(aan, 401, {"error": "unknown key"})
            return True
        return False

    def _take(self, aan: BaseHTTPRequestHandler, lichaam: bytes) -> dict[str, Any]:
        """Check every sum of the round, then print what was not printed before. Raises ValueError and the like."""
        if hashlib.sha256(lichaam).hexdigest() != aan.headers.get("X-Content-SHA256"):
            raise ValueError("sum of the zip")
        with zipfile.ZipFile(io.BytesIO(lichaam)) as zip_:
            manifest = json.loads(zip_.read(MANIFEST))
            inhoud = {r["file"]: zip_.read(r["file"]) for r in manifest["letters"]}
        self._check(manifest, inhoud)
        with self._lock:
            for nummer, regel in enumerate(manifest["letters"]):
                self._print(manifest["batch_id"], regel, inhoud[regel["file"]], weiger=nummer < self.storing.weiger)
            self._stand.partijen[manifest["batch_id"]] = [r["client_ref"] for r in manifest["letters"]]
        return self._told(manifest["batch_id"])

    def _check(self, manifest: dict[str, Any], inhoud: dict[str, bytes]) -> None:
        brieven = manifest["letters"]
        for regel in brieven:
            pdf = inhoud[regel["file"]]
            if hashlib.sha256(pdf).hexdigest() != regel["sha256"] or pages(pdf) != regel["pages"]:
                raise ValueError(f"sum of {regel['client_ref']}")
            if regel["starts_on"] != "front" or not 0 < len(regel["address_lines"]) <= 7:  # noqa: PLR2004
                raise ValueError(f"form of {regel['client_ref']}")
        if manifest["n_letters"] != len(brieven) or manifest["n_pages"] != sum(r["pages"] for r in brieven):
            raise ValueError("sums of the manifest")

    def _print(self, batch_id: str, regel: dict[str, Any], pdf: bytes, *, weiger: bool) -> None:
        ref = regel["client_ref"]
        bekend = self.brieven.get(ref)
        if bekend is not None and bekend.status != "rejected":
            return
        status, reden = ("rejected", "adres onvolledig") if weiger else ("accepted", "")
        self.brieven[ref] = Gedrukt(ref, batch_id, status, pdf, regel["pages"], regel["address_lines"], _now(), reden)
        if not weiger:
            self.geteld.append(ref)

    def _told(self, batch_id: str) -> dict[str, Any]:
        regels = [self.brieven[ref].line() for ref in self._stand.partijen[batch_id]]
        return {"batch_id": batch_id, "n_letters": len(regels) + self.storing.rekent_mis, "letters": regels}


def _public(brief: Gedrukt) -> dict[str, Any]:
    return {**brief.line(), "address_lines": brief.address_lines, "pages": brief.pages}


def _now() -> str:
    return datetime.now(UTC).isoformat()
