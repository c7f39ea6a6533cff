"""Somebody gave too many wrong answers: the customer reads it, the team lead hears it.

So does the privacy officer, when it was about somebody who must not be found.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.klantcontacten.models import Controlemelding
from geholpen.domain.klantcontacten.policy import may_verify
from geholpen.domain.partijen.queries import is_geheim
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused
from geholpen.platform.tasks import defer

#: The job that tells people.
TAAK = "meld_controle"


@command(may=may_verify, gegevens=(), naam="Iemand gaf te vaak een verkeerd antwoord toen wij vroegen wie hij is")
def report_controle(ctx: Context, partij_id: UUID, reden_id: UUID) -> None:
    """Keep that a check was closed, and plan telling it."""
    melding = Controlemelding.objects.create(
        reden_id=reden_id,
        kanaal=ctx.kanaal,
        medewerker_id=ctx.actor.person,
        alarm=is_geheim(ctx, partij_id),
    )
    defer(TAAK, ctx, melding_id=str(melding.id))


def _may_settle(ctx: Context, *args: object, **kwargs: object) -> None:
    if ctx.actor.soort != ActorSoort.MEDEWERKER or not ctx.actor.rollen & {"teamleider"}:
        raise Refused("ROL", "Dit doet de teamleider.")


@command(
    may=_may_settle, gegevens=(), voor="werkvoorraad", naam="Melding over een controle gezien", betrokkenen=lambda _: []
)
def settle_controlemelding(ctx: Context, melding_id: UUID) -> None:
    """Somebody looked into it. Doing it twice changes nothing."""
    Controlemelding.objects.filter(id=melding_id, gezien_op=None).update(
        gezien_op=timezone.now(), gezien_door=ctx.actor.person
    )
