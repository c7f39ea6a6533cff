"""A call of an interface and its answer, apart from the server that brings them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from django.utils.translation import gettext as _
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
    lees: Callable[[], bytes]  # the body; not before it is needed, so that it is not waited for in vain
    basis: str
    herkomst: str = ""

    _json: list[Any] = field(default_factory=list)  # no cached_property: in Python 3.11 one caller holds up all others

    @property
    def json(self) -> Any:
        """The body. Raises UnsupportedMediaType, ParseError, TeGroot and Druk."""
        if not self._json:
            self._json.append(self._parsed())
        return self._json[0]

    def _parsed(self) -> Any:
        media = self.koppen.get("content-type", "").partition(";")[0].strip().lower()
        if media != JSON:
            raise UnsupportedMediaType(media or "")
        coding = self.koppen.get("content-encoding", "").strip().lower()
        if coding not in {"", "identity"}:
            raise UnsupportedMediaType(coding, _("Stuur de inhoud zonder compressie (Content-Encoding)."))
        try:
            return orjson.loads(self.lees())
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


class Ingang(Protocol):
    """What the server hands a call to: one interface."""

    @property
    def titel(self) -> str:
        """As its standard is called; "" when its address says it."""
        ...

    @property
    def versie(self) -> str:
        """Of the interface."""
        ...

    def __call__(self, verzoek: Verzoek) -> Antwoord:
        """Answer one call; never raises."""
        ...

    def document(self, adres: str) -> dict[str, Any]:
        """Its OpenAPI document."""
        ...
