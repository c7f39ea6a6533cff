"""Query parameters of a list: which there are, what form their values have, and what the door is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as dj
from rest_framework.exceptions import ErrorDetail, ValidationError

from geholpen.faces.api.fouten import invalid

Params = tuple[tuple[str, str], ...]
WAAR = {"true": "true", "True": "true", "TRUE": "true", "false": "false", "False": "false", "FALSE": "false"}
BLADEREN = frozenset({"page", "pageSize"})


class Soort(StrEnum):
    """What a value must look like."""

    TEKST = "tekst"
    UUID = "uuid"
    URL = "url"
    JA_NEE = "ja_nee"
    KEUZE = "keuze"
    DATUM = "datum"
    MOMENT = "moment"
    AANTAL = "aantal"


@dataclass(frozen=True, slots=True)
class Vorm:
    """One parameter. `naar`: the filter of the Weergave when its name is another (a url is asked as a uuid)."""

    soort: Soort = Soort.TEKST
    naar: str = ""
    keuzes: tuple[str, ...] = ()
    hoogstens: int = 0  # of an AANTAL


class Nothing(Exception):
    """The question is right and can have no answer: an address without a uuid."""


def read(params: Params, vormen: Mapping[str, Vorm], uitklap: tuple[str, ...]) -> tuple[Params, tuple[str, ...]]:
    """(filters for the door, paths to expand). Raises ValidationError for what is unknown or wrong, and Nothing."""
    given = dict(params)  # of a name that comes twice the last one counts
    unknown = sorted(given.keys() - vormen.keys() - BLADEREN - ({"expand"} if uitklap else set()))
    if unknown:
        reden = "Onbekende query parameters: {}".format(", ".join(unknown))
        raise invalid("nonFieldErrors", "unknown-parameters", reden)
    found, wrong, nothing = [], {}, False
    for naam in [naam for naam in vormen if given.get(naam)]:
        vorm, value = vormen[naam], given[naam]
        try:
            asked = _value(vorm, value)
        except ValidationError as error:
            wrong[naam] = error.detail
            continue
        except Nothing:
            nothing = True
            continue
        if asked is not None:
            found.append((vorm.naar or naam, asked))
    if wrong:
        raise ValidationError(wrong)
    if nothing:
        raise Nothing
    return tuple(found), expand(params, uitklap)


def _value(vorm: Vorm, value: str) -> str | None:
    """The value as the door wants it; None when it says nothing (a yes or no that is neither)."""
    if "\x00" in value:
        raise ValidationError([ErrorDetail(dj("Null characters are not allowed."), "null_characters_not_allowed")])
    match vorm.soort:
        case Soort.UUID:
            return _uuid(value)
        case Soort.URL:
            return _of_url(value)
        case Soort.JA_NEE:
            return WAAR.get(value)
        case Soort.KEUZE if value not in vorm.keuzes:
            text = dj("Select a valid choice. %(value)s is not one of the available choices.") % {"value": value}
            raise ValidationError([ErrorDetail(text, "invalid_choice")])
        case Soort.AANTAL:
            return _number(value, vorm.hoogstens)
        case Soort.DATUM:
            return _moment(value, parse_date(value) if _parses(parse_date, value) else None, "Enter a valid date.")
        case Soort.MOMENT:
            found = parse_datetime(value) if _parses(parse_datetime, value) else None
            return _moment(value, found, "Enter a valid date/time.")
        case _:
            return value


def _parses(parse: object, value: str) -> bool:
    try:
        return parse(value) is not None  # type: ignore[operator]
    except ValueError:
        return False


def _moment(value: str, found: date | datetime | None, text: str) -> str:
    if found is None:
        raise ValidationError([ErrorDetail(dj(text), "invalid")])
    return found.isoformat()


def _number(value: str, hoogstens: int) -> str:
    if not (value.isascii() and value.isdigit()):
        raise ValidationError([ErrorDetail(dj("A valid integer is required."), "invalid")])
    if len(value) > 9 or int(value) > hoogstens:
        text = dj("Ensure this value is less than or equal to {max_value}.").format(max_value=hoogstens)
        raise ValidationError([ErrorDetail(text, "max_value")])
    return value


def _uuid(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError as error:
        raise ValidationError([ErrorDetail(dj("Enter a valid UUID."), "invalid")]) from error


def _of_url(value: str) -> str:
    """Only the last part of an address counts; whose host it is does not matter."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value
    except ValueError:
        good = False
    if not good:
        raise ValidationError([ErrorDetail(dj("Enter a valid URL."), "invalid")])
    try:
        return str(UUID(parts.path.rstrip("/").rpartition("/")[2]))
    except ValueError as error:
        raise Nothing from error


def expand(params: Iterable[tuple[str, str]], uitklap: tuple[str, ...]) -> tuple[str, ...]:
    """Paths to expand: a comma list, repeated, or both; a nested one counts only when its parent is named too."""
    asked = [p.strip() for k, v in params if k == "expand" for p in v.split(",") if p.strip()]
    for path in asked:
        if path not in uitklap:
            text = dj("Select a valid choice. %(value)s is not one of the available choices.") % {"value": path}
            raise ValidationError({"expand": [ErrorDetail(text, "invalid_choice")]})
    named = set(asked)
    return tuple(p for p in uitklap if p in named and ("." not in p or p.rpartition(".")[0] in named))
