"""Jobs of this room: a few lines that call a command."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import storm
from geholpen.domain.berichten.commands import (
    begin_bezorging,
    process_envelop,
    record_uitkomst,
    send_ontvangstbevestiging,
)
from geholpen.domain.berichten.commands.bezorgen import Poging
from geholpen.domain.berichten.ports import Onbekend, Verzenduitkomst, kanaal
from geholpen.domain.berichten.queries import waiting_envelopes
from geholpen.platform.along import take_along
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import defer, insist, job, offer_again, planned

logger = logging.getLogger(__name__)

#: So many waiting envelopes are filed with one that is due: in all some seconds of work.
MEE = 20


@job("verwerk_envelop")
def verwerk_envelop(ctx: Context, envelop_id: str) -> None:
    """File one raw envelope, and those that wait behind it: each in its own transaction, each its own job."""
    _file(ctx, envelop_id)
    take_along("verwerk_envelop", _file, MEE, envelop_id=envelop_id)


def _file(ctx: Context, envelop_id: str) -> None:
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
        uitkomst = _send(poging)
        insist(lambda: record_uitkomst(ctx, UUID(partij_id), UUID(bezorging_id), uitkomst))


def _send(poging: Poging) -> Verzenduitkomst:
    """Hand it to the channel. A crash in there is our mistake, and nobody knows how far it came."""
    try:
        return kanaal(poging.kanaal).send(poging.bericht)
    except Exception as crash:  # noqa: BLE001  whatever it was, the outcome must be booked
        logger.error("bezorging %s: %s", poging.bericht.bezorging_id, type(crash).__name__)
        return Onbekend("Onze software brak het versturen af. Het bericht kan zijn aangekomen.")


def sweep(older_than: timedelta = timedelta(minutes=2)) -> int:
    """Plan envelopes again that wait without a job, and deliveries whose job gave up. Returns how many envelopes.

    A delivery that waits is sent as soon as its cause is mended: begin_bezorging sends nothing twice.
    """
    offer_again("bezorg", timedelta(hours=1))
    storm.forget_quiet()
    ctx = system("email", "veger")
    has_job = planned("verwerk_envelop", "envelop_id")
    lost = [i for i in waiting_envelopes(ctx, timezone.now() - older_than) if str(i) not in has_job]
    for envelop_id in lost:
        defer("verwerk_envelop", ctx, envelop_id=str(envelop_id))
    return len(lost)
