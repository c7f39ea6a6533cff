"""An appointment of which another agenda did not say whether it stands: a person looked there, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.balie.models import Afspraak, Stand
from geholpen.domain.balie.plannen import plan
from geholpen.domain.balie.policy import may_receive
from geholpen.domain.balie.sporen import with_trace
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class Nagekeken:
    """What somebody saw in the other agenda. `extern_id`: its number there, for cancelling; may be left out."""

    staat: bool
    notitie: str
    extern_id: str = ""


@command(may=may_receive, gegevens={G.CONTACTHISTORIE}, voor="ontvangen", naam="Nagekeken of uw afspraak vaststaat")
def settle_onzeker(ctx: Context, partij_id: UUID, afspraak_id: UUID, gezien: Nagekeken) -> None:
    """Settle an appointment that is not sure; the customer is told. Raises Invalid without a note, or when it is."""
    notitie = gezien.notitie.strip()
    if not notitie:
        raise Invalid("notitie", "Schrijf op wat u in de andere agenda zag.")
    rows = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id, stand=Stand.ONBEKEND)
    row = rows.select_for_update().first()
    if row is None:
        raise Invalid("afspraak", "Deze afspraak is intussen al nagekeken. Ververs de pagina.")
    stand = Stand.BEVESTIGD if gezien.staat else Stand.GEWEIGERD
    waarden = {"stand": stand, "uitleg": notitie[:300], "nagekeken_door": ctx.actor.person}
    waarden["sporen"] = with_trace(row, stand)
    if gezien.staat and gezien.extern_id.strip():
        waarden["extern_id"] = gezien.extern_id.strip()[:100]
    rows.update(**waarden)
    plan("bevestig_afspraak", partij_id, afspraak_id)
