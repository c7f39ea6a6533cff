"""A caller of an interface, straight at the WSGI server: a question in, status, headers and JSON out."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import orjson

from geholpen.faces.api.poorten import POORTEN
from geholpen.faces.api.server import Server

KI = "/klantinteracties/api/v1/"
CG = "/contactgegevens/api/v1/"
HOST = "testserver"


@dataclass(frozen=True)
class Uitkomst:
    """What came back. `json` is None when there is no body."""

    status: int
    koppen: dict[str, str]
    lichaam: bytes
    json: Any = None

    @property
    def fouten(self) -> dict[str, tuple[str, str]]:
        """{name: (code, reason)} of a problem."""
        return {p["name"]: (p["code"], p["reason"]) for p in self.json["invalidParams"]}

    @property
    def uuids(self) -> list[str]:
        """Of the results of a list, in order."""
        return [r["uuid"] for r in self.json["results"]]


@dataclass
class Beller:
    """Somebody with a token. Paths are below `basis` ("digitaleadressen/…") or whole ("/…", "http://…")."""

    token: str
    basis: str = KI
    koppen: dict[str, str] = field(default_factory=dict)

    def get(self, pad: str, vraag: dict[str, Any] | str = "", **koppen: str) -> Uitkomst:
        """`vraag`: the query, as text or as a dict (a list repeats its name)."""
        return self.call("GET", pad, vraag=vraag, koppen=koppen)

    def post(self, pad: str, json: Any, **koppen: str) -> Uitkomst:
        return self.call("POST", pad, json=json, koppen=koppen)

    def put(self, pad: str, json: Any, **koppen: str) -> Uitkomst:
        return self.call("PUT", pad, json=json, koppen=koppen)

    def patch(self, pad: str, json: Any, **koppen: str) -> Uitkomst:
        return self.call("PATCH", pad, json=json, koppen=koppen)

    def delete(self, pad: str, vraag: dict[str, Any] | str = "", **koppen: str) -> Uitkomst:
        return self.call("DELETE", pad, vraag=vraag, koppen=koppen)

    def maak(self, pad: str, json: Any) -> dict[str, Any]:
        """POST that must succeed: what was made."""
        found = self.post(pad, json)
        assert found.status == 201, (found.status, found.json)
        return found.json  # type: ignore[no-any-return]

    def call(
        self,
        methode: str,
        pad: str,
        *,
        vraag: dict[str, Any] | str = "",
        json: Any = None,
        lichaam: bytes | None = None,
        koppen: dict[str, str] | None = None,
    ) -> Uitkomst:
        """One call. Header names as keyword: `if_match`, `accept`. A body of bytes goes as it is."""
        body = lichaam if lichaam is not None else (b"" if json is None else orjson.dumps(json))
        pad, query = self._address(pad, vraag)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": methode,
            "PATH_INFO": pad,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/json" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": "192.0.2.1",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
        }
        if self.token:
            environ["HTTP_AUTHORIZATION"] = f"Token {self.token}"
        for naam, waarde in {**self.koppen, **(koppen or {})}.items():
            naam = naam.upper().replace("-", "_")
            environ[naam if naam in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{naam}"] = waarde
        return _asked(environ)

    def _address(self, pad: str, vraag: dict[str, Any] | str) -> tuple[str, str]:
        pad = pad.removeprefix(f"http://{HOST}")
        pad, _vraagteken, query = pad.partition("?")
        if not pad.startswith("/"):
            pad = self.basis + pad
        more = vraag if isinstance(vraag, str) else urlencode(vraag, doseq=True)
        return pad, "&".join(part for part in (query, more) if part)


def _asked(environ: dict[str, Any]) -> Uitkomst:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    server = Server(_no_pages, POORTEN)
    body = b"".join(server(environ, lambda status, headers: started.append((status, headers))))
    status, headers = started[0]
    koppen = dict(headers)
    soort = koppen.get("Content-Type", "")
    is_json = body and "json" in soort and "ndjson" not in soort
    return Uitkomst(int(status.split()[0]), koppen, body, orjson.loads(body) if is_json else None)


def _no_pages(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"not an interface"]
