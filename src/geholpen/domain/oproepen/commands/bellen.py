"""Click to call: our own record first, then the exchange is asked; its news says what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd, Verzenduitkomst
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.oproepen.models import Oproep, Toestel
from geholpen.domain.oproepen.nummers import normalise
from geholpen.domain.oproepen.policy import may_call, may_intake
from geholpen.domain.oproepen.stand import Stand, Uitkomst
from geholpen.platform import tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7


@dataclass(frozen=True, slots=True)
class Waarover:
    """What a call is about: a question that runs, or a conversation in which that is still to be written down."""

    klantvraag_id: UUID | None = None
    gesprek_id: UUID | None = None


@command(
    may=may_call,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Wij belden u",
    betrokkenen=lambda made: [made[1]],
)
def request_oproep(ctx: Context, account: str, partij_id: UUID, over: Waarover, nummer: str) -> tuple[UUID, UUID]:
    """Ring the employee's own extension and then this number. Returns (id of the call, the customer).

    Raises Invalid without an extension, or for what is no number. A call in a conversation gets its question when that
    conversation is recorded.
    """
    toestel = Toestel.objects.filter(medewerker_id=ctx.actor.person, actief=True).order_by("toestel").first()
    if toestel is None:
        raise Invalid("toestel", "Wij weten uw toestel niet. Vraag de beheerder om het in te stellen, of bel zelf.")
    e164 = normalise(nummer)
    if not e164:
        raise Invalid("nummer", "Dit nummer kunnen wij niet bellen. Controleer de cijfers.")
    id = uuid7()
    Oproep.objects.create(
        id=id,
        account=account,
        sleutel=f"gevraagd:{id}",
        richting="uit",
        nummer=e164,
        nummer_e164=e164,
        toestel=toestel.toestel,
        medewerker_id=ctx.actor.person,
        partij_id=partij_id,
        klantvraag_id=over.klantvraag_id,
        gesprek_id=over.gesprek_id,
    )
    tasks.defer("bel", system("telefoon"), queue=tasks.UITGAAND, oproep_id=str(id))
    return id, partij_id


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Bijgehouden hoe het bellen ging",
    betrokkenen=lambda _: [],
)
def book_gevraagd(ctx: Context, oproep_id: UUID, uitkomst: Verzenduitkomst) -> None:
    """What the exchange said when it was asked to call. News of the call itself counts for more."""
    oproep = Oproep.objects.select_for_update().get(id=oproep_id)
    if not oproep.sleutel.startswith("gevraagd:"):
        return
    if isinstance(uitkomst, Geaccepteerd):
        taken = Oproep.objects.filter(account=oproep.account, sleutel=uitkomst.kenmerk).exists()
        if uitkomst.kenmerk and not taken:
            Oproep.objects.filter(id=oproep_id).update(sleutel=uitkomst.kenmerk[:200])
        return
    einde = Uitkomst.MISLUKT if isinstance(uitkomst, Geweigerd) else Uitkomst.ONBEKEND
    Oproep.objects.filter(id=oproep_id).update(stand=Stand.BEEINDIGD, uitkomst=einde, beeindigd_op=timezone.now())
