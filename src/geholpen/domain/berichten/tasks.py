"""Jobs of this room: a few lines that call a command."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import storm
from geholpen.domain.berichten.commands import (
    begin_bezorging,
    begin_media,
    process_envelop,
    record_uitkomst,
    recover_contact,
    send_ontvangstbevestiging,
    store_media,
)
from geholpen.domain.berichten.commands.bezorgen import Poging
from geholpen.domain.berichten.commands.drukken import place_letter
from geholpen.domain.berichten.commands.navragen import begin_navraag, plan_navraag, record_navraag
from geholpen.domain.berichten.commands.sjablonen import store_sjablonen
from geholpen.domain.berichten.drukronde import post_round as post_round
from geholpen.domain.berichten.ports import (
    Drukkanaal,
    Mediakanaal,
    Navraagkanaal,
    Niets,
    Onbekend,
    Sjabloonkanaal,
    Verzenduitkomst,
    kanaal,
)
from geholpen.domain.berichten.queries import kanaalaccount, waiting_envelopes
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
    if poging is not None and isinstance(kanaal(poging.kanaal), Drukkanaal):
        place_letter(ctx, UUID(partij_id), UUID(bezorging_id), poging.bericht)
    elif poging is not None:
        uitkomst = _send(poging)
        insist(lambda: record_uitkomst(ctx, UUID(partij_id), UUID(bezorging_id), uitkomst))
        if isinstance(uitkomst, Onbekend):
            plan_navraag(UUID(partij_id), UUID(bezorging_id), poging.kanaal)


@job("herstel_contact")
def herstel_contact(ctx: Context, partij_id: str, bezorging_id: str) -> None:
    """What did not arrive goes on over another channel."""
    recover_contact(ctx, UUID(partij_id), UUID(bezorging_id))


@job("haal_media")
def haal_media(ctx: Context, partij_id: str, bijlage_id: str, account: str) -> None:
    """Fetch one file from the provider. OSError: tried again, five times."""
    wat = begin_media(ctx, UUID(partij_id), UUID(bijlage_id))
    if wat is None:
        return
    plug, weg = kanaal(wat.kanaal), kanaalaccount(UUID(account))
    gehaald = plug.fetch(wat.media, weg) if isinstance(plug, Mediakanaal) and weg else None
    store_media(ctx, UUID(partij_id), UUID(bijlage_id), gehaald)


@job("haal_sjablonen")
def haal_sjablonen(ctx: Context, account_id: str) -> None:
    """Ask the provider of an account for its templates. Raises OSError when it does not answer now: tried again."""
    account = kanaalaccount(UUID(account_id))
    plug = kanaal(account.kanaal) if account else None
    if account is None or not isinstance(plug, Sjabloonkanaal):
        return
    found = plug.templates(account)
    if found is None:
        raise OSError("templates")
    store_sjablonen(ctx, account.id, found)


@job("vraag_na")
def vraag_na(ctx: Context, partij_id: str, bezorging_id: str, keer: str) -> None:
    """Ask what became of a message, and again later while nobody can say."""
    wat = begin_navraag(ctx, UUID(partij_id), UUID(bezorging_id))
    account = kanaalaccount(wat.account_id) if wat else None
    if wat is None or account is None:
        return
    plug = kanaal(wat.kanaal)
    gehoord = plug.inquire(UUID(bezorging_id), account) if isinstance(plug, Navraagkanaal) else None
    if gehoord is not None:
        record_navraag(ctx, UUID(partij_id), UUID(bezorging_id), gehoord)
    if gehoord is None or isinstance(gehoord, Niets):
        plan_navraag(UUID(partij_id), UUID(bezorging_id), wat.kanaal, int(keer) + 1)


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
