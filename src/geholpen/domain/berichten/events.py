"""DOOR. What happened to messages. Ids and moments only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class EnvelopQuarantined:
    """Something came in that could not be read; it waits for a person."""

    envelop_id: UUID


@event
@dataclass(frozen=True, slots=True)
class BezorgingChanged:
    """A message went on its way, arrived, or did not."""

    partij_id: UUID
    klantvraag_id: UUID
    bezorging_id: UUID
    afdeling: str
    staat: str


@event
@dataclass(frozen=True, slots=True)
class BerichtMetBriefcode:
    """The code on our letter came in by a chat app, from an address that is not known to be of this customer."""

    partij_id: UUID
    klantvraag_id: UUID
    bericht_id: UUID
