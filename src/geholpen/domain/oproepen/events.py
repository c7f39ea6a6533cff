"""DOOR. What happened here. Ids and moments only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class OproepGewijzigd:
    """A call of this employee was answered, went to a colleague, or ended. For their own screen and nobody else's."""

    oproep_id: UUID
    medewerker_id: UUID
    wat: str  # opgenomen, doorgegeven, beeindigd
