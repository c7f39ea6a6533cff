"""DOOR. Read what one can come for, when there is time, and who comes or waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.balie.agenda import DAGEN, NL
from geholpen.domain.balie.codes import meldcode
from geholpen.domain.balie.codes import zuil_sleutel as zuil_sleutel
from geholpen.domain.balie.commands.melden import calendar_entry, video_link
from geholpen.domain.balie.models import STAAT, Afspraak, Afspraaksoort, Locatie, Stand, Volgnummer, Wachtstand
from geholpen.domain.balie.plaatsen import free_days, free_times, locatie, soort, video_rooms
from geholpen.domain.balie.ports import Vraag
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

MAX = 200
#: Days that are offered on one page.
BLADZIJ = 14
#: Calls on the screen of one waiting room.
OP_HET_SCHERM = 6


@dataclass(frozen=True, slots=True)
class SoortInfo:
    """What one can come for."""

    code: str
    naam: str
    onderwerp_code: str
    minuten: int
    meenemen: str
    video: bool
    agendas: frozenset[str] = frozenset()  # other agendas that know it


@dataclass(frozen=True, slots=True)
class LocatieInfo:
    """A place with counters."""

    code: str
    naam: str
    adres: str
    agenda: str


@catalogue
def te_kiezen_soorten() -> list[SoortInfo]:
    """What a new appointment can be for: a video call only when there is a product to have it in."""
    return [s for s in afspraaksoorten() if not s.video or video_rooms()]


@catalogue
def afspraaksoorten() -> list[SoortInfo]:
    """Everything one can come for, by name."""
    rows = Afspraaksoort.objects.filter(actief=True).order_by("naam")[:MAX]
    return [
        SoortInfo(r.code, r.naam, r.onderwerp_code, r.minuten, r.meenemen, r.video, frozenset(r.extern)) for r in rows
    ]


@catalogue
def locaties() -> list[LocatieInfo]:
    """All places in use, by name."""
    rows = Locatie.objects.filter(actief=True).order_by("naam")[:MAX]
    return [LocatieInfo(r.code, r.naam, r.adres, r.agenda) for r in rows]


@dataclass(frozen=True, slots=True)
class LocatieInstelling:
    """A place as management sees it. `uren`: (day, from, until) as text."""

    code: str
    naam: str
    adres: str
    loketten: int
    agenda: str
    uren: dict[int, str]
    extern: dict[str, str]
    actief: bool


@catalogue
def alle_locaties() -> list[LocatieInstelling]:
    """All places, also those not in use, by name."""
    return [
        LocatieInstelling(
            r.code,
            r.naam,
            r.adres,
            r.loketten,
            r.agenda,
            {u["dag"]: f"{_clock(u['van'])} tot {_clock(u['tot'])}" for u in r.uren},
            {naam: str(waarde) for naam, waarde in r.instellingen.items()},
            r.actief,
        )
        for r in Locatie.objects.order_by("naam")[:MAX]
    ]


def _clock(said: str) -> str:
    """09:00 as people write it: 9.00"""
    return f"{time.fromisoformat(said):%-H.%M}"


@dataclass(frozen=True, slots=True)
class SoortInstelling:
    """A kind of appointment as management sees it."""

    code: str
    naam: str
    onderwerp_code: str
    minuten: int
    meenemen: str
    video: bool
    extern: dict[str, str]
    actief: bool


@catalogue
def alle_soorten() -> list[SoortInstelling]:
    """All kinds of appointments, also those not in use, by name."""
    rows = Afspraaksoort.objects.order_by("naam")[:MAX]
    return [
        SoortInstelling(
            r.code,
            r.naam,
            r.onderwerp_code,
            r.minuten,
            r.meenemen,
            r.video,
            {naam: str(waarde) for naam, waarde in r.extern.items()},
            r.actief,
        )
        for r in rows
    ]


@catalogue
def vrije_tijden(soort_code: str, locatie_code: str, dag: date) -> list[datetime]:
    """When somebody can still come on one day, in local time. Raises Invalid and Unavailable."""
    if not timezone.localdate() <= dag <= timezone.localdate() + timedelta(days=DAGEN):
        return []
    return free_times(locatie(locatie_code), soort(soort_code), dag, timezone.now())


@catalogue
def vrije_dagen(soort_code: str, locatie_code: str, vanaf: date) -> list[date]:
    """The days of two weeks on which somebody can come. Raises Invalid and Unavailable."""
    days = (timezone.localdate() + timedelta(days=DAGEN) - vanaf).days + 1  # nobody can come later than that
    if days < 1:
        return []
    return free_days(locatie(locatie_code), soort(soort_code), vanaf, min(days, BLADZIJ), timezone.now())


@dataclass(frozen=True, slots=True)
class AfspraakRegel:
    """One appointment."""

    id: UUID
    partij_id: UUID
    klantvraag_id: UUID
    soort_code: str
    locatie_code: str
    begin: datetime
    eind: datetime
    stand: str
    versie: int
    video_url: str
    naam: str = ""
    uitleg: str = ""  # why it is not sure
    agenda: str = "eigen"

    @property
    def meldcode(self) -> str:
        """With what somebody reports in at the ticket column; "" for a video call."""
        return "" if self.video_url else meldcode(self.id)

    @property
    def staat(self) -> bool:
        """Whether it still has to come and can be moved or cancelled."""
        return self.stand in STAAT and self.begin > timezone.now()


def _line(a: Afspraak, naam: str = "") -> AfspraakRegel:
    link = video_link(a) if a.video_sleutel else ""
    return AfspraakRegel(
        a.id,
        a.partij_id,
        a.klantvraag_id,
        a.soort_code,
        a.locatie_code,
        a.begin.astimezone(NL),
        a.eind.astimezone(NL),
        a.stand,
        a.versie,
        link,
        naam,
        a.uitleg,
        a.agenda,
    )


@query(gegevens={G.CONTACTHISTORIE}, naam="Uw afspraken bekeken")
def afspraken_van(ctx: Context, partij_id: UUID) -> list[AfspraakRegel]:
    """Appointments of one customer that can be changed under the open purpose, what comes first on top; at most MAX.

    One about something else is not shown there: what somebody comes for is no matter of who works on another question.
    """
    mine = Afspraak.objects.filter(partij_id=partij_id, verkregen_voor__in=ctx.grant.activiteit.schrijft_voor)
    rows = mine.order_by("-begin")[:MAX]
    lines = [_line(a) for a in rows]
    return [*sorted((r for r in lines if r.staat), key=lambda r: r.begin), *(r for r in lines if not r.staat)]


@dataclass(frozen=True, slots=True)
class Afspraakspoor:
    """One thing that happened to an appointment. `wat`: gemaakt, gevraagd, verzet, afgezegd, geweigerd."""

    wat: str
    soort_code: str
    begin: datetime
    moment: datetime


@query(gegevens={G.CONTACTHISTORIE}, naam="Gelezen wat er met uw afspraak gebeurde")
def afspraaksporen(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Afspraakspoor]:
    """What became of the appointments about one question, oldest first."""
    rows = Afspraak.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("gemaakt_op", "id")[:MAX]
    found = [
        Afspraakspoor(s["wat"], a.soort_code, datetime.fromisoformat(s["begin"]), datetime.fromisoformat(s["op"]))
        for a in rows
        for s in a.sporen
    ]
    return sorted(found, key=lambda s: s.moment)


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="ontvangen",
    naam="Uw afspraak stond in de lijst van de balie",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def afspraken_op(ctx: Context, locatie_code: str, dag: date) -> list[AfspraakRegel]:
    """Who comes to one place on one day, by time; at most MAX. Sensitive subjects are not in it."""
    begin = datetime.combine(dag, time(), NL).astimezone(UTC)
    rows = Afspraak.objects.filter(locatie_code=locatie_code, begin__gte=begin, begin__lt=begin + timedelta(days=1))
    page = list(rows.exclude(stand__in=("afgezegd", "geweigerd")).order_by("begin", "id")[:MAX])
    wie = _names([a.partij_id for a in page])
    return [_line(a, wie.get(a.partij_id, "")) for a in page]


def _names(ids: list[UUID]) -> dict[UUID, str]:
    """Display names, as far as the open purpose allows; a view of the room below keeps its table to itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id, weergavenaam FROM naam_regel WHERE partij_id = ANY(%s)", [ids])
        return dict(cursor.fetchall())


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="ontvangen",
    naam="Gezien dat uw afspraak nog niet zeker is",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def onzekere_afspraken(ctx: Context) -> list[AfspraakRegel]:
    """Appointments to come of which another agenda did not say whether they stand; the first 50."""
    page = list(Afspraak.objects.filter(stand=Stand.ONBEKEND, begin__gt=timezone.now()).order_by("begin", "id")[:50])
    wie = _names([a.partij_id for a in page])
    return [_line(a, wie.get(a.partij_id, "")) for a in page]


