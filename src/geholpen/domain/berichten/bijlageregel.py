"""A file of a message as a conversation shows it: without its bytes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from geholpen.domain.berichten.models import Bijlage
from geholpen.platform.context import ActorSoort, Context

#: How a letter of ours is kept with its message, as it was printed: with where somebody lives on it.
_BRIEF = re.compile(r"brief\.pdf|verbetering-\d+\.pdf")


@dataclass(frozen=True, slots=True)
class BijlageRegel:
    """An attachment without its bytes."""

    id: UUID
    naam: str
    type: str
    grootte: int
    waarschuwing: str
    content_id: str
    weggelaten: bool = False  # left out when the message was put right


def regel_of(b: Bijlage) -> BijlageRegel:
    """A file without its bytes."""
    return BijlageRegel(b.id, b.naam, b.herkend_type, b.grootte, b.waarschuwing, b.content_id)


def without(ctx: Context, rows: list[BijlageRegel], zonder: Collection[str], *, every: bool) -> list[BijlageRegel]:
    """The files of a message that was put right: for us with a mark at what was left out, for the customer without."""
    marked = [replace(b, weggelaten=every or str(b.id) in zonder) for b in rows]
    return [b for b in marked if not b.weggelaten] if ctx.actor.soort == ActorSoort.KLANT else marked


def is_own_letter(naam: str, richting: str) -> bool:
    """Whether a file is a letter of ours: not for whoever may not see a secret address."""
    return richting == "uit" and _BRIEF.fullmatch(naam) is not None
