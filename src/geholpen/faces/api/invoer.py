"""Bodies: names in camelCase or snake_case, unknown and read-only members ignored, every fault under its own name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer

from geholpen.faces.api.bron import Bron

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
#: Deeper is no body of the standard, but somebody who tries what happens.
DIEP = 12
#: Members whose own names are the caller's: they stay as they were written.
LETTERLIJK = frozenset({"metadata", "filters"})


def validated(bron: Bron, body: Any, *, partial: bool, new: bool) -> dict[str, Any]:
    """What was given, checked, under our names. Raises ValidationError with the names of the caller."""
    kind: Any = bron.invoer
    if kind is None:
        raise TypeError(f"{bron.naam} takes no input")
    return _serializer(kind, partial, new).run_validation(snake(body))


@lru_cache(256)
def _serializer(kind: Any, partial: bool, new: bool) -> Serializer[Any]:
    """Made once: it keeps nothing of what it checks. `context["new"]`: whether this makes a resource."""
    return kind(partial=partial, context={"new": new})


def snake(value: Any, depth: int = 0) -> Any:
    """The same with every name in snake_case."""
    if depth > DIEP:
        raise ValidationError({"nonFieldErrors": ["De inhoud is te diep genest."]})
    if isinstance(value, dict):
        named = ((name_of(key), item) for key, item in value.items())
        return {key: item if key in LETTERLIJK else snake(item, depth + 1) for key, item in named}
    if isinstance(value, list):
        return [snake(item, depth + 1) for item in value]
    return value


@lru_cache(4096)
def name_of(key: str) -> str:
    """partijIdentificatoren → partij_identificatoren."""
    return _HUMP.sub(r"_\1", key).lower()