@dataclass(frozen=True, slots=True)
class Externe:
    """An appointment for another agenda."""

    stand: str
    agenda: str
    instellingen: dict[str, Any]
    extern_id: str
    vraag: Vraag


@query(gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Uw afspraak gelezen om die te boeken")
def extern(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> Externe | None:
    """What another agenda must be asked, or None when it is not of another agenda."""
    a = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).exclude(agenda="eigen").first()
    if a is None:
        return None
    plek, wat = Locatie.objects.get(code=a.locatie_code), Afspraaksoort.objects.get(code=a.soort_code)
    vraag = Vraag(
        str(a.id),
        str(wat.extern.get(a.agenda, "")),
        str(plek.instellingen.get("locatie", "")),
        a.begin.astimezone(NL),
        a.eind.astimezone(NL),
    )
    return Externe(a.stand, a.agenda, plek.instellingen, a.extern_id, vraag)


@dataclass(frozen=True, slots=True)
class WachtRegel:
    """One ticket; keys only, no name."""

    id: UUID
    code: str
    soort_code: str
    stand: str
    gemaakt_op: datetime
    vanaf: datetime | None
    opgeroepen_op: datetime | None
    loket: str
    medewerker_id: UUID | None
    gesprek_id: UUID | None
    partij_id: UUID | None


def _ticket(v: Volgnummer) -> WachtRegel:
    return WachtRegel(
        v.id,
        v.code,
        v.soort_code,
        v.stand,
        v.gemaakt_op,
        v.vanaf,
        v.opgeroepen_op,
        v.loket,
        v.medewerker_id,
        v.gesprek_id,
        v.partij_id,
    )


@query(gegevens=(), voor="aannemen", naam="De wachtrij van de balie bekeken", betrokkenen=lambda _: [])
def wachtrij(ctx: Context, locatie_code: str) -> list[WachtRegel]:
    """Who waits at one place today, in the order of coming; at most MAX."""
    rows = Volgnummer.objects.filter(locatie_code=locatie_code, dag=timezone.localdate(), stand=Wachtstand.WACHT)
    return [_ticket(v) for v in rows.order_by("gemaakt_op", "id")[:MAX]]


@query(gegevens=(), voor="aannemen", naam="Eigen bezoekers aan de balie bekeken", betrokkenen=lambda _: [])
def mijn_bezoekers(ctx: Context) -> list[WachtRegel]:
    """Whom the acting employee called today and did not help yet; newest first."""
    rows = Volgnummer.objects.filter(
        medewerker_id=ctx.actor.person, dag=timezone.localdate(), stand=Wachtstand.OPGEROEPEN
    )
    return [_ticket(v) for v in rows.order_by("-opgeroepen_op")[:20]]


@dataclass(frozen=True, slots=True)
class Opgeroepen:
    """What stands on the screen in the waiting room: a code and a counter."""

    code: str
    loket: str
    opgeroepen_op: datetime


@catalogue
def op_het_scherm(locatie_code: str) -> list[Opgeroepen]:
    """The newest calls of one place today, at most OP_HET_SCHERM. Nothing about anybody."""
    rows = Volgnummer.objects.filter(locatie_code=locatie_code, dag=timezone.localdate(), opgeroepen_op__isnull=False)
    rows = rows.filter(stand=Wachtstand.OPGEROEPEN).order_by("-opgeroepen_op")
    return [Opgeroepen(v.code, v.loket, v.opgeroepen_op) for v in rows[:OP_HET_SCHERM] if v.opgeroepen_op]


@query(gegevens={G.CONTACTHISTORIE}, naam="Uw afspraak voor uw agenda opgehaald")
def kalenderbestand(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> bytes | None:
    """An appointment as a calendar entry, or None when it is not there."""
    a = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).first()
    return calendar_entry(a) if a else None
