"""Bring the post of the day to the print provider, and ask after what is not known."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.accounts import kanaalaccount, rests_until
from geholpen.domain.berichten.brieven.models import PartijStaat
from geholpen.domain.berichten.commands.bezorgen import record_uitkomst
from geholpen.domain.berichten.commands.drukken import (
    Ronde,
    begin_letter,
    close_post,
    counted,
    leave_round,
    open_rondes,
    printer,
    ronde,
    settle_round,
    wait_again,
)
from geholpen.domain.berichten.ports import (
    Drukbrief,
    Drukkanaal,
    Drukpartij,
    Geweigerd,
    Kanaalaccount,
    Onbekend,
    Verzenduitkomst,
)
from geholpen.platform.context import system
from geholpen.platform.doors import catalogue
from geholpen.platform.tasks import insist

logger = logging.getLogger(__name__)

#: What the provider did not take, or never saw, goes along with a round after this.
STRAKS = timedelta(minutes=15)
GEEN_ANTWOORD = "De drukker zegt nog niet of hij deze brieven heeft."


@catalogue
def post_round() -> int:
    """Close the post that is due and settle every round that is open. Returns how many rounds were looked at.

    Passes through the doors it calls.
    """
    close_post(timezone.now())
    found = open_rondes()
    for printpartij_id, staat in found:
        if staat == PartijStaat.ONBEKEND:
            reconcile(printpartij_id)
        else:
            bring(printpartij_id)
    return len(found)


def bring(printpartij_id: UUID) -> None:
    """Mark every letter, bring the round, book every outcome. Interrupted, it is done again from the start."""
    open_ = _open(printpartij_id)
    if open_ is None:
        return
    rond, account, plug = open_
    brieven, weg = _begin(rond)
    if weg:
        leave_round(weg)
    if not brieven:
        settle_round(rond.id, PartijStaat.AANGENOMEN, 0, "Er hoefde geen brief meer mee.")
        return
    partij = Drukpartij(rond.id, timezone.now(), rond.sluit_op, tuple(brieven))
    try:
        uitkomsten = plug.send_partij(partij, account)
    except Exception as crash:  # noqa: BLE001  whatever it was: nobody knows how far it came, so it is asked after
        logger.error("printpartij %s: %s", rond.id, type(crash).__name__)
        uitkomsten = dict.fromkeys((b.id for b in brieven), Onbekend(GEEN_ANTWOORD))
    _book(rond, uitkomsten)


def reconcile(printpartij_id: UUID) -> None:
    """Ask the provider what it has of a round whose outcome is unknown."""
    open_ = _open(printpartij_id)
    if open_ is None:
        return
    rond, account, plug = open_
    ids = [bezorging_id for _, bezorging_id in rond.brieven]
    gezegd = plug.ask_partij(rond.id, ids, account)
    if gezegd is None:
        return
    nooit = [id for id in ids if id not in gezegd]
    _book(rond, gezegd)
    if nooit:
        wait_again(nooit, STRAKS)


def _open(printpartij_id: UUID) -> tuple[Ronde, Kanaalaccount, Drukkanaal] | None:
    rond = ronde(printpartij_id)
    if rond is not None and rests_until(rond.account_id):
        return None  # the provider failed again and again: the round waits
    account = kanaalaccount(rond.account_id) if rond else None
    return (rond, account, printer(account.kanaal)) if rond and account else None


def _begin(rond: Ronde) -> tuple[list[Drukbrief], list[UUID]]:
    """(letters that go, deliveries that need not go any more)"""
    brieven, weg = [], []
    for partij_id, bezorging_id in rond.brieven:
        brief = begin_letter(system("brief").over({partij_id}), partij_id, bezorging_id)
        if brief is None:
            weg.append(bezorging_id)
        else:
            brieven.append(brief)
    return brieven, weg


def _book(rond: Ronde, uitkomsten: Mapping[UUID, Verzenduitkomst]) -> None:
    """Every outcome to its delivery. A letter whose outcome is unknown stays in the round, to be asked after."""
    van = {bezorging_id: partij_id for partij_id, bezorging_id in rond.brieven}
    klaar: list[UUID] = []
    for bezorging_id, uitkomst in uitkomsten.items():
        partij_id = van[bezorging_id]
        ctx = system("brief").over({partij_id})
        if not isinstance(uitkomst, Onbekend):
            klaar.append(bezorging_id)
            leave_round([bezorging_id])  # first: a refusal for now lets it wait for a round again
        insist(lambda: record_uitkomst(ctx, partij_id, bezorging_id, uitkomst))  # noqa: B023  called at once
    staat = PartijStaat.AANGENOMEN if len(klaar) == len(uitkomsten) else PartijStaat.ONBEKEND
    if uitkomsten and all(isinstance(u, Geweigerd) and not u.blijvend for u in uitkomsten.values()):
        staat = PartijStaat.UITGESTELD
    uitleg = GEEN_ANTWOORD if staat == PartijStaat.ONBEKEND else ""
    settle_round(rond.id, staat, counted(uitkomsten), uitleg)
