"""DOOR. What happened here. Ids and moments only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class KlantvraagChanged:
    """A klantvraag was started, moved, got a message or was closed. `afdeling` decides who may hear of it."""

    partij_id: UUID
    klantvraag_id: UUID
    afdeling: str
    gevoelig: bool
    wat: str  # gestart, bericht_in, bericht_uit, contact, onderwerp, opgepakt, identiteit, afgesloten, heropend


@event
@dataclass(frozen=True, slots=True)
class InterneTaakChanged:
    """A promise was made, attempted or kept. `afdeling` and `gevoelig` decide who may hear of it."""

    partij_id: UUID
    klantvraag_id: UUID
    taak_id: UUID
    afdeling: str
    gevoelig: bool
    wat: str  # toegewezen, poging, afgehandeld


@event
@dataclass(frozen=True, slots=True)
class KlantVerlaten:
    """What a customer nobody knew kept went to the one it turned out to be: this key keeps nothing any more."""

    partij_id: UUID
