"""The persons it knows, what it accepts as a question, and the ways in which it can go wrong."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler
from typing import Any

from geholpen.platform.tweeling.luisteraar import Luisteraar, say, say_json

Persoon = dict[str, Any]
#: Come with every answer; asking for one is a fault.
VANZELF = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding", "inOnderzoek")
_VELDEN = ("burgerservicenummer", "naam", "geboorte", "verblijfplaats", "geslacht", "overlijden")
_KOPPEN = ("x-doelbinding", "x-verwerking", "x-gebruiker", "x-origin-oin")


class Brptwin(Luisteraar):
    """Use as `with Brptwin(personen) as twin:`; `twin.adres` is what goes in the settings.

    Change `gedrag` to let it fail: "traag" (seconds before it answers), "antwoord" (a status, 0 closes the connection),
    "lichaam" (text in place of the answer). `doelen`: the purposes it knows; empty is every.
    """

    def __init__(self, personen: Iterable[Persoon], poort: int = 0, doelen: frozenset[str] = frozenset()) -> None:
        self.personen = {p["burgerservicenummer"]: p for p in personen}
        self.doelen = doelen
        self.gedrag: dict[str, Any] = {}
        self.gevraagd: list[dict[str, Any]] = []  # headers in lower case, and the body
        super().__init__(poort, self._handler())

    @property
    def adres(self) -> str:
        """The root of the interface."""
        return f"{self.basis}/haalcentraal/api/brp"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        twin = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                with contextlib.suppress(OSError):
                    twin._answer(self, _json(self))

            def do_PUT(self) -> None:
                twin.gedrag = _json(self) or {}
                say_json(self, 200, twin.gedrag)

            def do_GET(self) -> None:
                say_json(self, 200, twin.gevraagd)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler

    def _answer(self, aan: BaseHTTPRequestHandler, vraag: Any) -> None:
        koppen = {k.lower(): v for k, v in aan.headers.items()}
        self.gevraagd.append({"koppen": koppen, "vraag": vraag})
        self.gestopt.wait(float(self.gedrag.get("traag", 0)))
        status = int(self.gedrag.get("antwoord", 200))
        if status == 0:
            return aan.connection.close()
        if status != 200:
            return _problem(aan, status, "serverError", "De bron is niet beschikbaar.")
        if "lichaam" in self.gedrag:
            return say(aan, 200, str(self.gedrag["lichaam"]).encode(), "application/json")
        if not aan.path.endswith("/personen"):
            return _problem(aan, 404, "notFound", "Opgevraagde resource bestaat niet.")
        if missing := [k for k in _KOPPEN if not koppen.get(k)]:
            return _problem(aan, 400, "paramsRequired", f"Kop ontbreekt: {', '.join(missing)}.")
        if self.doelen and koppen["x-doelbinding"] not in self.doelen:
            return _problem(aan, 403, "unauthorized", "U bent niet geautoriseerd voor deze doelbinding.")
        if wrong := _wrong(vraag):
            return _problem(aan, 400, "paramsValidation", "De foutieve parameter(s) zijn: " + wrong)
        found = [self.personen[b] for b in vraag["burgerservicenummer"] if b in self.personen]
        personen = [_only(p, vraag["fields"]) for p in found]
        return say_json(aan, 200, {"type": vraag["type"], "personen": personen})


def _wrong(vraag: Any) -> str:
    """The name of the first field of a question that is not as the contract has it."""
    if not isinstance(vraag, dict) or vraag.get("type") != "RaadpleegMetBurgerservicenummer":
        return "type"
    if set(vraag) - {"type", "fields", "burgerservicenummer", "gemeenteVanInschrijving"}:
        return "onbekende parameter"
    nummers, fields = vraag.get("burgerservicenummer"), vraag.get("fields")
    if not isinstance(nummers, list) or not 1 <= len(nummers) <= 20 or not all(_is_bsn(n) for n in nummers):
        return "burgerservicenummer"
    if not isinstance(fields, list) or not 1 <= len(fields) <= 130:
        return "fields"
    known = all(isinstance(f, str) and f.split(".")[0] in _VELDEN for f in fields)
    return "" if known else "fields"


def _is_bsn(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 9 and text.isascii() and text.isdigit()


def _only(persoon: Persoon, fields: list[str]) -> Persoon:
    """Only what was asked, and what always comes."""
    out: Persoon = {}
    for field in fields:
        head, _, rest = field.partition(".")
        if head not in persoon:
            continue
        if not rest:
            out[head] = persoon[head]
        elif rest in persoon[head]:
            out.setdefault(head, {})[rest] = persoon[head][rest]
    return out | {naam: persoon[naam] for naam in VANZELF if naam in persoon}


def _json(aan: BaseHTTPRequestHandler) -> Any:
    try:
        return json.loads(aan.rfile.read(int(aan.headers.get("Content-Length") or 0)) or b"null")
    except ValueError:
        return None


def _problem(aan: BaseHTTPRequestHandler, status: int, code: str, detail: str) -> None:
    """An error as RFC 9457 has it."""
    body = {
        "type": "about:blank",
        "title": code,
        "status": status,
        "detail": detail,
        "code": code,
        "instance": aan.path,
    }
    say(aan, status, json.dumps(body).encode(), "application/problem+json")
