"""DOOR. What happened here. Ids and moments only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class VolgnummerOpgeroepen:
    """This employee called somebody to the counter. For their own screen and nobody else's."""

    volgnummer_id: UUID
    medewerker_id: UUID
    wat: str  # opgeroepen
