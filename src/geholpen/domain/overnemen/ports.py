"""PORT. What whoever reads a source hands over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

#: Reasons that begin so are of records that are no object of their kind: trying again cannot help.
ONLEESBAAR = "Onleesbaar: "


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """One object of the source. `wezen` is what of it matters here; the four after it say what it hangs on.

    With a `reden` it cannot be read as an object of its kind at all, and is only kept.
    """

    id: UUID
    positie: int
    ruw: bytes
    wezen: bytes
    contact_id: UUID | None = None
    klant_id: UUID | None = None
    rang: int = 0
    groep: str = ""
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a resource is after a page: the page to read next, and what the source could not give."""

    bladzijde: int
    aantal: int
    onleesbaar: tuple[str, ...] = ()
