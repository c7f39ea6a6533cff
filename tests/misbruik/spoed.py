"""Help for cases about break-glass: open one, and turn its clock back as nobody in the product can."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import psycopg

from geholpen.domain.doelbinding import commands
from geholpen.platform.context import Aanleiding, Context
from tests import bed

UITLEG = "Ik wilde even kijken hoe het met haar gaat vandaag."


def fresh(code: str, ago: float = 0) -> Context:
    """An employee whose second factor is `ago` seconds old."""
    ctx = bed.medewerker(code)
    return replace(ctx, actor=replace(ctx.actor, bevestigd_op=int(time.time() - ago)))


def opened(klant: UUID, code: str) -> tuple[Context, UUID]:
    """Break-glass to this customer: the context to look with, and its id."""
    ctx = fresh(code)
    id = commands.open_noodtoegang(ctx, klant, "gevaar", UITLEG)
    return ctx.voor(Aanleiding("noodtoegang", klant, id)), id


def later(beheer: psycopg.Connection, klant: UUID, **ago: float) -> None:
    """As if it had been opened that long ago."""
    delta = timedelta(**ago)
    beheer.execute(
        "UPDATE noodtoegang SET begonnen_op = begonnen_op - %(d)s, tot = tot - %(d)s,"
        " beoordelen_voor = beoordelen_voor - %(n)s, recht_tot = recht_tot - %(n)s WHERE partij_id = %(klant)s",
        {"d": delta, "n": delta.days, "klant": klant},
    )
