"""What happens to customers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class GeheimChanged:
    """The address of this customer became secret, or is not secret any more. Written by the database."""

    partij_id: UUID
