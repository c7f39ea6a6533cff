"""Brings a call of an interface to its Poort, straight from the web server: no session, no page, no template is needed.

Pages go through Django's middleware; an interface called thousands of times a second does not.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson
from django.conf import settings
from django.db import connections
from django.http.request import split_domain_port, validate_host
from django.utils import translation

from geholpen.faces.api.poort import Poort
from geholpen.faces.api.verzoek import HOOGSTENS, Antwoord, Verzoek

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]
TALEN = ("nl", "en")
_thread = threading.local()


class Server:
    """A WSGI application that takes the interfaces for itself and leaves the rest to `pages`."""

    def __init__(self, pages: App, poorten: Mapping[str, Poort]) -> None:
        self.pages, self.poorten = pages, poorten

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """One call."""
        path = environ.get("PATH_INFO", "")
        for prefix, poort in self.poorten.items():
            if path.startswith(prefix):
                return _served(environ, start_response, prefix, poort)
        return self.pages(environ, start_response)


def _served(environ: dict[str, Any], start_response: Start, prefix: str, poort: Poort) -> Iterable[bytes]:
    koppen = _headers(environ)
    _speak(_language(koppen.get("accept-language", "")))
    try:
        answer = _answer(environ, koppen, prefix, poort)
    finally:
        _look_after_connection()
    start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", _out(answer))
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.lichaam]


def _speak(code: str) -> None:
    """The language of this thread; nearly always it is that already."""
    if translation.get_language() != code:
        translation.activate(code)


def _look_after_connection() -> None:
    """What Django does around every request of a page: let go of a connection that is broken or old."""
    connection = connections["default"]
    if connection.in_atomic_block:  # somebody around us (a test) is not ready with it
        return
    now = time.monotonic()
    if connection.in_atomic_block:
        return  # whoever began that transaction ends it, and the connection with it
    if connection.errors_occurred or now >= getattr(_thread, "next", 0.0):
        _thread.next = now + 1.0
        connection.close_if_unusable_or_obsolete()


def _answer(environ: dict[str, Any], koppen: dict[str, str], prefix: str, poort: Poort) -> Antwoord:
    basis = _basis(environ, koppen, prefix)
    if basis is None:
        return Antwoord(400, orjson.dumps({"status": 400, "code": "bad_request", "title": "Onbekende host."}))
    methode = environ["REQUEST_METHOD"]
    return poort(
        Verzoek(
            methode="GET" if methode == "HEAD" else methode,
            pad=_text(environ["PATH_INFO"])[len(prefix) :],
            vraag=tuple(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
            koppen=koppen,
            lichaam=_body(environ),
            basis=basis,
            herkomst=environ.get("REMOTE_ADDR", ""),
        )
    )


def _text(value: str) -> str:
    """WSGI gives bytes as latin-1."""
    return value.encode("latin-1").decode("utf-8", "replace")


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    found = {key[5:].replace("_", "-").lower(): value for key, value in environ.items() if key.startswith("HTTP_")}
    found["content-type"] = environ.get("CONTENT_TYPE") or ""
    return found


def _body(environ: dict[str, Any]) -> bytes:
    """At most a little more than is allowed: whoever sends more is told so."""
    return environ["wsgi.input"].read(HOOGSTENS + 1)


def _basis(environ: dict[str, Any], koppen: dict[str, str], prefix: str) -> str | None:
    """The absolute address of the interface as the caller knows it, or None when that is no host of ours.

    Behind a proxy that was announced in the settings, its headers say scheme, host and the part before our path.
    """
    scheme, host, before = (
        environ.get("wsgi.url_scheme", "http"),
        koppen.get("host", ""),
        environ.get("SCRIPT_NAME", ""),
    )
    if settings.PROXY:
        scheme = koppen.get("x-forwarded-proto", scheme).partition(",")[0].strip()
        host = koppen.get("x-forwarded-host", host).partition(",")[0].strip()
        before = koppen.get("x-forwarded-prefix", before).rstrip("/")
    domain, _port = split_domain_port(host)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return None
    return f"{'https' if scheme == 'https' else 'http'}://{host}{before}{prefix}"


def _language(accept: str) -> str:
    """Dutch, unless the caller asks for English before it."""
    for part in accept.split(","):
        code = part.partition(";")[0].strip()[:2].lower()
        if code in TALEN:
            return code
    return TALEN[0]


def _out(answer: Antwoord) -> list[tuple[str, str]]:
    headers = {
        **({"Content-Type": answer.media} if answer.lichaam else {}),
        "Content-Length": str(len(answer.lichaam)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        **answer.koppen,
    }
    return list(headers.items())
