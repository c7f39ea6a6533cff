"""Errors as the standard writes them: one flat problem, in JSON, with a code per field."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

import orjson
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions as drf
from rest_framework.settings import api_settings

from geholpen.faces.api.verzoek import JSON, PROBLEM, Antwoord, Verzoek
from geholpen.platform.errors import Invalid, LogClosed, Missing, Refused, Unavailable

log = logging.getLogger("geholpen.api")
SAMEN = api_settings.NON_FIELD_ERRORS_KEY


def invalid(naam: str, code: str, reden: str) -> drf.ValidationError:
    """A fault in one field; the name as callers write it, dotted. `nonFieldErrors` for several together."""
    return drf.ValidationError({naam: [drf.ErrorDetail(reden, code)]})


class Conflict(drf.APIException):
    """Somebody else changed it in the meantime."""

    status_code = 412
    default_code = "precondition_failed"
    default_detail = _("Dit is intussen gewijzigd. Lees het opnieuw en probeer het nog eens.")


class OnbekendeHost(drf.APIException):
    """Called under a name that is not ours."""

    status_code = 400
    default_code = "bad_request"
    default_detail = _("Deze installatie heeft een andere naam dan waaronder u haar aanroept (Host).")


class Druk(drf.APIException):
    """Too many others are still sending."""

    status_code = 503
    default_code = "unavailable"
    default_detail = _("Het is nu te druk. Probeer het over een paar seconden opnieuw.")


class TeGroot(drf.APIException):
    """More bytes than any resource of the standard can hold."""

    status_code = 413
    default_code = "request_too_large"
    default_detail = _("De inhoud van het verzoek is te groot.")


class Methode(drf.MethodNotAllowed):
    """Not here; with the methods that are."""

    default_detail = drf.MethodNotAllowed.default_detail

    def __init__(self, methode: str, kan: Iterable[str]) -> None:
        super().__init__(methode)
        self.kan = ", ".join(kan)


def answer(verzoek: Verzoek, error: Exception) -> Antwoord:
    """The problem for whatever was raised. What nobody expected is logged with a number, without its contents."""
    exc = _translated(error)
    headers = {}
    if isinstance(exc, drf.NotAuthenticated | drf.AuthenticationFailed):
        headers["WWW-Authenticate"] = "Token"
    if isinstance(exc, drf.Throttled) and exc.wait:
        headers["Retry-After"] = str(int(exc.wait) + 1)
    if isinstance(exc, Methode):
        headers["Allow"] = exc.kan
    if isinstance(exc, Druk):
        headers["Retry-After"] = "5"
    media = PROBLEM if verzoek.wants_problem() else JSON
    return Antwoord(exc.status_code, orjson.dumps(_problem(verzoek, exc)), headers, media)


def _translated(error: Exception) -> drf.APIException:
    if isinstance(error, drf.APIException):
        return error
    if isinstance(error, Refused):
        return drf.PermissionDenied(error.reason)
    if isinstance(error, Invalid):
        faults: dict[str, list[drf.ErrorDetail]] = {}
        for fault in (error, *error.also):
            faults.setdefault(fault.field or "nonFieldErrors", []).append(drf.ErrorDetail(fault.reason, fault.code))
        return drf.ValidationError(faults)
    if isinstance(error, Missing):
        return drf.NotFound()
    if isinstance(error, DjangoValidationError):
        return drf.ValidationError(error.messages)
    if isinstance(error, Unavailable):
        said = _("%(bron)s is nu niet bereikbaar. Probeer het later opnieuw.") % {"bron": error.source}
        down = drf.APIException(error.reason if isinstance(error, LogClosed) else said, "unavailable")
        down.status_code = 503
        return down
    number = secrets.token_hex(4)
    kind = type(error).__name__
    cause = getattr(getattr(error, "__cause__", None), "sqlstate", "") if isinstance(error, DatabaseError) else ""
    log.error("onverwachte fout %s: %s %s", number, kind, cause, exc_info=error)
    return drf.APIException(
        _("Er ging iets mis bij ons. Noem nummer %(nummer)s als u het meldt.") % {"nummer": number}, "error"
    )


def _problem(verzoek: Verzoek, exc: drf.APIException) -> dict[str, Any]:
    validation = isinstance(exc, drf.ValidationError)
    wortel = verzoek.basis.partition("://")
    host = wortel[0] + "://" + wortel[2].partition("/")[0]
    problem = {
        "type": f"{host}/ref/fouten/{_soort(exc)}/",
        "code": "invalid" if validation else _code(exc),
        "title": str(type(exc).default_detail),
        "status": exc.status_code,
        "detail": "" if validation else str(exc.detail),
        "instance": f"urn:uuid:{uuid4()}",
    }
    if validation:
        details = exc.get_full_details()
        problem["invalidParams"] = list(_params(details, ""))
    return problem


def _soort(exc: drf.APIException) -> str:
    """The name under which the standard knows it."""
    return "MethodNotAllowed" if isinstance(exc, Methode) else type(exc).__name__


def _code(exc: drf.APIException) -> str:
    codes = exc.get_codes()
    return codes if isinstance(codes, str) else exc.default_code


def _params(details: Any, path: str) -> Iterator[dict[str, str]]:
    """Dotted and indexed names, in the order in which they were found."""
    if isinstance(details, dict) and "message" in details and "code" in details and len(details) == 2:
        yield {"name": path or "nonFieldErrors", "code": str(details["code"]), "reason": str(details["message"])}
    elif isinstance(details, dict):
        for key, value in details.items():
            name = "nonFieldErrors" if key == SAMEN else _camel(str(key))
            yield from _params(value, f"{path}.{name}" if path else name)
    elif isinstance(details, list):
        for nr, value in enumerate(details):
            leaf = isinstance(value, dict) and set(value) == {"message", "code"}
            if leaf or value:
                yield from _params(value, path if leaf else f"{path}.{nr}")


def _camel(name: str) -> str:
    if "__" in name or "." in name or name != name.lower():
        return name  # a query parameter, or already as callers write it
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
