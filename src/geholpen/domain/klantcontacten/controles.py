"""What was asked at a klantvraag to make sure who the customer is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.models import Identiteitscontrole
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: No list without a bound.
MAX_REGELS = 50


@dataclass(frozen=True, slots=True)
class ControleRegel:
    """A check of who the customer is: what was asked, and whether it was right."""

    id: UUID
    medewerker_id: UUID
    moment: datetime
    gevraagd: dict[str, bool]
    voldoende: bool


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken hoe wij controleerden wie u bent")
def controles_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[ControleRegel]:
    """Checks at one klantvraag, oldest first; the last MAX_REGELS."""
    rows = Identiteitscontrole.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    return [
        ControleRegel(c.id, c.medewerker_id, c.gecontroleerd_op, c.gevraagd, c.voldoende)
        for c in rows.order_by("-gecontroleerd_op")[:MAX_REGELS]
    ][::-1]
