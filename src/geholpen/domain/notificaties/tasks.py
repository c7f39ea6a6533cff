"""Jobs of this room: one round along one subscriber each, in a queue of their own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geholpen.domain.notificaties import bezorgen
from geholpen.domain.notificaties.models import Notificatie, Staat
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import UITGAAND, defer, job, planned

RONDE = "bezorg_notificaties"
#: How long a message is kept after it ended.
BEWAARD = {Staat.BEZORGD: timedelta(days=7), Staat.OPGEGEVEN: timedelta(days=60)}


@job(RONDE)
def bezorg_notificaties(ctx: Context, abonnement_id: str) -> None:
    """Send what is due; what is left over waits for the next round."""
    bezorgen.deliver_round(UUID(abonnement_id))


def wake() -> int:
    """Plan a round for every subscriber with something due and no round yet. Returns how many."""
    due = bezorgen.awake()
    busy = planned(RONDE, "abonnement_id") if due else set()
    ctx = system("notificaties", "wekker")
    fresh = [id for id in map(str, due) if id not in busy]
    with transaction.atomic():
        for id in fresh:
            defer(RONDE, ctx, lock=f"abonnement {id}", queue=UITGAAND, abonnement_id=id)
    return len(fresh)


def clean() -> int:
    """Give up what is too late, and remove what was kept long enough. Returns how many were removed."""
    bezorgen.give_up()
    removed = 0
    for staat, tijd in BEWAARD.items():
        old = Notificatie.objects.filter(staat=staat, geeindigd_op__lt=timezone.now() - tijd)
        removed += old.delete()[0]
    return removed
