"""DOOR. Read klantvragen: one line, the work list, the promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.aanspraken import wachtende_aanspraken as wachtende_aanspraken
from geholpen.domain.klantcontacten.controlemeldingen import alarmen as alarmen
from geholpen.domain.klantcontacten.controlemeldingen import controlemeldingen as controlemeldingen
from geholpen.domain.klantcontacten.controles import ControleRegel as ControleRegel
from geholpen.domain.klantcontacten.controles import controles_van as controles_van
from geholpen.domain.klantcontacten.controlestand import Stand as Stand
from geholpen.domain.klantcontacten.controlestand import stand_van as stand_van
from geholpen.domain.klantcontacten.kenmerk import kenmerk_key
from geholpen.domain.klantcontacten.kenmerk import read_kenmerk as read_kenmerk
from geholpen.domain.klantcontacten.machtiging import Machtiging as Machtiging
from geholpen.domain.klantcontacten.machtiging import machtiging_van as machtiging_van
from geholpen.domain.klantcontacten.machtiging import namens_van as namens_van
from geholpen.domain.klantcontacten.models import (
    Gesprek,
    InterneNotitie,
    InterneTaak,
    InterneTaakInhoud,
    Klantcontact,
    KlantcontactInhoud,
    Klantvraag,
    TaakPoging,
)
from geholpen.domain.klantcontacten.queries_correctie import CorrectieRegel as CorrectieRegel
from geholpen.domain.klantcontacten.queries_correctie import correcties_van as correcties_van
from geholpen.domain.klantcontacten.queries_correctie import kenmerken_van as kenmerken_van
from geholpen.domain.klantcontacten.queries_correctie import open_vragen as open_vragen
from geholpen.domain.klantcontacten.queries_postvak import AanwezigRegel as AanwezigRegel
from geholpen.domain.klantcontacten.queries_postvak import WeergaveInfo as WeergaveInfo
from geholpen.domain.klantcontacten.queries_postvak import aantal_genoemd as aantal_genoemd
from geholpen.domain.klantcontacten.queries_postvak import aanwezig_bij as aanwezig_bij
from geholpen.domain.klantcontacten.queries_postvak import is_genoemd as is_genoemd
from geholpen.domain.klantcontacten.queries_postvak import meld_aanwezig as meld_aanwezig
from geholpen.domain.klantcontacten.queries_postvak import uitgesteld_tot as uitgesteld_tot
from geholpen.domain.klantcontacten.queries_postvak import volgt as volgt
from geholpen.domain.klantcontacten.queries_postvak import weergaven as weergaven
from geholpen.domain.klantcontacten.queries_verdelen import BLADZIJDE as BLADZIJDE
from geholpen.domain.klantcontacten.queries_verdelen import TEKEN as TEKEN
from geholpen.domain.klantcontacten.queries_verdelen import Aanbod as Aanbod
from geholpen.domain.klantcontacten.queries_verdelen import Collega as Collega
from geholpen.domain.klantcontacten.queries_verdelen import KanaalInfo as KanaalInfo
from geholpen.domain.klantcontacten.queries_verdelen import Regel as Regel
from geholpen.domain.klantcontacten.queries_verdelen import Wachtend as Wachtend
from geholpen.domain.klantcontacten.queries_verdelen import Werkstand as Werkstand
from geholpen.domain.klantcontacten.queries_verdelen import afdelingen_voor as afdelingen_voor
from geholpen.domain.klantcontacten.queries_verdelen import collegas as collegas
from geholpen.domain.klantcontacten.queries_verdelen import kanaalgewichten as kanaalgewichten
from geholpen.domain.klantcontacten.queries_verdelen import medewerkers_voor as medewerkers_voor
from geholpen.domain.klantcontacten.queries_verdelen import verdeelregel as verdeelregel
from geholpen.domain.klantcontacten.queries_verdelen import waarom_bij as waarom_bij
from geholpen.domain.klantcontacten.queries_verdelen import wachtrij as wachtrij
from geholpen.domain.klantcontacten.queries_verdelen import werkstand as werkstand
from geholpen.domain.klantcontacten.queries_werk import Werkkeuze as Werkkeuze
from geholpen.domain.klantcontacten.queries_werk import WerkRegel as WerkRegel
from geholpen.domain.klantcontacten.queries_werk import Werkvoorraad as Werkvoorraad
from geholpen.domain.klantcontacten.queries_werk import kenmerken_rechten as kenmerken_rechten
from geholpen.domain.klantcontacten.queries_werk import tel_vragen_rechten as tel_vragen_rechten
from geholpen.domain.klantcontacten.queries_werk import vragen_rechten as vragen_rechten
from geholpen.domain.klantcontacten.queries_werk import waarover as waarover
from geholpen.domain.klantcontacten.queries_werk import werkvoorraad as werkvoorraad
from geholpen.domain.klantcontacten.queries_werk import werkvoorraad_gevoelig as werkvoorraad_gevoelig
from geholpen.domain.klantcontacten.queries_werk import werkvoorraad_rechten as werkvoorraad_rechten
from geholpen.domain.klantcontacten.sprekers import Spreker as Spreker
from geholpen.domain.klantcontacten.sprekers import gesprekken_namens as gesprekken_namens
from geholpen.domain.klantcontacten.sprekers import sprekers_van as sprekers_van
from geholpen.domain.klantcontacten.vraagregel import MAX_REGELS, namen, regel
from geholpen.domain.klantcontacten.vraagregel import VraagRegel as VraagRegel
from geholpen.domain.klantcontacten.zonder_lezer import ZonderLezer as ZonderLezer
from geholpen.domain.klantcontacten.zonder_lezer import vragen_zonder_lezer as vragen_zonder_lezer
from geholpen.platform.context import Context
from geholpen.platform.doors import backstage, catalogue, query
from geholpen.platform.errors import Invalid

#: A conversation that nobody ended is no reason to look any more after this.
GESPREKSDUUR = timedelta(hours=4)


@query(gegevens={G.CONTACTHISTORIE}, naam="Uw vraag geopend")
def regel_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> VraagRegel:
    """One klantvraag. Raises Invalid when it is not there (under this purpose)."""
    found = Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id).first()
    if found is None:
        raise Invalid("klantvraag", "Deze vraag bestaat niet of hoort bij een ander doel.")
    return regel(found)


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="intake",
    handeling="zoeken",
    naam="Gezocht bij welke vraag een bericht hoort",
    betrokkenen=lambda found: [found[0]] if found else [],
)
def find_kenmerk(ctx: Context, kenmerk: str) -> tuple[UUID, UUID] | None:
    """Customer and klantvraag of a public reference, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id, klantvraag_id FROM zoek_kenmerk(%s)", [kenmerk_key(kenmerk)])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


