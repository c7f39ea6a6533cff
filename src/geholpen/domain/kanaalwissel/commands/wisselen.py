"""Begin a switch: at once to a proven address, after a one-time proof to another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from geholpen.domain.chat.commands import Gevraagd, note_wissel
from geholpen.domain.chat.queries import chattaal
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kanaalwissel import tekst
from geholpen.domain.kanaalwissel.doelen import Doel, NieuweWissel, find_doel
from geholpen.domain.kanaalwissel.models import Wissel, WisselAdres, Wisselstaat
from geholpen.domain.kanaalwissel.policy import may_carry, may_switch
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import Belofte, promise, renew_promise
from geholpen.domain.klantcontacten.opschrijven import locked
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.partijen.queries import taal_van
from geholpen.platform import prepared, tasks
from geholpen.platform.context import ActorSoort, Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.taal import language

#: How long a link to prove an address works, and an invitation to log in.
GELDIG, GELDIG_MIJN = timedelta(hours=24), timedelta(days=14)
#: So soon after each other the same is asked twice by accident.
DUBBEL = timedelta(minutes=1)
#: Whoever needs one of these reads Dutch.
NEDERLANDS = frozenset({"nld", "fry"})
#: So many switches of one question a day; who goes on changing needs a person.
PER_DAG = 5


@dataclass(frozen=True, slots=True)
class Begonnen:
    """How a switch began: `staat` is wacht (a proof comes first), verder (it goes on there) or belofte (we call)."""

    wissel_id: UUID
    staat: str

    @property
    def bewezen(self) -> bool:
        """The question goes on there now."""
        return self.staat == Wisselstaat.VERDER


@command(
    may=may_switch,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    naam="Uw vraag gaat in een ander kanaal verder",
)
def begin_wissel(ctx: Context, partij_id: UUID, klantvraag_id: UUID, nieuw: NieuweWissel) -> Begonnen:
    """Let a question go on elsewhere. Raises Invalid for a channel that is not there or an address that is none.

    The same once more within a minute (a second click) is the one that began.
    """
    klant = ctx.actor.soort == ActorSoort.KLANT
    doel = find_doel(ctx, partij_id, nieuw, door_klant=klant, ingelogd=klant)
    locked(partij_id, klantvraag_id)
    if doel.moment is None and (begun := _begun(partij_id, klantvraag_id, nieuw.kanaal, doel)):
        return begun
    return _begin(ctx, regel_van(ctx, partij_id, klantvraag_id), nieuw, doel, uuid7(), door_klant=klant)


def _begun(partij_id: UUID, klantvraag_id: UUID, kanaal: str, doel: Doel) -> Begonnen | None:
    rows = Wissel.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, naar_kanaal=kanaal)
    last = rows.filter(begonnen_op__gt=timezone.now() - DUBBEL).order_by("-begonnen_op").first()
    same = last and WisselAdres.objects.filter(partij_id=partij_id, id=last.id, waarde=doel.waarde).exists()
    return Begonnen(last.id, last.staat) if last and same else None


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="U vroeg in de chat om ergens anders verder te praten",
)
def begin_wissel_uit_chat(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, nieuw: NieuweWissel, bezoek_id: UUID
) -> Begonnen:
    """The same for the visitor of a chat, who is nobody yet; the visit shows what becomes of it. Errors as above."""
    doel = find_doel(ctx, partij_id, nieuw, door_klant=True, ingelogd=False)
    vraag, wissel_id = regel_van(ctx, partij_id, klantvraag_id), uuid7()
    if doel.moment is None:  # a call that is promised is said in the chat itself
        note_wissel(ctx, bezoek_id, Gevraagd(wissel_id, doel.staat, timezone.now() + GELDIG))
    return _begin(ctx, vraag, nieuw, doel, wissel_id, door_klant=True)


def _begin(
    ctx: Context, vraag: VraagRegel, nieuw: NieuweWissel, doel: Doel, wissel_id: UUID, *, door_klant: bool
) -> Begonnen:
    _not_too_often(vraag)
    now, mijn = timezone.now(), nieuw.kanaal == "mijn"
    eigen = ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit)
    eigen |= {"partij_id": vraag.partij_id, "klantvraag_id": vraag.klantvraag_id}
    wissel = Wissel(
        id=wissel_id,
        van_kanaal=vraag.laatste_kanaal,
        naar_kanaal=nieuw.kanaal,
        initiatief="klant" if door_klant else "organisatie",
        reden=nieuw.reden.strip()[:200],
        staat=doel.staat,
        verloopt_op=now + (GELDIG_MIJN if mijn else GELDIG),
        bewezen_op=now if doel.staat == Wisselstaat.VERDER else None,
        medewerker_id=None if door_klant else ctx.actor.id,
        taal=language(chattaal(vraag.klantvraag_id) or (get_language() if door_klant else _needs(ctx, vraag))),
        **eigen,
    )
    prepared.insert(wissel, WisselAdres(id=wissel.id, soort=doel.soort, waarde=doel.waarde, **eigen))
    systeem = system("kanaalwissel").over({vraag.partij_id})
    if doel.moment is not None:
        promise_call(systeem, vraag.partij_id, vraag.klantvraag_id, doel)
    else:
        tasks.defer("stuur_wissel", systeem, partij_id=str(vraag.partij_id), wissel_id=str(wissel.id))
    return Begonnen(wissel.id, doel.staat)


def _needs(ctx: Context, vraag: VraagRegel) -> str:
    """The language the customer needs, as far as the purpose of the question gives it; "" for Dutch."""
    taal = taal_van(ctx, vraag.partij_id)
    return "" if taal in NEDERLANDS else taal


def _not_too_often(vraag: VraagRegel) -> None:
    recent = Wissel.objects.filter(partij_id=vraag.partij_id, klantvraag_id=vraag.klantvraag_id)
    if recent.filter(begonnen_op__gt=timezone.now() - timedelta(days=1)).count() >= PER_DAG:
        raise Invalid("kanaal", "Deze vraag wisselde vandaag al vaak van kanaal. Probeer het morgen weer, of bel ons.")


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="intake",
    naam="Wij beloofden u te bellen over uw vraag",
)
def promise_call(ctx: Context, partij_id: UUID, klantvraag_id: UUID, doel: Doel) -> UUID:
    """The switch to the telephone is a promise: this number, this part of that day. Returns the promise.

    Who asks again wants it otherwise: the promise that is still open becomes this one, and nobody is called twice.
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    assert doel.moment is not None  # noqa: S101  looked at by who calls
    wat = tekst.belbelofte(doel.moment)
    belofte = Belofte("terugbellen", wat, vraag.afdeling_code, doel.moment.dag, telefoonnummer=doel.waarde)
    anders = renew_promise(ctx, partij_id, klantvraag_id, tekst.BELBELOFTE, belofte)
    return anders or promise(ctx, partij_id, klantvraag_id, belofte)
