"""DOOR. What happened here. Ids and moments only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class BewaarplichtOpgeheven:
    """Somebody lifted a legal hold on this customer; another one may still run."""

    partij_id: UUID
