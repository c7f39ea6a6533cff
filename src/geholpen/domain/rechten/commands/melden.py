"""*Dit klopt niet*: somebody does not recognise a look at their data."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import inzage_van
from geholpen.domain.rechten.indienen import dien_in
from geholpen.domain.rechten.models import Rechtenverzoek, Soort, Stand
from geholpen.domain.rechten.policy import may_ask
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7


@dataclass(frozen=True, slots=True)
class Melding:
    """Which act (trace and activity) is not right, and why. `id` is made when the form is shown: twice is once."""

    trace: UUID
    activiteit: UUID
    tekst: str
    id: UUID = field(default_factory=uuid7)


@command(
    may=may_ask,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.INZAGEREGISTRATIE},
    naam="U meldde dat een inzage niet klopt",
)
def meld_inzage(ctx: Context, partij_id: UUID, melding: Melding) -> UUID:
    """A question for the privacy officer with the trace and a month to answer. Returns the id of the klantvraag.

    Raises Invalid without text, when there is no such line for this customer, or while an earlier report of it waits.
    """
    regel = inzage_van(ctx, partij_id, melding.trace, melding.activiteit)
    if regel is None:
        raise Invalid("regel", "Deze regel is er niet meer. Ga terug naar de lijst en kies een andere.")
    if not melding.tekst.strip():
        raise Invalid("tekst", "Schrijf op wat er niet klopt.")
    wacht = Rechtenverzoek.objects.filter(partij_id=partij_id, soort=Soort.KLOPT_NIET, trace=melding.trace)
    if wacht.filter(activiteit=regel.nummer).exclude(stand=Stand.BESLOTEN).exclude(id=melding.id).exists():
        raise Invalid("tekst", "U meldde dit al. Wilt u er iets bij zeggen? Schrijf het bij die melding.")
    return dien_in(
        ctx, partij_id, Soort.KLOPT_NIET, melding.tekst, id=melding.id, trace=melding.trace, activiteit=regel.nummer
    )
