"""Book what became of telling a recipient; a person tells by hand, or says: try again."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.models import Mededeling, Mededelingstand
from geholpen.domain.rechten.policy import may_handle, may_tell
from geholpen.domain.rechten.vertellen import plan, tell
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing
from geholpen.platform.models import uuid7


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE},
    naam="Iemand die een oud gegeven van u kreeg, hoorde dat het is verbeterd",
)
def vertel_verbetering(ctx: Context, partij_id: UUID, mededeling_id: UUID) -> str:
    """Tell one recipient, or look whether they know by now; what waits is looked at again. Returns the state."""
    row = Mededeling.objects.select_for_update().filter(partij_id=partij_id, id=mededeling_id).first()
    if row is None or row.stand != Mededelingstand.WACHT:
        return row.stand if row else ""
    row.stand, row.pogingen = tell(row), row.pogingen + 1
    _save(row)
    plan(ctx, row)
    return row.stand


@command(
    may=may_handle, gegevens={G.CONTACTHISTORIE}, naam="De privacy officer vertelde zelf dat een gegeven is verbeterd"
)
def heb_verteld(ctx: Context, partij_id: UUID, mededeling_id: UUID) -> None:
    """By telephone, letter or mail. Raises Missing when they know already."""
    row = _open(partij_id, mededeling_id)
    row.stand, row.door = Mededelingstand.VERTELD, ctx.actor.person
    _save(row)


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE},
    naam="De privacy officer liet opnieuw vertellen dat een gegeven is verbeterd",
)
def vertel_opnieuw(ctx: Context, partij_id: UUID, mededeling_id: UUID) -> None:
    """Once more, as a new message. Raises Missing when they know already, or it is being tried."""
    row = _open(partij_id, mededeling_id)
    if row.stand == Mededelingstand.WACHT or row.soort == "organisatie":
        raise Missing
    row.stand, row.pogingen, row.sleutel = Mededelingstand.WACHT, 0, uuid7()
    _save(row)
    plan(ctx, row)


def _open(partij_id: UUID, mededeling_id: UUID) -> Mededeling:
    row = Mededeling.objects.select_for_update().filter(partij_id=partij_id, id=mededeling_id).first()
    if row is None or row.stand == Mededelingstand.VERTELD:
        raise Missing
    return row


def _save(row: Mededeling) -> None:
    Mededeling.objects.filter(partij_id=row.partij_id, id=row.id).update(
        stand=row.stand, pogingen=row.pogingen, sleutel=row.sleutel, door=row.door, sinds=timezone.now()
    )
