"""A taking over begins, goes on in rounds, and is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.overnemen.models import Overname, OvernameStand
from geholpen.domain.overnemen.plaatsen import RESOURCES
from geholpen.domain.overnemen.policy import may_take_over
from geholpen.platform.context import Context
from geholpen.platform.doors import command

#: Records removed in one statement, well within its time.
PER_KEER = 20_000


@command(may=may_take_over, voor="overnemen", gegevens=(), naam="Een overname is begonnen", betrokkenen=lambda _: [])
def start_overname(ctx: Context, bron: str) -> UUID:
    """Begin with a source, or go on: with a round that was broken off, or with a new one. Returns its id."""
    overname = Overname.objects.filter(bron=bron, bevestigd_op=None).order_by("-begonnen_op").first()
    if overname is None:
        overname = Overname.objects.create(bron=bron)
    elif overname.klaar_op is not None:
        overname.ronde += 1
        overname.klaar_op = None
        overname.save(update_fields=["ronde", "klaar_op"])
    for resource in RESOURCES:
        stand = OvernameStand.objects.filter(overname_id=overname.id, resource=resource)
        if not stand.exists():
            OvernameStand.objects.create(overname_id=overname.id, resource=resource, ronde=overname.ronde)
        stand.exclude(ronde=overname.ronde).update(
            ronde=overname.ronde, bladzijde=1, gelezen=False, onleesbaar=[], aantal=0
        )
    return overname.id


@command(
    may=may_take_over,
    voor="overnemen",
    gegevens=(),
    naam="Een deel van een overname is gelezen",
    betrokkenen=lambda _: [],
)
def finish_resource(ctx: Context, overname_id: UUID, resource: str, aantal: int) -> None:
    """A resource was read to its end; the source has `aantal`."""
    OvernameStand.objects.filter(overname_id=overname_id, resource=resource).update(gelezen=True, aantal=aantal)


@command(may=may_take_over, voor="overnemen", gegevens=(), naam="Een overname is klaar", betrokkenen=lambda _: [])
def close_overname(ctx: Context, overname_id: UUID, verslag: Mapping[str, Any]) -> None:
    """A round ended; `verslag` says in numbers and keys what came of it."""
    Overname.objects.filter(id=overname_id).update(klaar_op=timezone.now(), verslag=dict(verslag))


@command(
    may=may_take_over,
    voor="overnemen",
    gegevens={G.CONTACTINHOUD},
    naam="Wat bij een overname binnenkwam is gewist",
    betrokkenen=lambda _: [],
)
def confirm_overname(ctx: Context, overname_id: UUID) -> bool:
    """Nothing is missing: remove a part of what was received. Returns whether there is more; call it until not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM overname_record WHERE ctid = ANY (ARRAY("
            " SELECT ctid FROM overname_record WHERE overname_id = %s LIMIT %s))",
            [overname_id, PER_KEER],
        )
        more = cursor.rowcount == PER_KEER
    if not more:
        Overname.objects.filter(id=overname_id).update(bevestigd_op=timezone.now())
    return more
