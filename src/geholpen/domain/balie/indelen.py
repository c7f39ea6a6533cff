"""What an envelope of a queue system holds goes to the tickets. Safe to do twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from geholpen.domain.balie.commands import record_wachtrijnieuws
from geholpen.domain.berichten.queries import came_in
from geholpen.platform.context import Context


def indelen(ctx: Context, envelop_id: UUID, nieuws: Any) -> None:
    """File one thing that was told, under the account it came in on."""
    account, _op = came_in(ctx, envelop_id)
    record_wachtrijnieuws(ctx, replace(nieuws, account=account))
