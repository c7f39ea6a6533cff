"""A resource of an interface: which door reads it, which write it, what its input is and what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rest_framework.serializers import Serializer

from geholpen.faces.api.filters import Vorm
from geholpen.platform.context import Context


@dataclass(frozen=True)
class Bron:
    """One resource. Whatever is None is not there: such a method is answered with 405."""

    naam: str  # as in the address
    lees: Callable[..., Any] | None = None
    invoer: type[Serializer[Any]] | None = None
    maak: Callable[[Context, dict[str, Any]], Any] | None = None  # gives the id of what was made
    #: (ctx, address of the interface, what `maak` gave) → JSON, for what answers something of its own: nothing to find
    #: back under an address.
    antwoord: Callable[[Context, str, Any], bytes] | None = None
    #: (ctx, id, what was given, partial): with partial only what was given changes.
    wijzig: Callable[[Context, UUID, dict[str, Any], bool], None] | None = None
    verwijder: Callable[[Context, UUID], None] | None = None
    #: What DELETE ?cascade=true does instead: (ctx, id, address of the interface) → the body of its answer.
    verwijder_alles: Callable[[Context, UUID, str], dict[str, Any]] | None = None
    filters: Mapping[str, Vorm] = field(default_factory=dict)
    uitklap: tuple[str, ...] = ()
    leden: tuple[str, ...] = ()  # what it shows, in order, when no Weergave says so
    kaal: bool = False  # its list is an array, whole, without pages
    detail_filters: tuple[str, ...] = ()  # query parameters of one resource besides expand
