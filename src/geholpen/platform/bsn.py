"""A citizen service number in text: found by its form and its check (elfproef), and masked. Pure.

What is masked keeps its last two digits, so that two people can see that they mean the same one: `•••••••50`.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from django.db import models

CIJFERS = 9
_BEKEND = 2
#: Nine digits, with at most a dot or a space between two of them, that stand by themselves. After +31 it is a telephone
#: number. No hyphens: keys of ours have them.
_VORM = re.compile(r"(?<![0-9A-Za-z])(?<!\+31)(?<!\+31 )(?<!0031 )(?:[0-9][. \u00a0]?){8}[0-9](?![0-9A-Za-z])")


def elfproef(cijfers: str) -> bool:
    """Whether nine digits pass the check of a BSN."""
    som = sum((CIJFERS - i) * int(c) for i, c in enumerate(cijfers[:-1])) - int(cijfers[-1])
    return som % 11 == 0 and cijfers != "0" * CIJFERS


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def find(text: str) -> list[str]:
    """Every BSN in a text, as nine digits."""
    return [cijfers for found in _VORM.finditer(text) if elfproef(cijfers := _digits(found[0]))]


def mask(text: str) -> str:
    """The same text with every BSN in it masked."""
    return _VORM.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    cijfers = _digits(found[0])
    return "•" * (CIJFERS - _BEKEND) + cijfers[-_BEKEND:] if elfproef(cijfers) else found[0]


class Gemaskeerd:
    """What people and other software write freely: a BSN in it is masked before it is stored."""

    def get_prep_value(self, value: Any) -> Any:
        return _without(super().get_prep_value(value))  # type: ignore[misc]

    @staticmethod
    def without(value: Any) -> Any:
        """The value as it may be stored."""
        return _without(value)


def _without(value: Any) -> Any:
    """The same value with every text in it masked."""
    match value:
        case str():
            return mask(value)
        case dict():
            return {mask(str(k)): _without(v) for k, v in value.items()}
        case list():
            return [_without(v) for v in value]
    return value


class VrijeTekst(Gemaskeerd, models.TextField):
    """Free text without a BSN."""

    def deconstruct(self) -> Any:
        """In migrations it is the plain field: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class VrijeRegel(Gemaskeerd, models.CharField):
    """One line of free text without a BSN: a title, a file name."""

    def deconstruct(self) -> Any:
        """In migrations it is the plain field: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class VrijeGegevens(Gemaskeerd, models.JSONField):
    """JSON of others, without a BSN in any text."""

    def deconstruct(self) -> Any:
        """In migrations it is the plain field: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class ZonderBsn(logging.Formatter):
    """Formats a line of the log, with the trace of an error, and masks every BSN in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return mask(super().format(record))
