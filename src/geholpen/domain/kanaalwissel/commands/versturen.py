"""The first word in the other channel: the one-time proof where it is not proven yet, the opening where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from geholpen.domain.berichten.commands import Systeembericht, send_systeembericht, write_in_mijn
from geholpen.domain.berichten.queries import can_send, fill_in, free_text_until, verder_sjabloon
from geholpen.domain.chat.commands import note_wisselbericht, still_stands
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kanaalwissel import tekst
from geholpen.domain.kanaalwissel.bewijs import new_token, number_key, token_key
from geholpen.domain.kanaalwissel.models import Wissel, WisselAdres, Wisselbewijs, Wisselstaat
from geholpen.domain.kanaalwissel.policy import may_carry
from geholpen.domain.kanaalwissel.wegen import carrier
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.queries import afgemelde_adressen, bewezen_adressen, postadressen
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.taal import language

#: Where an invitation to log in can go, in this order.
_UITNODIGEN = (("email", "email"), ("sms", "telefoonnummer"))


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="Wij schreven u in het nieuwe kanaal",
)
def send_bewijs(ctx: Context, partij_id: UUID, wissel_id: UUID) -> None:
    """Write to where it goes: the opening where that is proven, a one-time proof where it is not. Once."""
    wissel = Wissel.objects.select_for_update().filter(partij_id=partij_id, id=wissel_id).first()
    if wissel is None:
        return
    geldt = still_stands(ctx, wissel.klantvraag_id, wissel.begonnen_op)  # holds its windows, before the question
    if wissel.staat == Wisselstaat.VERDER:
        note_wisselbericht(ctx, wissel.klantvraag_id, wissel.id, open_there(ctx, wissel))
        return
    with translation.override(wissel.taal):
        if wissel.naar_kanaal == "mijn":
            _invite(ctx, wissel)
        elif geldt:
            note_wisselbericht(ctx, wissel.klantvraag_id, wissel.id, _ask_proof(ctx, wissel))


def _ask_proof(ctx: Context, wissel: Wissel) -> UUID | None:
    adres = WisselAdres.objects.get(partij_id=wissel.partij_id, id=wissel.id)
    token = new_token()
    of = {"partij_id": wissel.partij_id, "wissel_id": wissel.id, "verloopt_op": wissel.verloopt_op}
    sleutels = [token_key(token)]
    sleutels += [number_key("whatsapp", adres.waarde)] if wissel.naar_kanaal == "whatsapp" else []
    Wisselbewijs.objects.bulk_create([Wisselbewijs(sleutel=s, **of) for s in sleutels], ignore_conflicts=True)
    link = settings.ADRES + reverse("verder", args=[token])
    if wissel.naar_kanaal == "chat":
        return _send(ctx, wissel, tekst.chatlink_kort(), tekst.chatlink(organisatie(), link))
    kort, lang = tekst.bewijsvraag_kort(), tekst.bewijsvraag(organisatie(), link)
    return _send(ctx, wissel, kort, lang, lambda: tekst.sjabloonzin(link))


def open_there(ctx: Context, wissel: Wissel) -> UUID | None:
    """Say in the new channel that the conversation goes on here. In a chat the window itself says so.

    Returns the delivery; None when nothing was sent.
    """
    kenmerk = regel_van(ctx, wissel.partij_id, wissel.klantvraag_id).kenmerk
    with translation.override(wissel.taal):
        zin = tekst.opening(organisatie(), kenmerk, wissel.naar_kanaal)
        if wissel.naar_kanaal == "mijn":
            write_in_mijn(ctx, wissel.partij_id, wissel.klantvraag_id, zin)
        elif wissel.naar_kanaal != "chat":
            return _send(ctx, wissel, zin, sjabloonzin=lambda: tekst.sjabloonopening(kenmerk))
    return None


def _send(
    ctx: Context, wissel: Wissel, zin: str, anders: str = "", sjabloonzin: Callable[[], str] = str
) -> UUID | None:
    adres = WisselAdres.objects.get(partij_id=wissel.partij_id, id=wissel.id)
    kanaal, waarde = carrier(wissel.naar_kanaal, adres.soort), adres.waarde
    vulling = None
    if kanaal == "brief":
        waarde = next(iter(postadressen(ctx, wissel.partij_id)), "")
        if not waarde:  # it went meanwhile: a letter came back, or the customer moved
            return None
    elif kanaal == "whatsapp" and (anders or not _free(wissel.partij_id)):
        sjabloon = verder_sjabloon("whatsapp", wissel.taal)
        if sjabloon is None:  # it was paused since the switch began
            return None
        with translation.override(language(sjabloon[1])):
            vulling, anders = fill_in("whatsapp", *sjabloon, (organisatie().naam, sjabloonzin()))
    bericht = Systeembericht(kanaal, adres.soort, waarde, zin, anders, True, vulling)
    return send_systeembericht(ctx, wissel.partij_id, wissel.klantvraag_id, bericht)


def _free(partij_id: UUID) -> datetime | None:
    return free_text_until(partij_id, "whatsapp")


def _invite(ctx: Context, wissel: Wissel) -> None:
    """Tell a proven address that the question waits in Mijn. Without any the employee tells it in the conversation."""
    bewezen = bewezen_adressen(ctx, wissel.partij_id) - afgemelde_adressen(ctx, wissel.partij_id)
    for kanaal, soort in _UITNODIGEN:
        waarde = next((w for s, w in sorted(bewezen) if s == soort), "")
        if waarde and can_send(kanaal):
            adres = settings.ADRES + reverse("mijn:vraag", args=[wissel.klantvraag_id])
            bericht = Systeembericht(kanaal, soort, waarde, tekst.uitnodiging(organisatie(), adres))
            send_systeembericht(ctx, wissel.partij_id, wissel.klantvraag_id, bericht)
            return
