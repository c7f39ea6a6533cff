"""Say that one is there, take or give back what is offered, ask for the next; and how work is given out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.commands.behandelen import assign_klantvraag
from geholpen.domain.klantcontacten.models import Beschikbaarheid, KanaalWerk, Verdeelregel, Werkprofiel
from geholpen.domain.klantcontacten.policy import may_be_there, may_decide, may_lead
from geholpen.domain.klantcontacten.verdelen import ronde
from geholpen.domain.klantcontacten.verdelen.models import Stand
from geholpen.domain.organisatie.queries import medewerker
from geholpen.platform import onthouden
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

#: Why somebody is busy, on a break or away: codes, no free text.
REDENEN = ("", "overleg", "nawerk", "lunch", "pauze", "training", "einde_dienst")
#: A browser without script gives no sign of life by itself.
ZONDER_SCRIPT = timedelta(minutes=10)
VOORBIJ = "Deze vraag is niet meer voor u. Een collega heeft de vraag, of de tijd was om. U hoeft niets te doen."


@command(may=may_be_there, gegevens=(), voor="werkvoorraad", naam="Beschikbaarheid gemeld", betrokkenen=lambda _: [])
def set_stand(ctx: Context, stand: str, reden: str = "") -> None:
    """The acting employee is available, busy, on a break or away. Raises Invalid for another word."""
    if stand not in Stand.values or reden not in REDENEN:
        raise Invalid("stand", "Kies beschikbaar, bezet, pauze of afwezig.")
    now = timezone.now()
    Beschikbaarheid.objects.update_or_create(
        medewerker_id=ctx.actor.person,
        defaults={"stand": stand, "reden": reden, "sinds": now, "gemist": 0, "teken_tot": now + ZONDER_SCRIPT},
    )
    if stand == Stand.BESCHIKBAAR:
        ronde.give_out(now, ctx.actor.afdeling)
    else:
        ronde.give_all_back(ctx.actor.person)


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Een medewerker heeft uw vraag opgepakt")
def accept_toewijzing(ctx: Context, partij_id: UUID, klantvraag_id: UUID, toewijzing_id: UUID) -> None:
    """Take the question that was offered. Raises Refused when it is somebody else's by now."""
    assign_klantvraag(ctx, partij_id, klantvraag_id)
    if not ronde.accept(ctx.actor.person, toewijzing_id):
        raise Refused("AANBOD_VOORBIJ", VOORBIJ)


@command(may=may_be_there, gegevens=(), voor="werkvoorraad", naam="Vraag teruggegeven", betrokkenen=lambda _: [])
def decline_toewijzing(ctx: Context, toewijzing_id: UUID) -> bool:
    """Give an offer back: it keeps its place and goes to a colleague. False when it was over already."""
    open_still = ronde.give_back(ctx.actor.person, toewijzing_id)
    ronde.give_out(afdeling=ctx.actor.afdeling)
    return open_still


@command(may=may_be_there, gegevens=(), voor="werkvoorraad", naam="Volgende vraag gevraagd", betrokkenen=lambda _: [])
def ask_next(ctx: Context) -> UUID | None:
    """Offer the acting employee the next question that fits. Returns the assignment, None when nothing fits."""
    Beschikbaarheid.objects.get_or_create(medewerker_id=ctx.actor.person)
    return ronde.take_next(ctx.actor.person, ctx.actor.afdeling)


@dataclass(frozen=True, slots=True)
class Profiel:
    """What an employee can and how much at a time."""

    capaciteit: int
    onderwerpen: tuple[str, ...] = ()
    talen: tuple[str, ...] = ()
    kanalen: tuple[str, ...] = ()


@command(
    may=may_lead, gegevens=(), voor="werkvoorraad", naam="Werkprofiel van een medewerker", betrokkenen=lambda _: []
)
def set_werkprofiel(ctx: Context, medewerker_id: UUID, profiel: Profiel) -> None:
    """Skills and capacity of somebody of the own department. Raises Invalid with the field."""
    wie = medewerker(medewerker_id)
    if wie is None or wie.afdeling_code != ctx.actor.afdeling:
        raise Invalid("medewerker", "Kies iemand van uw eigen afdeling.")
    if not 0 <= profiel.capaciteit <= 300:
        raise Invalid("capaciteit", "Vul een getal van 0 tot en met 300 in. Gewoon is 100.")
    if set(profiel.onderwerpen) - {o.code for o in onderwerpen()}:
        raise Invalid("onderwerpen", "Kies onderwerpen uit de lijst.")
    if set(profiel.kanalen) - set(KanaalWerk.objects.values_list("kanaal", flat=True)):
        raise Invalid("kanalen", "Kies kanalen uit de lijst.")
    lists = {naam: list(getattr(profiel, naam)) for naam in ("onderwerpen", "talen", "kanalen")}
    values = {"capaciteit": profiel.capaciteit, **lists}
    Werkprofiel.objects.update_or_create(medewerker_id=medewerker_id, defaults=values)


@command(may=may_lead, gegevens=(), voor="werkvoorraad", naam="Verdeling ingesteld", betrokkenen=lambda _: [])
def set_verdeelregel(ctx: Context, regel: ronde.Regel) -> None:
    """How the own department gives out its work. Raises Invalid for minutes that are none."""
    if regel.afdeling_code != ctx.actor.afdeling:
        raise Refused("ANDERE_AFDELING", "U stelt alleen de verdeling van uw eigen afdeling in.")
    for naam in ("onderwerp_na", "taal_na", "vaste_minuten"):
        if not 0 <= getattr(regel, naam) <= 10_000:
            raise Invalid(naam, "Vul een aantal minuten in, van 0 tot en met 10000.")
    names = ("aanbieden", "onderwerp_na", "taal_na", "vaste_minuten")
    values = {naam: getattr(regel, naam) for naam in names}
    Verdeelregel.objects.update_or_create(afdeling_code=regel.afdeling_code, defaults=values)


@dataclass(frozen=True, slots=True)
class Gewicht:
    """What one question in this channel asks of an employee."""

    kanaal: str
    gewicht: int
    aanbod_seconden: int
    voorsprong_minuten: int


@command(may=may_lead, gegevens=(), voor="werkvoorraad", naam="Zwaarte van een kanaal", betrokkenen=lambda _: [])
def set_kanaalgewicht(ctx: Context, nieuw: Gewicht) -> None:
    """How heavy a channel weighs, for everybody. Raises Invalid with the field."""
    if not 1 <= nieuw.gewicht <= 100:
        raise Invalid("gewicht", "Vul een getal van 1 tot en met 100 in. Met 100 past er niets naast.")
    if not 10 <= nieuw.aanbod_seconden <= 3600:
        raise Invalid("aanbod_seconden", "Vul een aantal seconden in, van 10 tot en met 3600.")
    if not 0 <= nieuw.voorsprong_minuten <= 10_000:
        raise Invalid("voorsprong_minuten", "Vul een aantal minuten in, van 0 tot en met 10000.")
    names = ("gewicht", "aanbod_seconden", "voorsprong_minuten")
    KanaalWerk.objects.filter(kanaal=nieuw.kanaal).update(**{naam: getattr(nieuw, naam) for naam in names})
    onthouden.forget()
