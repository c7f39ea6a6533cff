"""What somebody who acts for a customer may answer about consent: the database says it, here it is asked."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Q

from geholpen.domain.doelbinding.queries import reden_tekst
from geholpen.domain.klantcontacten.queries import machtiging_van
from geholpen.domain.rechten.models import Staat, Toestemming
from geholpen.domain.rechten.policy import NIVEAU
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Refused

#: The purpose under which this is done, and the reason that brings it.
DOEL, AANLEIDING = "toestemming_namens", "machtiging"


#: In these the law gives the decision to the representative, also against somebody's own "no".
BESLIST = frozenset({"curatele", "mentorschap", "bewind", "gezag", "voogdij"})


class OverDoel(Protocol):
    """Something about one purpose."""

    @property
    def activiteit(self) -> int: ...


def bereik(partij_id: UUID, vertegenwoordiging_id: UUID) -> frozenset[int]:
    """Purposes for which somebody may answer on the strength of this representation today; keys only."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT toestemming_bereik(%s, %s)", [partij_id, vertegenwoordiging_id])
        return frozenset(cursor.fetchone()[0])


def decides(partij_id: UUID, vertegenwoordiging_id: UUID) -> bool:
    """Whether the law gives the decision to who represents: then an own "no" can be changed too."""
    found = machtiging_van(partij_id, vertegenwoordiging_id)
    return found is not None and found.soort in BESLIST


def own_no(partij_id: UUID, activiteit: int) -> bool:
    """Whether the last thing that the customer said about this purpose is "no", or that it stops. Inside a door."""
    zelf = Q(gegeven_door=None) | Q(staat=Staat.INGETROKKEN, ingetrokken_door=None)
    rows = Toestemming.objects.filter(zelf, partij_id=partij_id, activiteit=activiteit)
    row = rows.order_by("-moment", "-id").first()
    gestopt = row is not None and row.staat == Staat.INGETROKKEN and row.ingetrokken_door is None
    return gestopt or (row is not None and row.staat == Staat.GEWEIGERD)


def may_answer_for(ctx: Context, partij_id: UUID, over: OverDoel | int) -> None:
    """Whoever acts for exactly this customer, logged in, about a purpose that it reaches. Raises Refused."""
    a = ctx.aanleiding
    if ctx.actor.soort != ActorSoort.KLANT or a is None or a.soort != AANLEIDING or a.partij_id != partij_id:
        raise Refused("GEEN_MACHTIGING", reden_tekst("GEEN_MACHTIGING"))
    if ctx.actor.niveau != NIVEAU:
        raise Refused("NIVEAU", "Log eerst in. Zo weten wij zeker dat u het bent.")
    found = machtiging_van(partij_id, a.id)
    nummer = over if isinstance(over, int) else over.activiteit
    if found is None or found.vertegenwoordiger_id != ctx.actor.id or nummer not in bereik(partij_id, a.id):
        raise Refused("GEEN_MACHTIGING", reden_tekst("GEEN_MACHTIGING"))
