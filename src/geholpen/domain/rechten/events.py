"""DOOR. What happened here. Ids and moments only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class VerzoekIngediend:
    """Somebody asked something about their own data; the channel we knew already hears of it."""

    partij_id: UUID
    verzoek_id: UUID


@event
@dataclass(frozen=True, slots=True)
class VerzoekBesloten:
    """A request was decided."""

    partij_id: UUID
    verzoek_id: UUID