@query(
    gegevens=(),
    voor="zoeken",
    handeling="zoeken",
    naam="Uw vraag opgezocht met het kenmerk",
    betrokkenen=lambda found: [found[0]] if found else [],
)
def zoek_kenmerk(ctx: Context, kenmerk: str) -> tuple[UUID, UUID] | None:
    """The same for an employee: which klantvraag to open, unless it is shielded from them. Opening is another door."""
    key = kenmerk_key(kenmerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id, klantvraag_id FROM zoek_kenmerk(%s) JOIN partij USING (partij_id)", [key])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


@query(gegevens={G.CONTACTHISTORIE}, naam="Uw vragen bij ons bekeken")
def vragen_van(ctx: Context, partij_id: UUID) -> list[VraagRegel]:
    """Klantvragen of one customer as far as the purpose allows, open ones first, then newest; at most MAX_REGELS."""
    rows = Klantvraag.objects.filter(partij_id=partij_id).order_by("-gestart_op")[:MAX_REGELS]
    return sorted(map(regel, rows), key=lambda r: not r.open)


@dataclass(frozen=True, slots=True)
class TaakRegel:
    """A promise. `tekst` is "" where the purpose does not give content (in lists); what it is about stands in lists."""

    partij_id: UUID
    taak_id: UUID
    klantvraag_id: UUID
    soort: str
    status: str
    afdeling_code: str
    medewerker_id: UUID | None
    toegewezen_op: datetime
    uiterlijk_op: date
    afgehandeld_op: datetime | None
    resultaat: str
    naam: str = ""
    onderwerp_code: str = ""
    kenmerk: str = ""
    tekst: str = ""
    telefoonnummer: str = ""
    antwoord: str = ""
    pogingen: tuple[datetime, ...] = ()


def _taak(t: InterneTaak, **meer: object) -> TaakRegel:
    return TaakRegel(
        t.partij_id,
        t.id,
        t.klantvraag_id,
        t.soort,
        t.status,
        t.afdeling_code,
        t.medewerker_id,
        t.toegewezen_op,
        t.uiterlijk_op,
        t.afgehandeld_op,
        t.resultaat,
        **meer,  # type: ignore[arg-type]
    )


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="werkvoorraad",
    naam="Een belofte aan u stond in de werklijst",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def open_taken(ctx: Context, afdelingen: frozenset[str], mijn: UUID | None = None) -> list[TaakRegel]:
    """Open promises of these departments, what is due first on top; at most MAX_REGELS."""
    return _open_taken(afdelingen, mijn)


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="werkvoorraad_gevoelig",
    naam="Een belofte aan u stond in de werklijst",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def open_taken_gevoelig(ctx: Context, afdelingen: frozenset[str], mijn: UUID | None = None) -> list[TaakRegel]:
    """The same for sensitive subjects, for the fixed employees of those departments."""
    return _open_taken(afdelingen, mijn)


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="rechten",
    naam="Een belofte aan u stond in de werklijst",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def open_taken_rechten(ctx: Context, afdelingen: frozenset[str], mijn: UUID | None = None) -> list[TaakRegel]:
    """The same for requests about one's own data, for the privacy officer."""
    return _open_taken(afdelingen, mijn)


def _open_taken(afdelingen: frozenset[str], mijn: UUID | None) -> list[TaakRegel]:
    rows = InterneTaak.objects.filter(status="te_verwerken", afdeling_code__in=afdelingen)
    if mijn is not None:
        rows = rows.filter(medewerker_id=mijn)
    page = list(rows.order_by("uiterlijk_op", "id")[:MAX_REGELS])
    wie = namen([t.partij_id for t in page])
    vragen = _about(page)
    return [_taak(t, naam=wie.get(t.partij_id, ""), **vragen.get(t.klantvraag_id, {})) for t in page]


def _about(taken: list[InterneTaak]) -> dict[UUID, dict[str, str]]:
    """What the questions of these promises are about, as far as the open purpose allows."""
    rows = Klantvraag.objects.filter(
        partij_id__in={t.partij_id for t in taken}, id__in={t.klantvraag_id for t in taken}
    ).values_list("id", "onderwerp_code", "kenmerk")
    return {id: {"onderwerp_code": code, "kenmerk": kenmerk} for id, code, kenmerk in rows}


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Bekeken wat wij u beloofden")
def taken_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID | None = None) -> list[TaakRegel]:
    """Promises to one customer with their text and attempts, newest first; at most MAX_REGELS."""
    rows = InterneTaak.objects.filter(partij_id=partij_id)
    if klantvraag_id is not None:
        rows = rows.filter(klantvraag_id=klantvraag_id)
    page = list(rows.order_by("-toegewezen_op")[:MAX_REGELS])
    ids = [t.id for t in page]
    inhoud = {i.id: i for i in InterneTaakInhoud.objects.filter(partij_id=partij_id, id__in=ids)}
    pogingen: dict[UUID, list[datetime]] = {}
    for poging in TaakPoging.objects.filter(partij_id=partij_id, taak_id__in=ids, bereikt=False).order_by("gedaan_op"):
        pogingen.setdefault(poging.taak_id, []).append(poging.gedaan_op)
    return [_taak(t, **_taak_texts(inhoud.get(t.id)), pogingen=tuple(pogingen.get(t.id, ()))) for t in page]


