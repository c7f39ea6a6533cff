"""A call of an interface and its answer, apart from the server that brings them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
from rest_framework.exceptions import NotAcceptable, ParseError, UnsupportedMediaType

JSON = "application/json"
PROBLEM = "application/problem+json"
#: Bytes of a body; ten times what the largest resource of the standard can hold.
HOOGSTENS = 1_000_000


@dataclass(frozen=True)
class Verzoek:
    """One call. `pad`: below the address of the interface; `basis`: that address, absolute, with a slash at the end."""

    methode: str
    pad: str
    vraag: tuple[tuple[str, str], ...]
    koppen: Mapping[str, str]  # names in lower case
    lichaam: bytes
    basis: str
    herkomst: str = ""

    @cached_property
    def json(self) -> Any:
        """The body. Raises UnsupportedMediaType and ParseError."""
        media = self.koppen.get("content-type", "").partition(";")[0].strip().lower()
        if media != JSON:
            raise UnsupportedMediaType(media or "")
        if len(self.lichaam) > HOOGSTENS:
            raise ParseError(f"JSON parse error - meer dan {HOOGSTENS} bytes")
        try:
            return orjson.loads(self.lichaam)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"JSON parse error - {error}") from error

    def check_accept(self) -> None:
        """Raises NotAcceptable when the caller wants no JSON."""
        accept = self.koppen.get("accept", "")
        if accept and not any(part in accept for part in ("*/*", "application/*", "json")):
            raise NotAcceptable

    def wants_problem(self) -> bool:
        """Whether errors are wanted as problem+json."""
        return PROBLEM in self.koppen.get("accept", "")


@dataclass(frozen=True)
class Antwoord:
    """What goes back."""

    status: int
    lichaam: bytes = b""
    koppen: dict[str, str] = field(default_factory=dict)
    media: str = JSON
