"""Begin and end a visit, prove who it is, and keep who is there. No customer's data is touched."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from geholpen.domain.chat import bewijs, remmen
from geholpen.domain.chat.bewijs import token_key
from geholpen.domain.chat.events import ChatChanged
from geholpen.domain.chat.models import Chatbezoek, Chatlink, Einde, Verderstand
from geholpen.domain.chat.policy import may_serve
from geholpen.domain.chat.sleutel import TALEN, Chatsleutel
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused
from geholpen.platform.keys import keyed_hash

#: Visits that one address on the internet may begin in ten minutes; behind one address a whole library may sit.
STARTS_PER_ADRES = 40
ONBEWEZEN = "ONBEWEZEN"
_USE = "INSERT INTO chatbewijs (sleutel, verloopt_op) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING 1"


@dataclass(frozen=True, slots=True)
class NieuwBezoek:
    """What a browser says when it begins. `adres`: of its connection, only counted."""

    sleutel: Chatsleutel
    taal: str
    adres: str


@dataclass(frozen=True, slots=True)
class Toegang:
    """A visit and the token that opens it. The token is told once and kept nowhere."""

    bezoek_id: UUID
    token: str


@command(may=may_serve, gegevens=(), voor="intake", naam="Er is een chat begonnen", betrokkenen=lambda _: [])
def start_bezoek(ctx: Context, nieuw: NieuwBezoek) -> Toegang:
    """Begin a visit. Raises Refused(TE_VEEL) when this address or this key begins too many."""
    remmen.brake("start", nieuw.adres, STARTS_PER_ADRES, 600)
    remmen.brake("sleutel", str(nieuw.sleutel.id), nieuw.sleutel.starts_per_uur, 3600)
    token = secrets.token_urlsafe(32)
    row = Chatbezoek.objects.create(account_id=nieuw.sleutel.id, sleutel=token_key(token), taal=_language(nieuw.taal))
    return Toegang(row.id, token)


def _language(tag: str) -> str:
    """The language in a tag of a browser ("en-GB"); ours for what is none."""
    code = tag.partition("-")[0].lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 8 else TALEN[0]


@command(may=may_serve, gegevens=(), voor="intake", naam="U toonde in de chat wie u bent", betrokkenen=lambda _: [])
def prove_bezoek(ctx: Context, bezoek_id: UUID, sleutel: Chatsleutel, token: str) -> None:
    """The visitor logged in somewhere that we trust. Adds who it is; opens nothing of before, also to no link.

    Any other window about this question ends: nobody knows who reads there. What was written already stays with whom it
    was written as: the desk sees both. Raises Refused(ONBEWEZEN), and Refused(GEEINDIGD) when the visit is over.
    """
    geheimen = [bewijs.own_secret(), *([sleutel.portaalgeheim.encode()] if sleutel.portaalgeheim else [])]
    found = bewijs.read(token, sleutel.id, geheimen, timezone.now())
    if found is None or not _first_time(found):
        raise Refused(ONBEWEZEN, "Wij konden niet vaststellen wie u bent. Log opnieuw in, of chat zonder in te loggen.")
    row = held(bezoek_id)
    if row.geeindigd_op is not None:
        raise Refused("GEEINDIGD", "Deze chat is afgesloten. Begin een nieuwe chat.")
    if row.bewezen_partij_id == found.partij_id:
        return
    if row.bewezen_partij_id not in (None, found.partij_id):
        raise Refused(ONBEWEZEN, "In deze chat is al iemand anders ingelogd. Begin een nieuwe chat.")
    row.bewezen_partij_id, row.bewezen_op, row.bewezen_hoe = found.partij_id, timezone.now(), found.hoe
    row.niveau = found.niveau if row.partij_id is None else row.niveau
    row.save(update_fields=["bewezen_partij_id", "bewezen_op", "bewezen_hoe", "niveau"])
    if row.klantvraag_id is not None:
        withdraw_ways(row.klantvraag_id)
        andere = Q(klantvraag_id=row.klantvraag_id) & ~Q(id=row.id) & ~Q(bewezen_partij_id=found.partij_id)
        finish(ctx, andere, "ingelogd")
    tell(ctx, row, "bewezen")


def hold(klantvraag_id: UUID) -> list[Chatbezoek]:
    """The visits about this question, newest first. Locked before the question, as everywhere in the chat."""
    rows = Chatbezoek.objects.select_for_update().filter(klantvraag_id=klantvraag_id, partij_id__isnull=False)
    return list(rows.order_by("-id"))


def held(bezoek_id: UUID) -> Chatbezoek:
    """This visit, locked together with every other about its question: what is made meanwhile comes before or after."""
    vraag_id = Chatbezoek.objects.values_list("klantvraag_id", flat=True).get(id=bezoek_id)
    if vraag_id is not None:
        hold(vraag_id)
    return Chatbezoek.objects.select_for_update().get(id=bezoek_id)


def withdraw_links(klantvraag_id: UUID) -> None:
    """No link to go on with this question works any more; a ticket to log in does. Only inside a door."""
    bezoeken = Chatbezoek.objects.filter(klantvraag_id=klantvraag_id).values_list("id", flat=True)
    rows = Chatlink.objects.filter(soort="verder", gebruikt_op=None, bezoek_id__in=list(bezoeken))
    rows.update(gebruikt_op=timezone.now())


def withdraw_ways(klantvraag_id: UUID) -> None:
    """It changed who this question is of: no link of before works, and the windows that wait for one say so."""
    withdraw_links(klantvraag_id)
    rows = Chatbezoek.objects.filter(klantvraag_id=klantvraag_id, wissel_stand=Verderstand.WACHT)
    rows.update(wissel_stand=Verderstand.INGETROKKEN)


def _first_time(found: bewijs.Bewijs) -> bool:
    """Whether this token was not used before; two at the same moment are one too many."""
    return bool(prepared.fetch(_USE, [keyed_hash("chatbewijs", found.jti), found.verloopt_op]))


@command(may=may_serve, gegevens=(), voor="intake", naam="U las ons antwoord in de chat", betrokkenen=lambda _: [])
def mark_gelezen(ctx: Context, bezoek_id: UUID, tot: int) -> None:
    """The visitor has seen the messages up to this number. Never back."""
    row = Chatbezoek.objects.filter(id=bezoek_id, gelezen_tot__lt=tot, klantvraag_id__isnull=False).first()
    if row is None:
        return
    Chatbezoek.objects.filter(id=bezoek_id, gelezen_tot__lt=tot).update(gelezen_tot=tot)
    tell(ctx, row, "gelezen")


@command(may=may_serve, gegevens=(), voor="intake", naam="Een chat is geëindigd", betrokkenen=lambda _: [])
def end_bezoek(ctx: Context, bezoek_id: UUID, einde: str) -> bool:
    """The visit is over; what was asked in it is not. Returns whether it was still going on."""
    return finish(ctx, Q(id=bezoek_id), einde)


def finish(ctx: Context, welke: Q, einde: str) -> bool:
    """End the visits that are meant and still go on, and tell their browsers. Only inside a door."""
    rows = list(Chatbezoek.objects.select_for_update().filter(welke, geeindigd_op=None))
    Chatbezoek.objects.filter(id__in=[r.id for r in rows]).update(geeindigd_op=timezone.now(), einde=Einde(einde))
    for row in rows:
        tell(ctx, row, "geeindigd")
    return bool(rows)


def tell(ctx: Context, row: Chatbezoek, wat: str) -> None:
    """Both sides hear of it: the windows of this visit, and the desk of the department."""
    if row.partij_id and row.klantvraag_id:
        ctx.publish(ChatChanged(row.partij_id, row.klantvraag_id, row.id, wat, row.afdeling_code, row.gevoelig))


@command(may=may_serve, gegevens=(), voor="intake", naam="Bijgehouden welke chats open zijn", betrokkenen=lambda _: [])
def mark_aanwezig(ctx: Context, aanwezig: Collection[UUID], weg: Collection[UUID]) -> None:
    """Which windows are open now, and which were closed. Of many visits at once."""
    now = timezone.now()
    if aanwezig:
        Chatbezoek.objects.filter(id__in=aanwezig).update(gezien_op=now, weg_op=None)
    if weg:
        Chatbezoek.objects.filter(id__in=weg, weg_op=None).update(weg_op=now)
