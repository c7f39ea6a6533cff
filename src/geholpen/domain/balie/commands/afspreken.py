"""Make, move and cancel an appointment. Time is taken in the database first: nobody gets what somebody else has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from geholpen.domain.balie.agenda import DAGEN, NL, free_counter, ticks
from geholpen.domain.balie.models import STAAT, Afspraak, Afspraaksoort, Bezet, Locatie, Stand
from geholpen.domain.balie.plaatsen import free_times, locatie, soort, taken
from geholpen.domain.balie.plannen import plan
from geholpen.domain.balie.policy import may_book, may_intake
from geholpen.domain.balie.ports import Antwoord, Geboekt, NietGeboekt
from geholpen.domain.balie.sporen import first_trace, moved_trace, with_trace
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact, start_klantvraag
from geholpen.domain.klantcontacten.opschrijven import locked
from geholpen.platform import prepared
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.tasks import UITGAAND

VOL = gettext_noop("Deze tijd is net door iemand anders gekozen. Kies een andere.")
SAMEN = gettext_noop("Op dit moment staat al een afspraak. Kies een andere tijd, of bevestig dat beide moeten staan.")
#: The field of the warning that the customer has an appointment at that time: who sends again means both.
DUBBEL = "dubbel"
#: So long before it begins somebody is reminded.
HERINNER = timedelta(hours=24)
#: Open appointments that one customer can have.
MAX_OPEN = 5


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """What is asked for. `id` is made when the form is shown: sent twice it is one appointment."""

    soort_code: str
    locatie_code: str
    begin: datetime
    klantvraag_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)
    niveau: str = "asserted"  # how sure we are who asks, when an employee writes it down
    ook_dubbel: bool = False  # the customer means two at the same time


@command(may=may_book, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Een afspraak met u gemaakt")
def book_afspraak(ctx: Context, partij_id: UUID, aanvraag: Aanvraag) -> UUID:
    """Take the time and write the appointment down, all or nothing. Returns its id; again it changes nothing.

    Raises Invalid when the time is not (any more) free, Invalid(DUBBEL) when the customer has another one then that is
    not meant to stay beside it, and Unavailable when another agenda does not answer.
    """
    if Afspraak.objects.filter(partij_id=partij_id, id=aanvraag.id).exists():
        return aanvraag.id
    if Afspraak.objects.filter(partij_id=partij_id, stand__in=STAAT, eind__gt=timezone.now()).count() >= MAX_OPEN:
        raise Invalid("begin", f"U heeft al {MAX_OPEN} afspraken staan. Zeg er eerst een af.")
    wat, plek = soort(aanvraag.soort_code), locatie(aanvraag.locatie_code)
    begin = _possible(plek, wat, aanvraag.begin)
    if not aanvraag.ook_dubbel:
        _alone(partij_id, wat, begin)
    if plek.agenda == "eigen":
        _take(plek, wat, begin, aanvraag.id)
    vraag_id, activiteit = _question(ctx, partij_id, wat, aanvraag)
    eigen = {"partij_id": partij_id, "klantvraag_id": vraag_id, **ctx.herkomst(activiteit)}
    prepared.insert(_row(ctx, plek, wat, begin, aanvraag.id, eigen))
    _plan(partij_id, aanvraag.id, begin, extern=plek.agenda != "eigen")
    return aanvraag.id


def _alone(partij_id: UUID, wat: Afspraaksoort, begin: datetime, behalve: UUID | None = None) -> None:
    """Nobody is at two counters at once. Raises Invalid that names no other place or purpose."""
    eind = begin + timedelta(minutes=wat.minuten)
    rows = Afspraak.objects.filter(partij_id=partij_id, stand__in=STAAT, begin__lt=eind, eind__gt=begin)
    if (rows.exclude(id=behalve) if behalve else rows).exists():
        raise Invalid(DUBBEL, SAMEN)


def _row(ctx: Context, plek: Locatie, wat: Afspraaksoort, begin: datetime, id: UUID, eigen: dict[str, Any]) -> Afspraak:
    stand = Stand.BEVESTIGD if plek.agenda == "eigen" else Stand.GEVRAAGD
    return Afspraak(
        id=id,
        soort_code=wat.code,
        locatie_code=plek.code,
        begin=begin,
        eind=begin + timedelta(minutes=wat.minuten),
        stand=stand,
        sporen=first_trace(stand, begin),
        kanaal="mijn" if ctx.actor.soort == ActorSoort.KLANT else "balie",
        agenda=plek.agenda,
        video_sleutel=secrets.token_urlsafe(18) if wat.video else "",
        **eigen,
    )


def _question(ctx: Context, partij_id: UUID, wat: Afspraaksoort, aanvraag: Aanvraag) -> tuple[UUID, int]:
    """The klantvraag it is about and its activity: the one at hand, or a new one about what it is for."""
    if aanvraag.klantvraag_id is not None:
        vraag = locked(partij_id, aanvraag.klantvraag_id)
        return vraag.id, onderwerp(vraag.onderwerp_code).activiteit
    klant = ctx.actor.soort == ActorSoort.KLANT
    contact = NieuwKlantcontact("mijn" if klant else "balie", "klant", f"Afspraak gemaakt: {wat.naam}.", gelukt=True)
    niveau = ctx.actor.niveau if klant else aanvraag.niveau
    made = start_klantvraag(ctx, partij_id, NieuweKlantvraag(wat.onderwerp_code, True, niveau, contact))
    return made.klantvraag_id, onderwerp(wat.onderwerp_code).activiteit


def _possible(plek: Locatie, wat: Afspraaksoort, begin: datetime) -> datetime:
    """The moment, when it is one of those that are offered. Raises Invalid."""
    moment = begin.astimezone(NL)
    if not timezone.now() < moment < timezone.now() + timedelta(days=DAGEN):
        raise Invalid("begin", "Kies een dag en een tijd die nog komen.")
    if moment not in free_times(plek, wat, moment.date(), timezone.now()):
        raise Invalid("begin", VOL)
    return moment.astimezone(UTC)


def _take(plek: Locatie, wat: Afspraaksoort, begin: datetime, id: UUID) -> None:
    """Take a counter for all of it. Who came a moment later is told so by the database."""
    for _ in range(plek.loketten):
        loket = free_counter(begin, wat.minuten, plek.loketten, taken(plek, begin.astimezone(NL).date()))
        if not loket:
            break
        rows = [Bezet(locatie_code=plek.code, begin=t, loket=loket, afspraak_id=id) for t in ticks(begin, wat.minuten)]
        try:
            with transaction.atomic():
                Bezet.objects.bulk_create(rows)
        except IntegrityError:
            continue  # another counter may still be free
        return
    raise Invalid("begin", VOL)


def _plan(partij_id: UUID, id: UUID, begin: datetime, *, extern: bool) -> None:
    plan("boek_extern" if extern else "bevestig_afspraak", partij_id, id, queue=UITGAAND if extern else "default")
    if begin - HERINNER > timezone.now():
        plan("herinner_afspraak", partij_id, id, at=begin - HERINNER)


@command(may=may_book, gegevens={G.CONTACTHISTORIE}, naam="Uw afspraak verzet")
def move_afspraak(
    ctx: Context, partij_id: UUID, afspraak_id: UUID, begin: datetime, *, ook_dubbel: bool = False
) -> None:
    """Another moment, same place and purpose, all or nothing. Raises Invalid as for a new one."""
    row = _open(partij_id, afspraak_id)
    if row.agenda != "eigen":
        raise Invalid("begin", "Deze afspraak kunt u niet verzetten. Zeg hem af en maak een nieuwe.")
    plek, wat = locatie(row.locatie_code), soort(row.soort_code)
    nieuw = _possible(plek, wat, begin)
    if not ook_dubbel:
        _alone(partij_id, wat, nieuw, afspraak_id)
    Bezet.objects.filter(afspraak_id=afspraak_id).delete()
    _take(plek, wat, nieuw, afspraak_id)
    Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).update(
        begin=nieuw,
        eind=nieuw + timedelta(minutes=wat.minuten),
        versie=row.versie + 1,
        herinnerd_op=None,
        sporen=moved_trace(row, nieuw),
    )
    _plan(partij_id, afspraak_id, nieuw, extern=False)


@command(may=may_book, gegevens={G.CONTACTHISTORIE}, naam="Uw afspraak afgezegd")
def cancel_afspraak(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> None:
    """The time is free for somebody else. Raises Invalid when it is over already."""
    row = _open(partij_id, afspraak_id)
    Bezet.objects.filter(afspraak_id=afspraak_id).delete()
    Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).update(
        stand=Stand.AFGEZEGD, versie=row.versie + 1, sporen=with_trace(row, Stand.AFGEZEGD)
    )
    plan("bevestig_afspraak", partij_id, afspraak_id)
    if row.agenda != "eigen" and row.extern_id:
        plan("zeg_extern_af", partij_id, afspraak_id, queue=UITGAAND)


def _open(partij_id: UUID, afspraak_id: UUID) -> Afspraak:
    row = Afspraak.objects.select_for_update().filter(partij_id=partij_id, id=afspraak_id).first()
    if row is None:
        raise Invalid("afspraak", "Deze afspraak bestaat niet of hoort bij een ander doel.")
    if row.stand not in STAAT or row.begin < timezone.now():
        raise Invalid("afspraak", "Deze afspraak is al geweest of afgezegd.")
    return row


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Bijgehouden of uw afspraak vaststaat")
def settle_extern(ctx: Context, partij_id: UUID, afspraak_id: UUID, antwoord: Antwoord) -> str:
    """What another agenda said. Unknown stays unknown until it was read back. Returns where it stands now."""
    row = Afspraak.objects.select_for_update().get(partij_id=partij_id, id=afspraak_id)
    if row.stand not in (Stand.GEVRAAGD, Stand.ONBEKEND):
        return row.stand
    rows = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id)
    if isinstance(antwoord, Geboekt):
        sporen = with_trace(row, Stand.BEVESTIGD)
        rows.update(stand=Stand.BEVESTIGD, extern_id=antwoord.extern_id[:100], sporen=sporen)
        plan("bevestig_afspraak", partij_id, afspraak_id)
        return Stand.BEVESTIGD
    if isinstance(antwoord, NietGeboekt):
        rows.update(stand=Stand.GEWEIGERD, sporen=with_trace(row, Stand.GEWEIGERD))
        plan("bevestig_afspraak", partij_id, afspraak_id)
        return Stand.GEWEIGERD
    rows.update(stand=Stand.ONBEKEND, uitleg=antwoord.uitleg[:300])
    return Stand.ONBEKEND
