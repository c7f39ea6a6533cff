"""Brings a call of an interface to its Poort, straight from the web server: no session, no page, no template is needed.

Pages go through Django's middleware; an interface called thousands of times a second does not.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import connections
from django.http.request import split_domain_port, validate_host
from django.utils import translation
from django.utils.translation import gettext as _

from geholpen.faces.api import fouten
from geholpen.faces.api.verzoek import HOOGSTENS, Antwoord, Ingang, Verzoek
from geholpen.platform.geduld import TeDruk

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]
#: The description for people is a page like every other.
BLAD = frozenset({"schema", "schema/"})
TALEN = ("nl", "en")
_WEGING = re.compile(r"[01](\.[0-9]{0,3})?")
_thread = threading.local()


class Server:
    """A WSGI application that takes the interfaces for itself and leaves the rest to `pages`."""

    def __init__(self, pages: App, poorten: Mapping[str, Ingang]) -> None:
        self.pages, self.poorten = pages, poorten

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """One call."""
        path = environ.get("PATH_INFO", "")
        for prefix, poort in self.poorten.items():
            if path.startswith(prefix) and path[len(prefix) :] not in BLAD:
                return _served(environ, start_response, prefix, poort)
        return self.pages(environ, start_response)


def _served(environ: dict[str, Any], start_response: Start, prefix: str, poort: Ingang) -> Iterable[bytes]:
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
    if connection.errors_occurred or now >= getattr(_thread, "next", 0.0):
        _thread.next = now + 1.0
        connection.close_if_unusable_or_obsolete()


def _answer(environ: dict[str, Any], koppen: dict[str, str], prefix: str, poort: Ingang) -> Antwoord:
    methode, vraag = environ["REQUEST_METHOD"], environ.get("QUERY_STRING", "")
    verzoek = Verzoek(
        methode="GET" if methode == "HEAD" else methode,
        pad=_text(environ["PATH_INFO"])[len(prefix) :],
        vraag=tuple(parse_qsl(vraag, keep_blank_values=True)) if vraag else (),
        koppen=koppen,
        lees=lambda: _body(environ),
        basis=_basis(environ, koppen, prefix),
        herkomst=environ.get("REMOTE_ADDR", ""),
    )
    return poort(verzoek) if verzoek.basis else fouten.answer(verzoek, fouten.OnbekendeHost())


def _text(value: str) -> str:
    """WSGI gives bytes as latin-1."""
    return value.encode("latin-1").decode("utf-8", "replace")


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    found = {key[5:].replace("_", "-").lower(): value for key, value in environ.items() if key.startswith("HTTP_")}
    found["content-type"] = environ.get("CONTENT_TYPE") or ""
    return found


def _body(environ: dict[str, Any]) -> bytes:
    """The body, read when it is needed. Raises TeGroot, unread when it says so itself, and Druk."""
    said = environ.get("CONTENT_LENGTH") or ""
    if said.isdigit() and int(said[:20]) > HOOGSTENS:
        raise _too_large()
    try:
        found: bytes = environ["wsgi.input"].read(HOOGSTENS + 1)
    except TeDruk as error:
        raise fouten.Druk from error
    if len(found) > HOOGSTENS:
        raise _too_large()
    return found


def _too_large() -> fouten.TeGroot:
    return fouten.TeGroot(_("De inhoud van het verzoek is groter dan %(aantal)s bytes.") % {"aantal": HOOGSTENS})


def _basis(environ: dict[str, Any], koppen: dict[str, str], prefix: str) -> str:
    """The absolute address of the interface as the caller knows it, or "" when that is no host of ours.

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
    if not _ours(host, tuple(settings.ALLOWED_HOSTS)):
        return ""
    return f"{'https' if scheme == 'https' else 'http'}://{host}{before}{prefix}"


@lru_cache(256)
def _ours(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether this is a name by which we may be called."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, hosts)


def _language(accept: str) -> str:
    """The language that the caller likes most of those we speak; Dutch when it likes none or both as much."""
    if not accept:
        return TALEN[0]
    wishes: dict[str, float] = {}
    for part in accept.split(","):
        code, *parameters = (piece.strip().lower() for piece in part.split(";"))
        wishes.setdefault(code.partition("-")[0], _weight(parameters))
    rest = wishes.get("*", 0.0)
    return max(TALEN, key=lambda code: wishes.get(code, rest))


def _weight(parameters: list[str]) -> float:
    """The q of a wish; 0 for what is no number."""
    text = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    return float(text) if _WEGING.fullmatch(text) else 0.0


def _out(answer: Antwoord) -> list[tuple[str, str]]:
    headers = {
        **({"Content-Type": answer.media} if answer.lichaam else {}),
        "Content-Length": str(len(answer.lichaam)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        **answer.koppen,
    }
    return list(headers.items())
