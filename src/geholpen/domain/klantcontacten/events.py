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
    # gestart, bericht_in, bericht_uit, contact, onderwerp, opgepakt, doorgegeven, identiteit, afgesloten, heropend,
    # teruggehaald, verbeterd, gesplitst, verplaatst, onderweg
    wat: str


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


@event
@dataclass(frozen=True, slots=True)
class AanbodChanged:
    """What an employee is offered changed. For that employee only; no customer in it."""

    medewerker_id: UUID
    wat: str  # nieuw, aangenomen, teruggegeven, verlopen, weg


@event
@dataclass(frozen=True, slots=True)
class GesprekVastgelegd:
    """A conversation by telephone or at the counter was recorded; `klantvraag_id` is the first of its questions."""

    partij_id: UUID
    gesprek_id: UUID
    klantvraag_id: UUID


@event
@dataclass(frozen=True, slots=True)
class AanwezigChanged:
    """Somebody opened or left a question that this employee has open, or began or stopped typing in it."""

    medewerker_id: UUID
    klantvraag_id: UUID
