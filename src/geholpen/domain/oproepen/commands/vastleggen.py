"""A call goes into the log of a customer once it is known whose it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.opschrijven import locked
from geholpen.domain.oproepen.models import KlantOproep, Oproep
from geholpen.domain.oproepen.policy import may_intake
from geholpen.domain.oproepen.stand import Stand
from geholpen.platform import prepared, tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command

#: Calls that one conversation can have.
MAX_OPROEPEN = 20


@dataclass(frozen=True, slots=True)
class Gebeld:
    """One call, as it goes into the log of a customer."""

    id: UUID
    partij_id: UUID
    klantvraag_id: UUID
    gesprek_id: UUID | None
    richting: str
    begonnen_op: datetime
    opgenomen_op: datetime | None
    beeindigd_op: datetime
    uitkomst: str

    @property
    def wachttijd(self) -> int | None:
        """Seconds until somebody answered, or until it ended."""
        return max(0, int(((self.opgenomen_op or self.beeindigd_op) - self.begonnen_op).total_seconds()))

    @property
    def duur(self) -> int | None:
        """Seconds of conversation; None when nobody answered."""
        return max(0, int((self.beeindigd_op - self.opgenomen_op).total_seconds())) if self.opgenomen_op else None


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Een telefoongesprek bij de juiste klant gelegd",
    betrokkenen=lambda _: [],
)
def link_oproep(ctx: Context, gesprek_id: UUID, partij_id: UUID, klantvraag_id: UUID) -> bool:
    """A conversation was recorded: its calls are of this customer. Returns whether there were any. Again is harmless.

    There can be two: one that broke off, and calling back.
    """
    rows = Oproep.objects.select_for_update().filter(gesprek_id=gesprek_id)
    found = list(rows.order_by("id")[:MAX_OPROEPEN])
    rows.update(partij_id=partij_id, klantvraag_id=klantvraag_id)
    for oproep in found:
        if oproep.stand == Stand.BEEINDIGD:
            tasks.defer("leg_oproep_vast", system("telefoon"), oproep_id=str(oproep.id))
    return bool(found)


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Uw telefoongesprek met ons bijgehouden")
def keep_oproep(ctx: Context, gebeld: Gebeld) -> None:
    """Write the call in the customer's log, once."""
    vraag = locked(gebeld.partij_id, gebeld.klantvraag_id)
    if KlantOproep.objects.filter(partij_id=gebeld.partij_id, id=gebeld.id).exists():
        return
    prepared.insert(
        KlantOproep(
            partij_id=gebeld.partij_id,
            id=gebeld.id,
            klantvraag_id=vraag.id,
            gesprek_id=gebeld.gesprek_id,
            richting=gebeld.richting,
            begonnen_op=gebeld.begonnen_op,
            wachttijd_seconden=gebeld.wachttijd,
            duur_seconden=gebeld.duur,
            uitkomst=gebeld.uitkomst,
            **ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit),
        )
    )
