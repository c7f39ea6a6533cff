"""Whose turn it is by how our answer is on its way: what did not arrive leaves the customer waiting for us."""

from __future__ import annotations

from django.utils import timezone

from geholpen.domain.berichten.models import Bericht, Bezorging, BezorgSoort, BezorgStaat
from geholpen.domain.klantcontacten.opschrijven import locked, redo_beurt, undo_beurt
from geholpen.platform.context import Context

#: A way that got here needs no other beside it.
AANGEKOMEN = frozenset({BezorgStaat.BEZORGD, BezorgStaat.GELEZEN})
#: A way that may still bring it: then there is nothing to recover.
LOOPT = AANGEKOMEN | {BezorgStaat.WACHTRIJ, BezorgStaat.ONDERWEG, BezorgStaat.VERSTUURD}
#: To the customer: what does not arrive goes on another way. A copy to somebody else does not.
HERSTELBAAR = frozenset({BezorgSoort.ZELF, BezorgSoort.VERBETERING})


def take_turn_back(ctx: Context, row: Bezorging) -> None:
    """The customer waits for us again, unless another way may still bring it, or it is nobody's answer."""
    same = Bezorging.objects.filter(partij_id=row.partij_id, bericht_id=row.bericht_id, soort=row.soort)
    if not same.filter(staat__in=LOOPT).exists():
        bericht = Bericht.objects.get(partij_id=row.partij_id, id=row.bericht_id)
        vraag = locked(row.partij_id, row.klantvraag_id)
        if bericht.aard != "automatisch":
            undo_beurt(ctx, vraag, bericht.volgnummer, timezone.now())


def give_turn(ctx: Context, row: Bezorging) -> None:
    """Our answer is on its way, or arrived after all: the customer does not wait for us."""
    if row.soort in HERSTELBAAR:
        volgnummer = Bericht.objects.values_list("volgnummer", flat=True).get(
            partij_id=row.partij_id, id=row.bericht_id
        )
        redo_beurt(ctx, locked(row.partij_id, row.klantvraag_id), volgnummer)