def _taak_texts(inhoud: InterneTaakInhoud | None) -> dict[str, str]:
    if inhoud is None:
        return {}
    return {
        "tekst": inhoud.gevraagde_handeling,
        "telefoonnummer": inhoud.telefoonnummer,
        "antwoord": inhoud.antwoord,
    }


@dataclass(frozen=True, slots=True)
class Notitie:
    """A note of an employee for colleagues."""

    id: UUID
    medewerker_id: UUID
    tekst: str
    geschreven_op: datetime


@query(gegevens={G.CONTACTHISTORIE, G.INTERNE_NOTITIE}, naam="Aantekeningen bij uw vraag gelezen")
def notities_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Notitie]:
    """Notes at one klantvraag, oldest first; the last MAX_REGELS. Empty where the purpose does not give notes."""
    rows = InterneNotitie.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("-geschreven_op")
    return [Notitie(n.id, n.medewerker_id, n.tekst, n.geschreven_op) for n in rows[:MAX_REGELS]][::-1]


#: Provenance of what came in over the interfaces.
VAN_ANDERE_SOFTWARE = "api"
#: Channels of which every contact is shown by its messages.
MET_BERICHT = ("email", "mijn", "portaal", "chat", "sms", "whatsapp", "berichtenbox")


@dataclass(frozen=True, slots=True)
class Gesproken:
    """One contact moment that left no message: by telephone, at the counter, or recorded by other software. A letter or
    a form too: whether its message is here as well is known by who reads the messages.

    `tekst` is "" where the purpose does not give content.
    """

    id: UUID
    kanaal: str
    initiatief: str
    moment: datetime
    medewerker_id: UUID | None
    gelukt: bool | None
    tekst: str
    van_andere_software: bool = False


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Gelezen wat wij met u bespraken")
def gesproken_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Gesproken]:
    """Contacts of one klantvraag that left no message, its letters and its forms, oldest first; at most MAX_REGELS."""
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    zonder_bericht = ~Q(kanaal__in=MET_BERICHT) | Q(herkomst=VAN_ANDERE_SOFTWARE)
    rows = Klantcontact.objects.filter(zonder_bericht, **where).order_by("-plaatsgevonden_op")
    teksten = dict(KlantcontactInhoud.objects.filter(**where).values_list("id", "inhoud"))
    return [
        Gesproken(
            k.id,
            k.kanaal,
            k.initiatief,
            k.plaatsgevonden_op,
            k.medewerker_id,
            k.indicatie_contact_gelukt,
            teksten.get(k.id, ""),
            k.herkomst == VAN_ANDERE_SOFTWARE,
        )
        for k in rows[:MAX_REGELS]
    ][::-1]


