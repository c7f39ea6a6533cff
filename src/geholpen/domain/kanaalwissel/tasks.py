"""Jobs of this room."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.kanaalwissel.commands import send_bewijs
from geholpen.platform.context import Context
from geholpen.platform.tasks import job


@job("stuur_wissel")
def stuur_wissel(ctx: Context, partij_id: str, wissel_id: str) -> None:
    """Write to the address that a question goes on at."""
    send_bewijs(ctx, UUID(partij_id), UUID(wissel_id))
