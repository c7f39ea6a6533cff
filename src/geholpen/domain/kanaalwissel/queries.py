"""DOOR. The card that goes along with a question, its switches, and how often a switch kept its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.queries import BerichtRegel
from geholpen.domain.chat.queries import wending
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kanaalwissel import tekst
from geholpen.domain.kanaalwissel.geteld import Aandeel, Wisselpaar, aandeel_behouden
from geholpen.domain.kanaalwissel.kaart import Belofte, Gezegd, Kaart, make_kaart
from geholpen.domain.kanaalwissel.models import Wissel, WisselAdres, Wisselstaat
from geholpen.domain.kanaalwissel.wegen import DAGDELEN, WEGEN, Belmoment, belmomenten, check_way, open_ways
from geholpen.domain.klantcontacten.queries import Gesproken, TaakRegel, VraagRegel
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

__all__ = [
    "DAGDELEN",
    "WEGEN",
    "Aandeel",
    "Belmoment",
    "Kaart",
    "Wisselpaar",
    "aandeel_behouden",
    "belmomenten",
    "check_way",
    "open_ways",
]


@catalogue
def overdrachtskaart(
    vraag: VraagRegel, gesprek: Sequence[BerichtRegel], gesproken: Sequence[Gesproken], taken: Sequence[TaakRegel]
) -> Kaart:
    """The card of one question, out of what its page already read under its purpose."""
    gezegd = [
        Gezegd(b.richting == "in", b.kanaal, b.moment, b.nieuwe_tekst or b.tekst, b.bezorgstaat == "niet_bezorgd")
        for b in gesprek
        if b.aard in {"", "persoon"}
    ]
    gezegd += [Gezegd(False, b.kanaal, b.moment, "") for b in gesprek if is_opening(b)]
    gezegd += [Gezegd(g.initiatief == "klant", g.kanaal, g.moment, g.tekst) for g in gesproken]
    return make_kaart(
        sorted(gezegd, key=lambda g: g.moment),
        [Belofte(t.tekst, t.uiterlijk_op, t.status == "te_verwerken") for t in taken],
        niveau=vraag.niveau,
        onderwerp_zeker=vraag.onderwerp_zeker,
        uiterlijk_op=vraag.uiterlijk_op if vraag.open else timezone.localdate(),
        vandaag=timezone.localdate(),
    )


@catalogue
def is_opening(bericht: BerichtRegel) -> bool:
    """Whether this message of ours said that the conversation goes on in its channel."""
    return bericht.richting == "uit" and bericht.aard == "automatisch" and tekst.is_opening(bericht.tekst)


@dataclass(frozen=True, slots=True)
class Wisselregel:
    """One switch as its page shows it."""

    id: UUID
    naar_kanaal: str
    staat: str
    initiatief: str
    begonnen_op: datetime
    verlopen: bool


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken in welke kanalen uw vraag verder ging")
def wissels_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Wisselregel]:
    """Switches of one question that somebody asked for, newest first; at most 20."""
    rows = Wissel.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("-begonnen_op")[:20]
    now, laatst = timezone.now(), wending(klantvraag_id)
    return [
        Wisselregel(w.id, w.naar_kanaal, w.staat, w.initiatief, w.begonnen_op, _is_over(w, now, laatst)) for w in rows
    ]


@dataclass(frozen=True, slots=True)
class Verder:
    """Where a question goes on since `sinds`: in this channel, at this address ("" where the channel needs none)."""

    kanaal: str
    adres: str
    sinds: datetime


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Bekeken in welk kanaal uw vraag verder gaat")
def gaat_verder(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> Verder | None:
    """The last switch of this question that came through; None when there was none."""
    rows = Wissel.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, staat=Wisselstaat.VERDER)
    wissel = rows.exclude(bewezen_op=None).order_by("-bewezen_op").first()
    if wissel is None or wissel.bewezen_op is None:
        return None
    adres = WisselAdres.objects.filter(partij_id=partij_id, id=wissel.id).values_list("waarde", flat=True).first()
    return Verder(wissel.naar_kanaal, adres or "", wissel.bewezen_op)


def _is_over(w: Wissel, now: datetime, wending: datetime | None) -> bool:
    """Whether its link works no more: too old, or somebody logged in in the chat of the question since."""
    ingetrokken = w.naar_kanaal != "mijn" and wending is not None and w.begonnen_op <= wending
    return w.staat == "wacht" and (ingetrokken or w.verloopt_op <= now)
