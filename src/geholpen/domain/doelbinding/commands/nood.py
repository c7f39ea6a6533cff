"""Break-glass: open it, end it, review it. The database keeps the time and decides who may do which."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.policy import may_explain, may_remind, may_review
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.toezicht.models import Noodreden, Nooduitkomst
from geholpen.domain.doelbinding.toezicht.nood import (
    BEOORDELEN,
    NOODTOEGANG,
    RECHT_UIT,
    explained,
)
from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.platform.bsn import mask
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.tasks import defer

#: The jobs that tell team lead and privacy officer.
MELD, HERINNER = "meld_noodtoegang", "herinner_noodtoegang"


@command(
    may=may_explain,
    gegevens={G.INZAGEREGISTRATIE},
    voor="inzage_verantwoorden",
    naam="Noodtoegang gevraagd",
    betrokkenen=lambda _: [],
)
def open_noodtoegang(ctx: Context, partij_id: UUID, reden: str, toelichting: str) -> UUID:
    """Twenty minutes of break-glass to one customer. Returns its id; team lead and privacy officer are told at once.

    Raises Refused without the right or without a fresh second factor, Invalid without a reason.
    """
    if reden not in Noodreden.values:
        raise Invalid("reden", "Kies waarom u met spoed moet kijken.")
    id, today = uuid7(), timezone.localdate()
    values: list[Any] = [
        id,
        partij_id,
        _rol(ctx),
        reden,
        mask(toelichting.strip()),
        datetime.fromtimestamp(ctx.actor.bevestigd_op, UTC),
        werkdag_na(today, BEOORDELEN),
        werkdag_na(today, RECHT_UIT),
    ]
    with explained(), connection.cursor() as cursor:
        cursor.execute("SELECT open_noodtoegang(%s, %s, %s, %s, %s, %s, %s, %s)", values)
    defer(MELD, ctx, afdeling=ctx.actor.afdeling, reden=reden, moment=timezone.now().isoformat())
    return id


def _rol(ctx: Context) -> str:
    """The role under which this employee has break-glass; "" when there is none."""
    found = register.code(NOODTOEGANG)
    return min(ctx.actor.rollen & found.rollen, default="") if found else ""


@command(
    may=may_explain,
    gegevens={G.INZAGEREGISTRATIE},
    voor="inzage_verantwoorden",
    naam="Noodtoegang beëindigd",
    betrokkenen=lambda _: [],
)
def end_noodtoegang(ctx: Context, noodtoegang_id: UUID) -> None:
    """End one's own break-glass before its time. Ending twice does nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT beeindig_noodtoegang(%s)", [noodtoegang_id])


@command(
    may=may_review,
    gegevens={G.INZAGEREGISTRATIE},
    voor="noodtoegang_beoordelen",
    naam="Noodtoegang beoordeeld",
    betrokkenen=lambda _: [],
)
def review_noodtoegang(ctx: Context, noodtoegang_id: UUID, uitkomst: str, bevinding: str) -> None:
    """Say afterwards whether it was right. Raises Refused for one's own, Missing when there is nothing (left) to do."""
    if uitkomst not in Nooduitkomst.values:
        raise Invalid("uitkomst", "Kies of het in orde was.")
    with explained(), connection.cursor() as cursor:
        cursor.execute("SELECT beoordeel_noodtoegang(%s, %s, %s)", [noodtoegang_id, uitkomst, mask(bevinding.strip())])


@command(
    may=may_remind,
    gegevens={G.INZAGEREGISTRATIE},
    voor="noodtoegang_beoordelen",
    naam="Herinnerd aan een beoordeling",
    betrokkenen=lambda _: [],
)
def remind_noodtoegang(ctx: Context) -> int:
    """Plan a mail for every review that is late, and for every right that is off; each once. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT afdeling, stap FROM herinner_noodtoegang()")
        rows = cursor.fetchall()
    for afdeling, stap in rows:
        defer(HERINNER, ctx, afdeling=afdeling, stap=str(stap))
    return len(rows)
