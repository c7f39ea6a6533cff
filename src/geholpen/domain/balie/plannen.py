"""Plan a job about one appointment; in the transaction of whoever asks it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from geholpen.platform import tasks
from geholpen.platform.context import system


def plan(job: str, partij_id: UUID, afspraak_id: UUID, *, at: datetime | None = None, queue: str = "default") -> None:
    """Run `job` as the system, for exactly this customer."""
    ctx = system("balie").over({partij_id})
    tasks.defer(job, ctx, at=at, queue=queue, partij_id=str(partij_id), afspraak_id=str(afspraak_id))
