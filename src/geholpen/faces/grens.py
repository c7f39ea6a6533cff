"""The edge: refusals and faults become calm pages that say why and what to do; every page gets its safety headers."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from geholpen.faces.fout import hulp
from geholpen.faces.huis import huis
from geholpen.platform import bsn
from geholpen.platform.errors import Invalid, LogClosed, Refused, Unavailable

log = logging.getLogger("geholpen.grens")
#: No 0/O, 1/I/L: a reference is read aloud on the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#: The faces that are pages for people.
_PAGINAS = frozenset({"beheer", "mijn", "werkplek"})
_UIT = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone payment usb"
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UIT.split())


class Grens:
    """Middleware: one translation of what doors say, and one set of headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _names_bsn(request):
            reden = _("Een BSN hoort niet in een adres. Vul het in op de pagina zelf.")
            return with_headers(request, fault(request, 400, _("Dit klopt niet"), reden, code="bsn"))
        response = self.get_response(request)
        if response.status_code == 405 and request.method in ("GET", "HEAD") and (boven := _page_above(request.path)):
            response = HttpResponseRedirect(boven)
        return with_headers(request, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        """What a page could not do, as a page. Every exception of a view ends here."""
        return page_for(request, exception)


def _page_above(path: str) -> str:
    """The page to which a form belongs whose own address only takes what is sent; "" where there is none.

    A form that was wrong stands at that address: whoever changes the language there, or comes back to it, asks for it.
    """
    delen = path.strip("/").split("/")
    for n in range(len(delen) - 1, 0, -1) if delen[0] in _PAGINAS else ():
        boven = f"/{'/'.join(delen[:n])}/"
        with suppress(Resolver404):
            resolve(boven)
            return boven
    return ""


def _names_bsn(request: HttpRequest) -> bool:
    """Whether the address holds a BSN: a whole piece of the path, or anything after the question mark."""
    delen = [*request.path.split("/"), *(waarde for lijst in request.GET.lists() for waarde in lijst[1])]
    return any(bsn.find(deel) for deel in delen)


def with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Safety headers; a page that set its own policy (mail in a frame) keeps it."""
    response.headers.setdefault("Content-Security-Policy", policy(request))
    response.headers.setdefault("Permissions-Policy", PERMISSIONS)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    return _quiet(response)


def _quiet(response: HttpResponse) -> HttpResponse:
    """Keep Django's own line out of the log: it would name the address."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def policy(request: HttpRequest) -> str:
    """The content security policy: everything from ourselves, nothing inline."""
    forms = " ".join(["'self'", *sorted({o for o in map(origin, _issuers()) if o})])
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self'{_stream(request)}",
            "frame-src 'self'",
            "frame-ancestors 'none'",
            f"form-action {forms}",
            "base-uri 'none'",
        ]
    )


def _issuers() -> tuple[str, ...]:
    return settings.OIDC_MEDEWERKERS, settings.OIDC_KLANTEN


def origin(address: str) -> str:
    """Scheme and host of an address; "" when there is none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _stream(request: HttpRequest) -> str:
    """The live stream is another origin when it has its own port."""
    if settings.STROOM_PAD:
        return ""
    try:
        host, _port = split_domain_port(request.get_host())
    except SuspiciousOperation:
        return ""
    return f" {request.scheme}://{host}:{settings.STROOM_POORT}"


def page_for(request: HttpRequest, exception: BaseException | None) -> HttpResponse:
    """The page that belongs to an exception."""
    match exception:
        case Refused():
            return fault(request, 403, _("Dit mag nu niet"), exception.reason, code=exception.code)
        case Invalid():
            return fault(request, 400, _("Dit klopt nog niet"), exception.reason, code=exception.field)
        case LogClosed():
            return fault(request, 503, _("Even niet bereikbaar"), exception.reason, code=exception.source)
        case Unavailable():
            return fault(request, 503, _("Even niet bereikbaar"), _again(request, exception), code=exception.source)
        case Http404():
            return fault(request, 404, _("Deze pagina is er niet"), _("Controleer het adres, of begin opnieuw."))
        case RequestDataTooBig():
            return fault(request, 413, _("Dit is te groot"), _too_big())
        case PermissionDenied():
            return fault(request, 403, _("Dit mag nu niet"), _("U heeft hier geen toegang."))
        case SessionInterrupted():
            return fault(request, 401, _("U bent uitgelogd"), _logged_out())
        case SuspiciousOperation() | BadRequest():
            return fault(request, 400, _("Dit klopt niet"), _("Wij begrijpen deze aanvraag niet. Begin opnieuw."))
        case OperationalError() | InterfaceError():
            return fault(request, 503, _("Even niet bereikbaar"), _later(), exception=exception)
    return fault(request, 500, _("Er ging iets mis"), hulp.ours(request), exception=exception)


def _again(request: HttpRequest, exception: Unavailable) -> str:
    return hulp.not_now(request) if exception.permanent else _later()


def _later() -> str:
    return _("Wij kunnen de gegevens nu niet ophalen. Probeer het over een paar minuten opnieuw.")


def _logged_out() -> str:
    return _("U heeft uitgelogd, of u deed te lang niets. Log opnieuw in om verder te gaan.")


def _too_big() -> str:
    grens = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return _("Wat u stuurt is groter dan %(aantal)s MB. Stuur het in delen, of stuur minder tegelijk.") % {
        "aantal": grens
    }


def fault(
    request: HttpRequest,
    status: int,
    titel: str,
    reden: str,
    *,
    code: str = "",
    exception: BaseException | None = None,
) -> HttpResponse:
    """A quiet page with a reference that is also in the log. The log holds no address, no input and no names."""
    kenmerk = "-".join("".join(secrets.choice(_LETTERS) for _n in range(4)) for _part in range(2))
    where = getattr(getattr(request, "resolver_match", None), "view_name", "") or "-"
    level = logging.ERROR if status >= 500 else logging.INFO
    log.log(level, "%s %s %s %s %s", kenmerk, status, where, code or "-", _trail(exception))
    gegevens = {"titel": titel, "reden": reden, "kenmerk": kenmerk, "status": status, "code": code}
    try:
        gegevens |= {"organisatie": huis(), **hulp.help_for(request, status, code)}
        return _quiet(render(request, "fout/fout.html", gegevens, status=status))
    except Exception as error:  # noqa: BLE001  the page about a fault must never be the next fault
        log.error("%s foutpagina: %s", kenmerk, _trail(error))
        bare = f"{titel}. {reden} ({kenmerk})\n"
        return _quiet(HttpResponse(bare, status=status, content_type="text/plain; charset=utf-8"))


def _trail(exception: BaseException | None) -> str:
    """Where it went wrong, without the message: that may hold what somebody typed."""
    if exception is None:
        return ""
    steps = traceback.extract_tb(exception.__traceback__)[-6:]
    sqlstate = getattr(exception.__cause__, "sqlstate", None) or ""
    places = " < ".join(f"{s.filename.rpartition('geholpen/')[2]}:{s.lineno} {s.name}" for s in reversed(steps))
    return f"{type(exception).__name__} {sqlstate} {places}"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400 of the URLconf."""
    return page_for(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403 of the URLconf."""
    return page_for(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404 of the URLconf."""
    return page_for(request, Http404())


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500 of the URLconf: what went wrong outside a view."""
    return page_for(request, sys.exc_info()[1])


def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: mostly a page that stood open too long."""
    titel, reden = _("Deze pagina is verlopen"), _("Ga terug, ververs de pagina en verstuur het opnieuw.")
    return fault(request, 403, titel, reden, code="csrf")
