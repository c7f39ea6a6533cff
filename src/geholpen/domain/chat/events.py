"""DOOR. What happened in a chat. Ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class ChatChanged:
    """Something changed in this visit: a message, what was read, who it is, the end.

    `afdeling` and `gevoelig` decide who of the desk may hear of it; without a department nobody does.
    """

    partij_id: UUID
    klantvraag_id: UUID
    bezoek_id: UUID
    wat: str  # bericht, gelezen, door_ons_gelezen, bewezen, wissel, rij, geeindigd
    afdeling: str = ""
    gevoelig: bool = True