@dataclass(frozen=True, slots=True)
class GesprekRegel:
    """A conversation going on."""

    id: UUID
    kanaal: str
    begonnen_op: datetime


@query(gegevens=(), voor="zoeken", naam="Eigen gesprekken bekeken", betrokkenen=lambda _: [])
def lopende_gesprekken(ctx: Context) -> list[GesprekRegel]:
    """Conversations that the acting employee has not ended yet, newest first; of the last four hours."""
    since = timezone.now() - GESPREKSDUUR
    rows = Gesprek.objects.filter(medewerker_id=ctx.actor.person, geeindigd_op=None, begonnen_op__gt=since)
    return [GesprekRegel(g.id, g.kanaal, g.begonnen_op) for g in rows.order_by("-begonnen_op")[:MAX_REGELS]]


@catalogue
def has_gesprek(medewerker_id: UUID) -> bool:
    """Whether this employee has a conversation going on; no customer in it."""
    since = timezone.now() - GESPREKSDUUR
    return Gesprek.objects.filter(medewerker_id=medewerker_id, geeindigd_op=None, begonnen_op__gt=since).exists()


@catalogue
def open_vragen_over(onderwerpen: list[str]) -> int:
    """How many questions about these subjects are open, rounded down to tens and at most 1,000; no customers."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT tel_open_vragen(%s)", [onderwerpen])
        return int(cursor.fetchone()[0])
