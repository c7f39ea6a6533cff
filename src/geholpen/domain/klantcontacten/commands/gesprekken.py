"""The telephone rings or somebody stands at the counter: from then on there is a reason to look somebody up."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import now

from geholpen.domain.klantcontacten.models import Gesprek
from geholpen.domain.klantcontacten.policy import may_call
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

KANALEN = ("telefoon", "balie")


@command(may=may_call, gegevens=(), voor="zoeken", naam="Gesprek begonnen", betrokkenen=lambda _: [])
def start_gesprek(ctx: Context, kanaal: str) -> UUID:
    """A conversation begins; it is the reason to search and to open a customer until it ends. Returns its id."""
    if kanaal not in KANALEN:
        raise Invalid("kanaal", "Kies telefoon of balie.")
    return Gesprek.objects.create(medewerker_id=ctx.actor.id, kanaal=kanaal).id


@command(may=may_call, gegevens=(), voor="zoeken", naam="Gesprek beëindigd", betrokkenen=lambda _: [])
def end_gesprek(ctx: Context, gesprek_id: UUID) -> None:
    """The conversation is over; it is no reason any more. Ending twice does nothing."""
    Gesprek.objects.filter(id=gesprek_id, medewerker_id=ctx.actor.id, geeindigd_op=None).update(geeindigd_op=now())
