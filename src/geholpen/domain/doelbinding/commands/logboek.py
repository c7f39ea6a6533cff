"""Checking the logs, and erasing lines of them so that everybody can see that it was done lawfully."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.logregel import BEWAARDAGEN
from geholpen.domain.doelbinding.policy import may_erase_log, may_oversee
from geholpen.domain.doelbinding.zegel.keten import KETENS
from geholpen.domain.doelbinding.zegel.models import Logcontrole, Stand
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.tasks import defer

#: A check that was not heard of for this long is not running any more.
VERGETEN = timedelta(minutes=30)


@command(
    may=may_oversee,
    gegevens=(),
    voor="logboek",
    naam="Een controle van het logboek begonnen",
    betrokkenen=lambda _: [],
)
def start_logcontrole(ctx: Context, *, zelf: bool = False) -> UUID:
    """Begin a check in the background. Returns its id; that of the running one when there is one.

    `zelf`: only write down that it begins; the caller runs it.
    """
    busy = Logcontrole.objects.filter(
        stand__in=[Stand.WACHT, Stand.LOOPT], begonnen_op__gt=timezone.now() - VERGETEN
    ).first()
    if busy is not None and not zelf:
        return busy.id
    nieuw = Logcontrole.objects.create(actor_id=ctx.actor.id)
    if not zelf:
        defer("controleer_logboek", ctx, lock="controleer_logboek", controle_id=str(nieuw.id))
    return nieuw.id


@command(
    may=may_erase_log,
    gegevens={G.INZAGEREGISTRATIE},
    voor="logboek",
    naam="Regels van het logboek gewist",
    betrokkenen=lambda _: [],
)
def wis_logregels(
    ctx: Context, reden: str = "termijn", partij_id: UUID | None = None, actor: UUID | None = None
) -> int:
    """Erase the lines of one customer, or (without one) every line whose term is over. Returns how many.

    `reden` is termijn or verzoek; `actor` who decided, when a person did. The seals stay and say that it was lawful;
    only sealed lines are erased, so one of a moment ago goes at the next call.
    """
    total = 0
    with connection.cursor() as cursor:
        for keten in KETENS:
            values = [keten, partij_id, reden, actor, UUID(ctx.trace), BEWAARDAGEN]
            cursor.execute("SELECT wis_logregels(%s, %s, %s, %s, %s, %s)", values)
            total += cursor.fetchone()[0]
    return total
