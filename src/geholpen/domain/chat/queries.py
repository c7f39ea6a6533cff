"""DOOR. Read a visit, what was said in it, who waits, and whether the chat is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from geholpen.domain.berichten.inschrijven import Gesproken, file_for_visitor, files_of, messages_after
from geholpen.domain.berichten.ports import Kanaalaccount
from geholpen.domain.berichten.ports.bestandscontrole import NOG_NIET
from geholpen.domain.berichten.queries import kanaalaccount, kanaalaccounts
from geholpen.domain.chat import bewijs, openen
from geholpen.domain.chat.belofte import beloofde_dag as beloofde_dag
from geholpen.domain.chat.bewijs import kaart_key, token_key
from geholpen.domain.chat.models import Chatbezoek, Chatlink, Verderstand
from geholpen.domain.chat.openen import Opening
from geholpen.domain.chat.sleutel import Chatsleutel, read_sleutel
from geholpen.domain.chat.van_wie import VanWie as VanWie
from geholpen.domain.chat.van_wie import gesloten_vensters as gesloten_vensters
from geholpen.domain.chat.van_wie import plek_van as plek_van
from geholpen.domain.chat.van_wie import teruggezet as teruggezet
from geholpen.domain.chat.van_wie import van_wie as van_wie
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import kalender, namen, organisatie
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.keys import keyed_hash
from geholpen.platform.onthouden import kept

_WACHTTIJD = """SELECT partij_id, id, account_id, wacht_sinds, weg_op, geeindigd_op FROM chatbezoek
    WHERE wacht_sinds IS NOT NULL AND beloofd_op IS NULL AND partij_id IS NOT NULL
      AND wacht_sinds > %s - interval '2 days' ORDER BY wacht_sinds LIMIT 200"""
#: Who left the chat while it waited gets the promise after this.
WEG_WACHT = timedelta(minutes=2)
#: A window that gave no sign of life for this long is gone.
AANWEZIG = timedelta(seconds=75)
_RIJ = """SELECT id FROM chatbezoek WHERE wacht_sinds IS NOT NULL AND geeindigd_op IS NULL
          AND beloofd_op IS NULL AND gezien_op > now() - interval '10 minutes' ORDER BY wacht_sinds, id LIMIT 5000"""
_WACHT = """SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM beantwoord_op - begonnen_op))
            FROM (SELECT begonnen_op, beantwoord_op FROM chatbezoek WHERE beantwoord_op > now() - interval '2 hours'
                  ORDER BY beantwoord_op DESC LIMIT 20) w HAVING count(*) >= 3"""


@dataclass(frozen=True, slots=True)
class Bezoek:
    """A visit as faces and the stream know it."""

    id: UUID
    account_id: UUID
    taal: str
    niveau: str
    bewezen_partij_id: UUID | None
    partij_id: UUID | None
    klantvraag_id: UUID | None
    vanaf: int
    gelezen_tot: int
    wij_gelezen_tot: int
    afdeling_code: str
    gevoelig: bool
    begonnen_op: datetime
    gezien_op: datetime
    weg_op: datetime | None
    gemaild_op: datetime | None
    verhuisd_op: datetime | None
    terug_op: datetime | None
    wacht_sinds: datetime | None
    beantwoord_op: datetime | None
    wissel_stand: str
    wissel_tot: datetime | None
    wissel_mislukt_op: datetime | None
    geeindigd_op: datetime | None
    einde: str

    def wissel(self, now: datetime) -> str:
        """What became of the last switch asked for here: wacht (link), verder (message), gebruikt, mislukt, verlopen,
        ingetrokken; "" when none was.
        """
        if self.wissel_stand not in {Verderstand.WACHT, Verderstand.VERDER}:
            return self.wissel_stand
        if self.wissel_mislukt_op is not None:
            return "mislukt"
        over = self.wissel_tot is not None and self.wissel_tot <= now
        return "verlopen" if over and self.wissel_stand == Verderstand.WACHT else self.wissel_stand

    def is_aanwezig(self, now: datetime) -> bool:
        """Whether its window is open."""
        return self.geeindigd_op is None and self.weg_op is None and self.gezien_op > now - AANWEZIG

    @property
    def plek(self) -> str:
        """Where the question is of who logged in: eigen, apart (asked as nobody), gegeven, terug; "" for nobody."""
        if self.bewezen_partij_id is None:
            return ""
        if self.terug_op is not None:
            return "terug"
        if self.verhuisd_op is not None:
            return "gegeven"
        return "eigen" if self.partij_id in (None, self.bewezen_partij_id) else "apart"


def _bezoek(row: Chatbezoek | None) -> Bezoek | None:
    if row is None:
        return None
    return Bezoek(
        row.id,
        row.account_id,
        row.taal,
        row.niveau,
        row.bewezen_partij_id,
        row.partij_id,
        row.klantvraag_id,
        row.vanaf,
        row.gelezen_tot,
        row.wij_gelezen_tot,
        row.afdeling_code,
        row.gevoelig,
        row.begonnen_op,
        row.gezien_op,
        row.weg_op,
        row.gemaild_op,
        row.verhuisd_op,
        row.terug_op,
        row.wacht_sinds,
        row.beantwoord_op,
        row.wissel_stand,
        row.wissel_tot,
        row.wissel_mislukt_op,
        row.geeindigd_op,
        row.einde,
    )


@catalogue
def bezoek_met(token: str) -> Bezoek | None:
    """The visit that this token opens, or None: no such token, in the same words and time as any other."""
    return _bezoek(Chatbezoek.objects.filter(sleutel=token_key(token[:200])).first())


@catalogue
def bezoek(id: UUID) -> Bezoek | None:
    """A visit by id."""
    return _bezoek(Chatbezoek.objects.filter(id=id).first())


@dataclass(frozen=True, slots=True)
class Chatregel:
    """One message as the visitor sees it. `van`: klant, medewerker or bot."""

    volgnummer: int
    van: str
    wie: str
    moment: datetime
    tekst: str
    bestanden: tuple[tuple[str, int, str, UUID], ...]  # name, bytes, what is wrong with it, id
    verbeterd: bool = False
    kanaal: str = "chat"


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN}, voor="intake",
       naam="Uw chat getoond in het venster waarin u chat")  # fmt: skip
def chat_na(ctx: Context, partij_id: UUID, klantvraag_id: UUID, na: int) -> list[Chatregel]:
    """What was said after number `na`, for the browser that holds the token; the last 200 of it.

    With what we put right just now of what was said before it.
    """
    wie = namen()
    return [_regel(g, wie) for g in messages_after(partij_id, klantvraag_id, na)]


@query(gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Het nummer van uw vraag getoond bij uw chat")
def kenmerk_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> str:
    """The reference of the question, for the browser that holds the token."""
    return regel_van(ctx, partij_id, klantvraag_id).kenmerk


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN}, voor="intake",
       naam="U opende in de chat een bestand van ons")  # fmt: skip
def chatbestand(ctx: Context, partij_id: UUID, klantvraag_id: UUID, id: UUID, vanaf: int) -> tuple[str, bytes] | None:
    """Name and content of a file that we sent since number `vanaf`, for the browser that holds the token."""
    return file_for_visitor(partij_id, klantvraag_id, id, vanaf)


def _regel(g: Gesproken, wie: dict[UUID, str]) -> Chatregel:
    b = g.bericht
    van = "klant" if b.richting == "in" else "medewerker" if b.medewerker_id else "bot"
    naam = wie.get(b.medewerker_id, "") if b.medewerker_id and van == "medewerker" else ""
    return Chatregel(b.volgnummer, van, naam, b.moment, g.tekst, g.bestanden, g.verbeterd, b.kanaal)


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken of u nog in de chat bent")
def chat_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> Bezoek | None:
    """The visit about this klantvraag that goes on, or else the newest; None when it was never in the chat."""
    regel_van(ctx, partij_id, klantvraag_id)
    alle = list(Chatbezoek.objects.filter(klantvraag_id=klantvraag_id).order_by("-id"))
    return _bezoek(next((b for b in alle if b.geeindigd_op is None), next(iter(alle), None)))


@catalogue
def wending(klantvraag_id: UUID) -> datetime | None:
    """When it last changed who this question of the chat is of: somebody logged in, it was given, or put back."""
    rows = Chatbezoek.objects.filter(klantvraag_id=klantvraag_id)
    momenten = rows.aggregate(b=Max("bewezen_op"), v=Max("verhuisd_op"), t=Max("terug_op")).values()
    return max((m for m in momenten if m is not None), default=None)


@catalogue
def chattaal(klantvraag_id: UUID) -> str:
    """The language of the newest visit about this question; "" when it was never in the chat."""
    rows = Chatbezoek.objects.filter(klantvraag_id=klantvraag_id).order_by("-id")
    return rows.values_list("taal", flat=True).first() or ""


@catalogue
def link_shows(token: str) -> bool | None:
    """Whether this link opens a window with what was said in it; False: an empty one. None: it works no more."""
    rows = Chatlink.objects.filter(sleutel=keyed_hash("chatlink", token[:200]), soort="verder", gebruikt_op=None)
    link = rows.filter(verloopt_op__gt=timezone.now()).first()
    row = Chatbezoek.objects.filter(id=link.bezoek_id).first() if link else None
    return (row.klantcontact_id is not None or row.beantwoord_op is not None) if row else None


@dataclass(frozen=True, slots=True)
class Rij:
    """Who waits, first comes first, and how long it took lately. `seconden` 0: nobody knows."""

    bezoeken: tuple[UUID, ...]
    seconden: int

    def plaats(self, bezoek_id: UUID) -> int:
        """The place in the queue, 1 is next; 0 for who does not wait."""
        return self.bezoeken.index(bezoek_id) + 1 if bezoek_id in self.bezoeken else 0

    def wachttijd(self, plaats: int) -> int:
        """Minutes to wait as far as can be said; 0 when it cannot."""
        return max(1, round(self.seconden / 60)) if self.seconden and plaats else 0


@catalogue
def rij() -> Rij:
    """The queue of all chats, at most a second old. At most 5,000."""
    wacht = prepared.fetch(_WACHT)
    return Rij(tuple(id for (id,) in prepared.fetch(_RIJ)), int(wacht[0][0] or 0) if wacht else 0)


@catalogue
def chatsleutel(id: UUID) -> Chatsleutel | None:
    """A chat key that is in use, or None. At most some seconds old."""
    return kept(_sleutels).get(id)


@catalogue
def chatsleutels() -> tuple[Chatsleutel, ...]:
    """All chat keys in use."""
    return tuple(kept(_sleutels).values())


def _sleutels() -> dict[UUID, Chatsleutel]:
    found = (kanaalaccount(a.id) for a in kanaalaccounts("chat") if a.actief)
    return {a.id: read_sleutel(a) for a in found if a is not None}


@catalogue
def chatsleutel_van(account: Kanaalaccount) -> Chatsleutel:
    """What an account says, in use or not."""
    return read_sleutel(account)


@catalogue
def laatst_geschreven() -> datetime | None:
    """When a visitor was last seen in a chat that came to a question."""
    return Chatbezoek.objects.filter(klantvraag_id__isnull=False).aggregate(op=Max("gezien_op"))["op"]


@catalogue
def chat_opening(now: datetime | None = None) -> Opening:
    """Whether the chat is open, by the hours of the organisation."""
    return openen.opening(organisatie().instellingen, timezone.localtime(now), is_closed=kalender().is_closed)


@catalogue
def bewijs_voor(partij_id: UUID, sleutel_id: UUID) -> str:
    """A token for a customer whose session proves who they are, for the chat in our own environment."""
    return bewijs.make(partij_id, sleutel_id, bewijs.own_secret(), timezone.now())


@dataclass(frozen=True, slots=True)
class Inlogkaart:
    """A ticket that still works: for which visit, at which key, and since when that chat goes on."""

    bezoek_id: UUID
    account_id: UUID
    begonnen_op: datetime


@catalogue
def inlogkaart(kaart: str) -> Inlogkaart | None:
    """What this ticket is for, without using it up; None when it works no more, or its chat is over."""
    rows = Chatlink.objects.filter(sleutel=kaart_key(kaart), gebruikt_op=None, verloopt_op__gt=timezone.now())
    link = rows.first()
    row = Chatbezoek.objects.filter(id=link.bezoek_id, geeindigd_op=None).first() if link else None
    return Inlogkaart(row.id, row.account_id, row.begonnen_op) if row else None


@catalogue
def kaarttaal(kaart: str) -> str:
    """The language of the chat that this ticket is for, also when it works no more; "" for what is no ticket."""
    link = Chatlink.objects.filter(sleutel=kaart_key(kaart)).first() if kaart else None
    return Chatbezoek.objects.values_list("taal", flat=True).filter(id=link.bezoek_id).first() or "" if link else ""


@query(gegevens={G.DOCUMENTEN}, voor="intake", naam="Uw bestand op virussen gecontroleerd")
def files_to_check(ctx: Context, partij_id: UUID, bericht_id: UUID) -> list[tuple[UUID, bytes]]:
    """Files of one message that nobody has looked at yet."""
    return [(id, inhoud) for id, inhoud, zin in files_of(partij_id, bericht_id) if zin.startswith(NOG_NIET)]


@catalogue
def unanswered(now: datetime) -> list[tuple[UUID, UUID]]:
    """Customer and visit of chats that wait longer than their key says, or were left while waiting. At most 200."""
    sleutels = kept(_sleutels)
    found = []
    for partij_id, id, account_id, sinds, weg, einde in prepared.fetch(_WACHTTIJD, [now]):
        geduld = timedelta(minutes=sleutels[account_id].wacht_minuten) if account_id in sleutels else WEG_WACHT
        if sinds < now - geduld or (einde or (weg and weg < now - WEG_WACHT)):
            found.append((partij_id, id))
    return found


@catalogue
def gone(since: datetime) -> list[Bezoek]:
    """Visits whose window was closed before `since` and that were answered after. At most 200."""
    rows = Chatbezoek.objects.filter(weg_op__lt=since, geeindigd_op=None, beantwoord_op__isnull=False, wacht_sinds=None)
    return [b for b in map(_bezoek, rows.order_by("weg_op")[:200]) if b]
