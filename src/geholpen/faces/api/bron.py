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
    #: In place of `maak`, where the door gives back what it made: (ctx, what was given, address of the interface) → its
    #: id (None when it is found under no address) and its JSON.
    maak_getoond: Callable[[Context, dict[str, Any], str], tuple[UUID | None, bytes]] | None = None
    #: (ctx, id, what was given, partial): with partial only what was given changes.
    wijzig: Callable[[Context, UUID, dict[str, Any], bool], None] | None = None
    verwijder: Callable[[Context, UUID], None] | None = None
    #: What DELETE ?cascade=true does instead: (ctx, id, address of the interface) → the body of its answer.
    verwijder_alles: Callable[[Context, UUID, str], dict[str, Any]] | None = None
    filters: Mapping[str, Vorm] = field(default_factory=dict)
    uitklap: tuple[str, ...] = ()
    detail_filters: tuple[str, ...] = ()  # query parameters of one resource besides expand
