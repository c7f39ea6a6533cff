"""At night: what is no record and whose time is over goes by itself, in batches, and goes on where it stopped."""

from __future__ import annotations

from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from geholpen.domain.bewaren import uitvoeren
from geholpen.domain.bewaren.models import Besluitsoort, Vernietigbesluit, Vernietigd
from geholpen.domain.bewaren.policy import only_system
from geholpen.domain.bewaren.verklaringen import close
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform import events, tasks
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7

#: Days that a job that gave up stays, for whoever looks why.
TAAK_DAGEN = 30


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Het opruimen van verlopen gegevens begonnen",
    betrokkenen=lambda _: [],
)
def begin_opruimen(ctx: Context) -> UUID:
    """Begin, or go on with a round that was broken off. Returns the decision it works under."""
    events.forget_subscribers()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    tasks.forget_old(TAAK_DAGEN)
    open_ = Vernietigbesluit.objects.filter(soort=Besluitsoort.TERMIJN, uitgevoerd_op=None).order_by("moment").first()
    return open_.id if open_ else uitvoeren.decide(uuid7(), Besluitsoort.TERMIJN, ctx.trace).id


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Gegevens onder een bewaarplicht apart gezet",
    betrokkenen=lambda _: [],
)
def zet_apart(ctx: Context, besluit_id: UUID) -> tuple[int, int]:
    """What expired under a hold is for its own purpose only; what a hold no longer keeps ends. Returns both numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT apart, vrij FROM zet_apart(%s)", [besluit_id])
        apart, vrij = cursor.fetchone()
    return apart, vrij


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Verlopen gegevens gewist",
    betrokkenen=lambda _: [],
)
def ruim_op(ctx: Context, besluit_id: UUID, tabel: str, hoogstens: int = uitvoeren.PER_KEER) -> int:
    """One batch of one table, in a transaction of its own. Returns how many rows went."""
    with connection.cursor() as cursor:
        return uitvoeren.destroy(cursor, besluit_id, tabel, hoogstens)


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Het opruimen van verlopen gegevens afgerond",
    betrokkenen=lambda _: [],
)
def end_opruimen(ctx: Context, besluit_id: UUID) -> UUID | None:
    """State what this round destroyed. Returns the id of the statement; None when nothing was there to go."""
    besluit = Vernietigbesluit.objects.get(id=besluit_id)
    gone = Vernietigd.objects.filter(besluit_id=besluit_id).exists()
    verklaring = close(besluit, keep=gone)
    return verklaring.id if gone else None


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Vastgelegd tot wanneer wij uw afgeronde vraag bewaren",
)
def count_term(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> int:
    """The term of a closed question runs from when it was closed, the last time. Returns how many rows end later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tel_termijn(%s, %s)", [partij_id, klantvraag_id])
        return int(cursor.fetchone()[0])
