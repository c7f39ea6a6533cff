"""Ask the provider what became of a message of which we heard nothing. Nothing is sent again by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.beurtwissel import lock_way
from geholpen.domain.berichten.commands.bezorgen import note_event, record_uitkomst
from geholpen.domain.berichten.commands.bezorgnieuws import book_news
from geholpen.domain.berichten.models import Bezorging, BezorgStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Bezorgnieuws, Geaccepteerd, Navraagkanaal, Niets, kanaal
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform import tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import body, command

#: When to ask after an outcome was unknown; after the last time a person decides.
NAVRAGEN = (timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))
NOOIT_GEKREGEN = "De aanbieder heeft dit bericht niet gekregen. U kunt het opnieuw versturen."


@dataclass(frozen=True, slots=True)
class Navraag:
    """A delivery to ask about."""

    kanaal: str
    account_id: UUID


def plan_navraag(partij_id: UUID, bezorging_id: UUID, soort: str, keer: int = 0) -> None:
    """Ask later, when the provider of this channel can be asked at all."""
    if keer < len(NAVRAGEN) and isinstance(kanaal(soort), Navraagkanaal):
        ids = {"partij_id": str(partij_id), "bezorging_id": str(bezorging_id), "keer": str(keer)}
        at = timezone.now() + NAVRAGEN[keer]
        tasks.defer("vraag_na", system(soort).over({partij_id}), at=at, queue=tasks.UITGAAND, **ids)


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Nagevraagd of ons bericht aankwam")
def begin_navraag(ctx: Context, partij_id: UUID, bezorging_id: UUID) -> Navraag | None:
    """What to ask; None when it is known by now."""
    row = Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id, staat=BezorgStaat.ONBEKEND).first()
    return Navraag(row.kanaal, row.account_id) if row and row.account_id else None


@command(
    may=may_intake, gegevens={G.CONTACTHISTORIE}, leest={G.CONTACTINHOUD, G.CONTACTADRESSEN}, voor="intake",
    naam="Wij hoorden of ons bericht is aangekomen",
)  # fmt: skip
def record_navraag(
    ctx: Context, partij_id: UUID, bezorging_id: UUID, gehoord: Geaccepteerd | Bezorgnieuws | Niets
) -> None:
    """Book the answer. That the provider never had it is told to whoever may send it again."""
    if isinstance(gehoord, Geaccepteerd):
        body(record_uitkomst)(ctx, partij_id, bezorging_id, gehoord)
    elif (row := lock_way(partij_id, bezorging_id)) is None:
        return  # destroyed while we asked
    elif isinstance(gehoord, Bezorgnieuws):
        book_news(ctx, row, gehoord)
    elif row.staat == BezorgStaat.ONBEKEND:
        note_event(ctx, row, "niet_gekregen", NOOIT_GEKREGEN)
        Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(uitleg=NOOIT_GEKREGEN)
