"""The one-time proof comes back: by its link, by a reply from the number, by logging in, or at the call itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.chat.commands import make_chatlink, note_wissel_used, still_stands
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kanaalwissel.bewijs import number_key, token_key
from geholpen.domain.kanaalwissel.commands.versturen import open_there
from geholpen.domain.kanaalwissel.models import Wissel, WisselAdres, Wisselstaat
from geholpen.domain.kanaalwissel.policy import may_arrive, may_carry
from geholpen.domain.partijen.commands import add_identiteit
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused

#: What somebody answers who wants to go on there.
JA = frozenset({"ja", "ja.", "ja!", "ok", "oke", "oké", "yes"})


@dataclass(frozen=True, slots=True)
class Ingelost:
    """A proof that was taken. `chat`: what opens the conversation in the chat again, where there is one."""

    partij_id: UUID
    klantvraag_id: UUID
    kanaal: str
    chat: str = ""


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTADRESSEN, G.CONTACTINHOUD},
    voor="intake",
    naam="U liet zien dat een nieuw adres van u is",
    betrokkenen=lambda found: [found.partij_id] if found else [],
)
def redeem_wissel(ctx: Context, token: str) -> Ingelost | None:
    """Take a one-time link. None when it is not ours, was used or is over."""
    wissel = take(ctx, token_key(token))
    if wissel is None:
        return None
    eigen = ctx.over({wissel.partij_id})
    chat = ""
    if "chat" in {wissel.van_kanaal, wissel.naar_kanaal}:
        terug = (wissel.van_kanaal, wissel.initiatief) == ("chat", "klant")
        chat = make_chatlink(eigen, wissel.partij_id, wissel.klantvraag_id, terug=terug)
    return Ingelost(wissel.partij_id, wissel.klantvraag_id, wissel.naar_kanaal, chat)


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTADRESSEN, G.CONTACTINHOUD},
    voor="intake",
    naam="U antwoordde dat u hier verder wilt praten",
    betrokkenen=lambda found: [found.partij_id] if found else [],
)
def redeem_antwoord(ctx: Context, kanaal: str, waarde: str, tekst: str) -> Ingelost | None:
    """Take a reply from the number itself as the proof: only to our question, and only when it says yes."""
    if tekst.strip().lower() not in JA:
        return None
    wissel = take(ctx, number_key(kanaal, waarde))
    return Ingelost(wissel.partij_id, wissel.klantvraag_id, kanaal) if wissel else None


def take(ctx: Context, sleutel: bytes, alleen: UUID | None = None) -> Wissel | None:
    """The switch that this proves, from now on going on there; None when it proves nothing (any more). Inside a door.

    `alleen`: it counts for this customer only. Raises Refused for another; the proof is then still there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id, wissel_id FROM neem_wisselbewijs(%s)", [sleutel])
        found = cursor.fetchone()
    if found is None:
        return None
    partij_id, wissel_id = found
    if alleen not in {None, partij_id}:
        raise Refused("ANDERE_KLANT", "Deze link hoort bij een brief aan iemand anders.")
    wissel = Wissel.objects.select_for_update().filter(partij_id=partij_id, id=wissel_id).first()
    if wissel is None or wissel.staat != Wisselstaat.WACHT or wissel.verloopt_op <= timezone.now():
        return None
    if not still_stands(ctx, wissel.klantvraag_id, wissel.begonnen_op):
        return None  # whoever asked for this may be somebody else than who logged in in the chat since
    _prove(wissel)
    note_wissel_used(ctx, wissel.klantvraag_id, wissel.id)
    adres = WisselAdres.objects.get(partij_id=partij_id, id=wissel_id)
    eigen = ctx.over({partij_id})
    add_identiteit(eigen, partij_id, adres.soort, adres.waarde, "verified")
    open_there(eigen, wissel)
    return wissel


def _prove(wissel: Wissel) -> None:
    mine = Wissel.objects.filter(partij_id=wissel.partij_id, id=wissel.id)
    mine.update(staat=Wisselstaat.VERDER, bewezen_op=timezone.now())
    wissel.staat = Wisselstaat.VERDER


@command(may=may_arrive, gegevens={G.CONTACTHISTORIE}, naam="U logde in en praat daar verder")
def arrive_in_mijn(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> bool:
    """The customer opened the question in Mijn: that is the proof. Returns whether a switch waited for it."""
    rows = Wissel.objects.select_for_update().filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    found = rows.filter(naar_kanaal="mijn", staat=Wisselstaat.WACHT, verloopt_op__gt=timezone.now()).first()
    if found is None:
        return False
    _prove(found)
    open_in_mijn(system("kanaalwissel").over({partij_id}), partij_id, found.id)
    return True


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="intake",
    naam="Wij schreven u in uw eigen omgeving hoe het verder gaat",
)
def open_in_mijn(ctx: Context, partij_id: UUID, wissel_id: UUID) -> None:
    """Say on the page of the question that it goes on here."""
    open_there(ctx, Wissel.objects.get(partij_id=partij_id, id=wissel_id))


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE},
    voor="intake",
    naam="U liet aan de telefoon zien wie u bent",
)
def prove_calls(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> int:
    """Who it is was established at the question: promised calls of it are proven. Returns how many."""
    rows = Wissel.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, staat=Wisselstaat.BELOFTE)
    return rows.update(staat=Wisselstaat.VERDER, bewezen_op=timezone.now())
