"""Whose turn it is by how our answer is on its way: what did not arrive leaves the customer waiting for us."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.models import Bericht, Bezorging, BezorgSoort, BezorgStaat
from geholpen.domain.berichten.ports import Aard
from geholpen.domain.klantcontacten.opschrijven import locked, redo_beurt, undo_beurt
from geholpen.platform.context import Context

#: A way that got here needs no other beside it.
AANGEKOMEN = frozenset({BezorgStaat.BEZORGD, BezorgStaat.GELEZEN})
#: A way that may still bring it: then there is nothing to recover.
LOOPT = AANGEKOMEN | {BezorgStaat.WACHTRIJ, BezorgStaat.ONDERWEG, BezorgStaat.VERSTUURD}
#: To the customer: what does not arrive goes on another way. A copy to somebody else does not.
HERSTELBAAR = frozenset({BezorgSoort.ZELF, BezorgSoort.VERBETERING})


def lock_way(partij_id: UUID, bezorging_id: UUID) -> Bezorging | None:
    """A delivery, locked after its question: the order in which who corrects or takes back locks them.

    The other way around, two would hold what the other waits for, and the database ends one of them.
    """
    rows = Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id)
    while vraag_id := rows.values_list("klantvraag_id", flat=True).first():
        locked(partij_id, vraag_id)
        row = rows.select_for_update().first()
        if row is None or row.klantvraag_id == vraag_id:  # else it became a question of its own meanwhile
            return row
    return None


def take_turn_back(ctx: Context, row: Bezorging) -> None:
    """The customer waits for us again, unless another way may still bring it, or it is nobody's answer."""
    same = Bezorging.objects.filter(partij_id=row.partij_id, bericht_id=row.bericht_id, soort=row.soort)
    if not same.filter(staat__in=LOOPT).exists() and (beurt := _turn(row)):
        undo_beurt(ctx, locked(row.partij_id, row.klantvraag_id), beurt, timezone.now())


def give_turn(ctx: Context, row: Bezorging) -> None:
    """Our answer is on its way, or arrived after all: the customer does not wait for us."""
    if row.soort in HERSTELBAAR and (beurt := _turn(row)):
        redo_beurt(ctx, locked(row.partij_id, row.klantvraag_id), beurt)


def _turn(row: Bezorging) -> int:
    """In which turn somebody of us said this; 0 for what went by itself, as a confirmation does."""
    bericht = Bericht.objects.get(partij_id=row.partij_id, id=row.bericht_id)
    return 0 if bericht.aard == Aard.AUTOMATISCH else bericht.volgnummer
