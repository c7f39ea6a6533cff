"""Jobs of this room: a few lines that call a command."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.commands import (
    begin_bezorging,
    process_envelop,
    record_uitkomst,
    send_ontvangstbevestiging,
)
from geholpen.domain.berichten.ports import kanaal
from geholpen.domain.berichten.queries import waiting_envelopes
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import defer, job


@job("verwerk_envelop")
def verwerk_envelop(ctx: Context, envelop_id: str) -> None:
    """File one raw envelope."""
    process_envelop(ctx, UUID(envelop_id))


@job("bevestig_ontvangst")
def bevestig_ontvangst(ctx: Context, partij_id: str, klantvraag_id: str) -> None:
    """Tell the customer that the message arrived."""
    send_ontvangstbevestiging(ctx, UUID(partij_id), UUID(klantvraag_id))


@job("bezorg")
def bezorg(ctx: Context, partij_id: str, bezorging_id: str) -> None:
    """One attempt to deliver: marked and committed, sent outside any transaction, booked."""
    poging = begin_bezorging(ctx, UUID(partij_id), UUID(bezorging_id))
    if poging is not None:
        uitkomst = kanaal(poging.kanaal).send(poging.bericht)
        record_uitkomst(ctx, UUID(partij_id), UUID(bezorging_id), uitkomst)


def sweep() -> int:
    """Plan envelopes again whose job got lost. Returns how many."""
    ctx = system("email", "veger")
    lost = waiting_envelopes(ctx, timezone.now() - timedelta(minutes=2))
    for envelop_id in lost:
        defer("verwerk_envelop", ctx, lock=f"envelop:{envelop_id}", envelop_id=str(envelop_id))
    return len(lost)
