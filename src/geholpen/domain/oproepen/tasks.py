"""Jobs of this room, and what its envelopes hold."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.berichten.ports import Geweigerd
from geholpen.domain.berichten.queries import kanaalaccount
from geholpen.domain.oproepen.commands import book_gevraagd, keep_oproep, promise_callback
from geholpen.domain.oproepen.ports import beller
from geholpen.domain.oproepen.queries import gebeld, gevraagd
from geholpen.platform.context import Context
from geholpen.platform.tasks import insist, job


@job("bel_terug")
def bel_terug(ctx: Context, oproep_id: str, toch: str = "") -> None:
    """Promise to call back who was missed; `toch`: somebody decided so, storm or not."""
    promise_callback(ctx, UUID(oproep_id), toch=bool(toch))


@job("leg_oproep_vast")
def leg_oproep_vast(ctx: Context, oproep_id: str) -> None:
    """A call goes into the log of its customer."""
    found = gebeld(ctx, UUID(oproep_id))
    if found is not None:
        keep_oproep(ctx.over({found.partij_id}), found)


@job("bel")
def bel(ctx: Context, oproep_id: str) -> None:
    """Ask the exchange to call, outside any transaction, and book what it said."""
    vraag = gevraagd(ctx, UUID(oproep_id))
    if vraag is None:
        return
    account = kanaalaccount(UUID(vraag.account))
    doe = beller(account.kanaal) if account else None
    weg = Geweigerd("geen-centrale", "De telefooncentrale is niet meer ingesteld.", blijvend=True)
    uitkomst = doe(account, vraag.toestel, vraag.nummer, vraag.id) if account and doe else weg
    insist(lambda: book_gevraagd(ctx, vraag.id, uitkomst))
