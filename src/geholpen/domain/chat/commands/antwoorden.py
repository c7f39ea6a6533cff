"""What an employee writes in a chat: it is on the screen of the visitor as soon as it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from geholpen.domain.berichten.inschrijven import (
    NieuwBericht,
    forget_concept,
    known_version,
    last_number_in,
    write_bericht,
)
from geholpen.domain.berichten.ports import OntvangenBijlage
from geholpen.domain.chat.commands.bestanden import add_chatbestanden
from geholpen.domain.chat.commands.bezoeken import finish
from geholpen.domain.chat.commands.schrijven import KANAAL
from geholpen.domain.chat.events import ChatChanged
from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.chat.policy import may_answer
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import NieuwKlantcontact, assign_klantvraag
from geholpen.domain.klantcontacten.opschrijven import take_beurt
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import uuid7

NIEUWER_BERICHT = "Er is een nieuwer bericht van de klant. Lees dat eerst."
GEEN_CHAT = "Deze chat is afgesloten. Stuur uw antwoord op een andere manier."


@dataclass(frozen=True, slots=True)
class Chatantwoord:
    """What an employee sends. `gezien_tot`: number of the last message on the screen."""

    tekst: str
    gezien_tot: int
    toch_versturen: bool = False
    bijlagen: tuple[OntvangenBijlage, ...] = ()  # judged: they may go out
    sjabloonversie_id: UUID | None = None  # the text of ours that it was begun with


@command(may=may_answer, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Wij antwoordden u in de chat")
def answer_chat(ctx: Context, partij_id: UUID, klantvraag_id: UUID, antwoord: Chatantwoord) -> int:
    """Say it in the window of the visitor. Returns its number. Whoever answers first has the question.

    Raises Invalid without text or when the chat is over, Refused(NIEUWER_BERICHT) when the visitor wrote after
    `gezien_tot`.
    """
    tekst = antwoord.tekst.strip()
    if not tekst and not antwoord.bijlagen:
        raise Invalid("tekst", "Schrijf eerst uw antwoord.")
    bezoek = open_visit(klantvraag_id)
    if bezoek is None:
        raise Invalid("kanaal", GEEN_CHAT)
    if regel_van(ctx, partij_id, klantvraag_id).behandelaar_id is None:
        assign_klantvraag(ctx, partij_id, klantvraag_id)
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", KANAAL, door_mens=True)
    if last_number_in(partij_id, klantvraag_id) > antwoord.gezien_tot and not antwoord.toch_versturen:
        raise Refused("NIEUWER_BERICHT", NIEUWER_BERICHT)
    if bezoek.klantcontact_id is None:
        beurt.add_contact(ctx, NieuwKlantcontact(KANAAL, "organisatie", tekst))
    else:
        beurt.klantcontact_id = bezoek.klantcontact_id
    inhoud = {"tekst": tekst, "nieuwe_tekst": tekst}
    begonnen = known_version(antwoord.sjabloonversie_id)
    wie = ctx.actor.person
    nieuw = NieuwBericht("uit", KANAAL, inhoud, medewerker_id=wie, sjabloonversie_id=begonnen, id=uuid7())
    write_bericht(ctx, beurt, nieuw)
    if antwoord.bijlagen:
        add_chatbestanden(
            replace(system(KANAAL).over({partij_id}), trace=ctx.trace), partij_id, nieuw.id, antwoord.bijlagen
        )
    forget_concept(partij_id, klantvraag_id)
    now = timezone.now()
    Chatbezoek.objects.filter(id=bezoek.id).update(
        wacht_sinds=None, beantwoord_op=bezoek.beantwoord_op or now, klantcontact_id=beurt.klantcontact_id
    )
    ctx.publish(ChatChanged(partij_id, klantvraag_id, bezoek.id, "bericht"))
    return beurt.volgnummer


def open_visit(klantvraag_id: UUID) -> Chatbezoek | None:
    """The visit that goes on about this klantvraag, locked; the newest when there are several. Only inside a door."""
    rows = Chatbezoek.objects.select_for_update().filter(klantvraag_id=klantvraag_id, geeindigd_op=None)
    return rows.order_by("-id").first()


@command(may=may_answer, gegevens={G.CONTACTHISTORIE}, naam="Een medewerker sloot de chat")
def close_chat(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> bool:
    """End the chat; the question stays as it is. Returns whether one was going on."""
    regel_van(ctx, partij_id, klantvraag_id)
    return finish(ctx, Q(klantvraag_id=klantvraag_id, partij_id=partij_id), "medewerker")


@command(may=may_answer, gegevens=(), leest={G.CONTACTHISTORIE}, naam="Een medewerker las uw bericht in de chat")
def mark_door_ons_gelezen(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tot: int) -> None:
    """Messages up to this number were on the screen of an employee. Never back; the visitor sees it."""
    rows = Chatbezoek.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, geeindigd_op=None)
    for bezoek in rows.filter(wij_gelezen_tot__lt=tot):
        rows.filter(id=bezoek.id).update(wij_gelezen_tot=tot)
        ctx.publish(ChatChanged(partij_id, klantvraag_id, bezoek.id, "door_ons_gelezen"))
