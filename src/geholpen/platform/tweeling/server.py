"""The HTTP half of a twin: routes, and what goes wrong on demand."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from geholpen.platform.tweeling.luisteraar import Luisteraar, say

#: Bytes of a call that are read; more is answered with 413.
GROOTST = 110_000_000
#: Seconds that something which hangs, hangs.
EINDELOOS = 120.0


@dataclass(frozen=True, slots=True)
class Vraag:
    """One call as it came in. `delen` are the groups of the route."""

    methode: str
    pad: str
    vraag: Mapping[str, str]
    koppen: Mapping[str, str]  # names in lower case
    lichaam: bytes
    delen: tuple[str, ...] = ()

    @property
    def json(self) -> Any:
        """The body; {} when there is none. Raises ValueError."""
        return json.loads(self.lichaam or b"{}")

    @property
    def formulier(self) -> dict[str, str]:
        """The body as form fields."""
        return dict(parse_qsl(self.lichaam.decode(), keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What the twin says: JSON unless it is bytes."""

    status: int = 200
    inhoud: Any = None
    koppen: Mapping[str, str] = field(default_factory=dict)
    soort: str = "application/json"

    @property
    def lichaam(self) -> bytes:
        """The bytes."""
        if self.inhoud is None:
            return b""
        return self.inhoud if isinstance(self.inhoud, bytes) else json.dumps(self.inhoud).encode()


@dataclass(slots=True)
class Storing:
    """What goes wrong with calls whose path matches `pad`, `keer` times (-1: until it is taken away).

    `doe`: antwoord (say this instead of doing it), hang (never answer, do nothing), verbreek (end the connection, do
    nothing), zwijg (do it, then never answer), weg (do it, then end the connection), traag (wait `seconden`, then do).
    """

    pad: str
    doe: str = "antwoord"
    status: int = 500
    inhoud: Any = None
    koppen: dict[str, str] = field(default_factory=dict)
    keer: int = 1
    seconden: float = EINDELOOS


@dataclass(frozen=True, slots=True)
class Oproep:
    """One call that came in, for a test to look at."""

    methode: str
    pad: str
    koppen: Mapping[str, str]
    lichaam: bytes
    moment: float

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.lichaam)


Route = Callable[[Vraag], Antwoord]


class Tweeling(Luisteraar):
    """A provider on a port of this machine. Use as `with Tweeling() as twin:`."""

    #: What stays over a restart: attributes that JSON can hold.
    blijft: tuple[str, ...] = ()

    def __init__(self, poort: int = 0) -> None:
        self.storingen: list[Storing] = []
        self.oproepen: list[Oproep] = []
        self.slot = threading.RLock()
        self._routes: list[tuple[str, re.Pattern[str], Route]] = []
        super().__init__(poort, type("_Aan", (_Handler,), {"twin": self}))
        self.route("POST", "/_/storing")(self._break)
        self.route("DELETE", "/_/storing")(self._mend)
        self.route("GET", "/_/oproepen")(self._called)

    @property
    def adres(self) -> str:
        """The address of the twin, without a slash at the end."""
        return self.basis

    def route(self, methode: str, patroon: str) -> Callable[[Route], Route]:
        """Answer calls whose whole path matches."""

        def add(function: Route) -> Route:
            self._routes.append((methode, re.compile(patroon), function))
            return function

        return add

    def kept(self) -> dict[str, Any]:
        """What stays over a restart, as JSON can hold it."""
        return {naam: getattr(self, naam) for naam in self.blijft}

    def recall(self, said: dict[str, Any]) -> None:
        """Go on with what was kept."""
        for naam in self.blijft:
            setattr(self, naam, said[naam])

    def op(self, patroon: str) -> list[Oproep]:
        """The calls so far on a path that matches."""
        return [o for o in list(self.oproepen) if re.search(patroon, o.pad)]

    def answer(self, vraag: Vraag) -> Antwoord:
        """Do what the route does."""
        for methode, patroon, function in self._routes:
            match = patroon.fullmatch(vraag.pad)
            if match and methode == vraag.methode:
                return function(replace(vraag, delen=match.groups()))
        return Antwoord(404, {"error": "not found"})

    def fault(self, pad: str) -> Storing | None:
        """The fault that is set for this path; counted."""
        with self.slot:
            for storing in self.storingen:
                if storing.keer and re.search(storing.pad, pad):
                    storing.keer -= 1 if storing.keer > 0 else 0
                    return storing
        return None

    def _break(self, vraag: Vraag) -> Antwoord:
        with self.slot:
            self.storingen.append(Storing(**vraag.json))
        return Antwoord(201, {"storingen": len(self.storingen)})

    def _mend(self, vraag: Vraag) -> Antwoord:
        with self.slot:
            self.storingen.clear()
        return Antwoord(204)

    def _called(self, vraag: Vraag) -> Antwoord:
        rows = [asdict(o) | {"lichaam": o.lichaam.decode(errors="replace")} for o in list(self.oproepen)]
        return Antwoord(200, rows)


class _Handler(BaseHTTPRequestHandler):
    twin: Tweeling
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        if size > GROOTST:
            return self._say(Antwoord(413))
        parts = urlsplit(self.path)
        koppen = {k.lower(): v for k, v in self.headers.items()}
        vraag = Vraag(
            self.command, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), koppen,
            self.rfile.read(size),
        )  # fmt: skip
        own = parts.path.startswith("/_/")
        if not own:
            self.twin.oproepen.append(Oproep(vraag.methode, self.path, koppen, vraag.lichaam, time.time()))
        with contextlib.suppress(OSError):
            self._respond(vraag, None if own else self.twin.fault(parts.path))
        return None

    def _respond(self, vraag: Vraag, storing: Storing | None) -> None:
        doe = storing.doe if storing else ""
        if storing and doe == "antwoord":
            return self._say(Antwoord(storing.status, storing.inhoud, storing.koppen))
        if storing and doe in {"hang", "traag"}:
            self.twin.gestopt.wait(storing.seconden)
        if doe in {"hang", "verbreek"}:
            return self._break()
        antwoord = self.twin.answer(vraag)
        if storing and doe == "zwijg":
            self.twin.gestopt.wait(storing.seconden)
        return self._break() if doe in {"zwijg", "weg"} else self._say(antwoord)

    def _break(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _say(self, antwoord: Antwoord) -> None:
        body = antwoord.lichaam
        say(self, antwoord.status, body, antwoord.soort if body else "", antwoord.koppen)

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _serve

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: a log of a twin would hold what people wrote."""
