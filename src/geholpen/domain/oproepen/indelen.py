"""What an envelope of an exchange holds goes to the calls. Safe to do twice: the same news changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.berichten.ports import Indeler
from geholpen.domain.berichten.queries import came_in
from geholpen.domain.oproepen.commands import record_nieuws, record_overzicht
from geholpen.domain.oproepen.ports import Meer, Oproepnieuws, Overzicht
from geholpen.platform.context import Context


def _one(ctx: Context, envelop_id: UUID, nieuws: Any) -> None:
    account, op = came_in(ctx, envelop_id)
    record_nieuws(ctx, account, nieuws, op)


def _several(ctx: Context, envelop_id: UUID, meer: Any) -> None:
    account, op = came_in(ctx, envelop_id)
    for nieuws in meer.nieuws:
        record_nieuws(ctx, account, nieuws, op)


def _overview(ctx: Context, envelop_id: UUID, overzicht: Any) -> None:
    account, op = came_in(ctx, envelop_id)
    record_overzicht(ctx, account, overzicht, op)


INDELERS: dict[type, Indeler] = {Oproepnieuws: _one, Meer: _several, Overzicht: _overview}
