"""Who looked at somebody's data and why: in pages, and whole for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from django.db.models import FloatField, Func, Q, QuerySet
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Dataverwerking, Verwerkingsactiviteit, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.toezicht.nood import NOODTOEGANG, Spoed, los_voor_klant, voor_klant
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: Lines of the log on one page, so many more to finish its last day, and lines in one file.
BLAD, DAG, BESTAND = 120, 3_000, 20_000
#: Lines that one act has at most after midnight.
STAPPEN = 40
#: A list that stays open on a screen is looked at anew all the time: in so long it counts once.
KWARTIER = timedelta(minutes=15)
#: What stood in a list over many customers.
LIJST = Q(actor_soort="medewerker", aanleiding_soort="lijst", handeling="lezen")


@dataclass(frozen=True, slots=True)
class Inzage:
    """One thing we did with somebody's data, as that person reads it: the lines of one trace together.

    Purpose, task and article are those of the version that counted at that moment.
    """

    moment: datetime
    wat: tuple[str, ...]
    door: str
    waarom: str
    taak: str
    artikel: str
    gegevens: tuple[str, ...]
    kanaal: str
    aanleiding_soort: str
    aanleiding_id: UUID | None
    bewaard_tot: datetime
    trace: UUID
    activiteit: UUID
    nummer: int  # of the activity
    grondslag: str
    spoed: Spoed | None = None  # of a look with break-glass
    los: str | None = None  # of a look in a conversation of which nothing was recorded: what was found, "" nothing yet
    lijst: bool = False  # the customer was one of many in a list on a screen

    @property
    def kwartier(self) -> int:
        """Number of the quarter of an hour: in it a list that stays open counts once."""
        return int(self.moment.timestamp() // KWARTIER.total_seconds())


@dataclass(frozen=True, slots=True)
class Inzageblad:
    """One page, newest first. `volgende`: where the next one begins.

    In the whole period: how often an employee looked (`medewerker`), and how often the customer stood in a list
    besides, where a list that stays open counts once per KWARTIER and department (`lijsten`).
    """

    regels: tuple[Inzage, ...]
    volgende: UUID | None
    medewerker: int
    lijsten: int = 0

    def __iter__(self) -> Iterator[Inzage]:
        """Its entries."""
        return iter(self.regels)


@dataclass(frozen=True, slots=True)
class Logregel:
    """One line of the log as its customer may have it: no employee, no department, no system."""

    id: UUID
    trace: UUID
    moment: datetime
    naam: str
    handeling: str
    activiteit: UUID
    doel: str
    versie: int
    soorten: tuple[G, ...]
    aanleiding_soort: str
    aanleiding_id: UUID | None
    uitkomst: str
    bewaardagen: int


@query(gegevens={G.INZAGEREGISTRATIE}, naam="U keek wie uw gegevens bekeek")
def inzage(
    ctx: Context, partij_id: UUID, dagen: int = 92, *, alleen_medewerker: bool = False, voor: UUID | None = None
) -> Inzageblad:
    """A page of who looked at this customer's data over `dagen` days: what came before line `voor`, else the newest."""
    rows = lines_of(partij_id, dagen)
    gekeken = rows.filter(actor_soort="medewerker").order_by()
    keer = gekeken.exclude(LIJST).values("trace", "activiteit").distinct().count()
    lijsten = gekeken.filter(LIJST).annotate(kwartier=_Kwartier("moment"))
    in_lijst = lijsten.values("afdeling", "activiteit", "kwartier").distinct().count()
    if alleen_medewerker:
        rows = rows.filter(actor_soort="medewerker")
    if voor is not None:
        rows = rows.filter(id__lt=voor)
    page, volgende = _page(rows)
    return Inzageblad(tuple(_entries(page)), volgende, keer, in_lijst)


@query(gegevens={G.INZAGEREGISTRATIE}, naam="U opende een regel over wie uw gegevens bekeek")
def inzage_van(ctx: Context, partij_id: UUID, trace: UUID, activiteit: UUID) -> Inzage | None:
    """One entry, or None when it is not (or no longer) there for this customer."""
    wie = Verwerkingsactiviteit.objects.filter(uuid=activiteit).values_list("nummer", flat=True)
    rows = _visible(Dataverwerking.objects.filter(partij_id=partij_id, trace=trace, activiteit__in=list(wie)))
    return next(iter(_entries(list(rows.order_by("-id")[:BLAD]))), None)


@query(gegevens={G.INZAGEREGISTRATIE}, naam="Een regel over wie uw gegevens bekeek uitgezocht")
def inzage_bij(ctx: Context, partij_id: UUID, trace: UUID, activiteit: int) -> Inzage | None:
    """The entry that somebody reported, for who looks into it; also what is confidential, and still without a name."""
    rows = Dataverwerking.objects.filter(partij_id=partij_id, trace=trace, activiteit=activiteit)
    return next(iter(_entries(list(rows.order_by("-id")[:BLAD]))), None)


@query(gegevens={G.INZAGEREGISTRATIE}, naam="U sloeg op wie uw gegevens bekeek")
def inzage_geheel(ctx: Context, partij_id: UUID, dagen: int = 365) -> list[Inzage]:
    """All of it in one list, newest first, for a file to read; at most BESTAND lines of the log."""
    return _entries(list(lines_of(partij_id, dagen)[:BESTAND]))


@query(gegevens={G.INZAGEREGISTRATIE}, naam="U sloeg op welke regels wij over u bewaren")
def logregels(ctx: Context, partij_id: UUID, dagen: int = 365) -> list[Logregel]:
    """Every line of this customer over `dagen` days, newest first; at most BESTAND."""
    rows = list(lines_of(partij_id, dagen)[:BESTAND])
    doelen, sleutels = _purposes(rows), _sleutels(rows)
    return [_logregel(row, doelen[row.activiteit, row.versie], sleutels[row.activiteit]) for row in rows]


def lines_of(partij_id: UUID, dagen: int) -> QuerySet[Dataverwerking]:
    """Newest first by key: keys rise with time, so that no further index is needed."""
    since = timezone.now() - timedelta(days=dagen)
    rows = Dataverwerking.objects.filter(partij_id=partij_id, id__gte=_first_key(since), moment__gte=since)
    return _visible(rows).order_by("-id")


def _first_key(since: datetime) -> UUID:
    """The lowest key of a day before this moment: a line can be written a little later than its key was made."""
    milliseconds = int((since - timedelta(days=1)).timestamp() * 1000)
    return UUID(int=milliseconds << 80)


def _visible(rows: QuerySet[Dataverwerking]) -> QuerySet[Dataverwerking]:
    """Without what is absent, and not counted either: under a version that is confidential still, and a look with
    break-glass until its review (or when that was due long ago)."""
    geheim = VerwerkingsactiviteitVersie.objects.filter(vertrouwelijk_tot__gte=timezone.localdate())
    for nummer, versie in geheim.values_list("nummer", "versie"):
        rows = rows.exclude(Q(activiteit=nummer) & Q(versie=versie))
    met_spoed = rows.filter(aanleiding_soort=NOODTOEGANG)
    ids = {id for id in met_spoed.order_by().values_list("aanleiding_id", flat=True).distinct() if id is not None}
    unseen = ids - {id for id, spoed in voor_klant(ids).items() if spoed.zichtbaar}
    return rows.exclude(aanleiding_soort=NOODTOEGANG, aanleiding_id__in=unseen) if unseen else rows


class _Kwartier(Func):
    """Number of the quarter of an hour in which a moment falls."""

    template = f"floor(extract(epoch FROM %(expressions)s) / {int(KWARTIER.total_seconds())})"
    output_field = FloatField()


def _page(rows: QuerySet[Dataverwerking]) -> tuple[list[Dataverwerking], UUID | None]:
    """A page that ends with a day: half a day here and half on the next page would look like the same said twice.

    A day of very many lines is cut between two acts after all.
    """
    found = list(rows[: BLAD + 1])
    if len(found) <= BLAD:
        return found, None
    begin = timezone.localtime(found[-2].moment).replace(hour=0, minute=0, second=0, microsecond=0)
    found = found[:BLAD] + list(rows.filter(id__lt=found[-2].id, moment__gte=begin)[: DAG + 1])
    if len(found) > BLAD + DAG:
        return _cut(found)
    after = list(rows.filter(id__lt=found[-1].id)[: STAPPEN + 1])
    rest = list(takewhile(lambda row: row.trace == found[-1].trace, after))  # an act that began before midnight
    return [*found, *rest], (rest or found)[-1].id if len(after) > len(rest) else None


def _cut(rows: list[Dataverwerking]) -> tuple[list[Dataverwerking], UUID | None]:
    """Up to between two acts: the last one goes to the next page when it may be incomplete here."""
    whole = next(i for i, row in enumerate(rows) if row.trace == rows[-1].trace) or len(rows) - 1
    return rows[:whole], rows[whole - 1].id


def _entries(rows: list[Dataverwerking]) -> list[Inzage]:
    per_trace: dict[tuple[UUID, int], list[Dataverwerking]] = {}
    for row in rows:
        per_trace.setdefault((row.trace, row.activiteit), []).append(row)
    doelen, sleutels = _purposes(rows), _sleutels(rows)
    spoed = voor_klant({r.aanleiding_id for r in rows if r.aanleiding_id and r.aanleiding_soort == NOODTOEGANG})
    los = los_voor_klant({r.aanleiding_id for r in rows if r.aanleiding_id and r.aanleiding_soort == "gesprek"})
    found = [_entry(lines, doelen, sleutels, spoed) for lines in per_trace.values()]
    return [replace(i, los=los.get(i.aanleiding_id)) if i.aanleiding_id in los else i for i in found]


Doelen = dict[tuple[int, int], VerwerkingsactiviteitVersie]


def _purposes(rows: Iterable[Dataverwerking]) -> Doelen:
    found = VerwerkingsactiviteitVersie.objects.filter(nummer__in={row.activiteit for row in rows})
    needed = found.only(
        "nummer", "versie", "naam", "doel", "taak_titel", "taak_artikel", "grondslag", "vertrouwelijk_tot"
    )
    return {(v.nummer, v.versie): v for v in needed}


def _sleutels(rows: Iterable[Dataverwerking]) -> dict[int, UUID]:
    found = Verwerkingsactiviteit.objects.filter(nummer__in={row.activiteit for row in rows})
    return dict(found.values_list("nummer", "uuid"))


def _entry(lines: list[Dataverwerking], doelen: Doelen, sleutels: dict[int, UUID], spoed: dict[UUID, Spoed]) -> Inzage:
    last = lines[0]
    doel = doelen[last.activiteit, last.versie]
    mask = 0
    for line in lines:
        mask |= line.soorten
    return Inzage(
        moment=last.moment,
        wat=tuple(dict.fromkeys(line.naam for line in reversed(lines))),
        door=_door(last),
        waarom=doel.doel,
        taak=doel.taak_titel,
        artikel=doel.taak_artikel,
        gegevens=tuple(soort.omschrijving for soort in _soorten(mask)),
        kanaal=last.kanaal,
        aanleiding_soort=last.aanleiding_soort,
        aanleiding_id=last.aanleiding_id,
        bewaard_tot=last.vervalt_op,
        trace=last.trace,
        activiteit=sleutels[last.activiteit],
        nummer=last.activiteit,
        grondslag=doel.grondslag,
        spoed=spoed.get(last.aanleiding_id) if last.aanleiding_id else None,
        lijst=last.actor_soort == "medewerker" and last.aanleiding_soort == "lijst" and last.handeling == "lezen",
    )


def _soorten(mask: int) -> tuple[G, ...]:
    return tuple(soort for soort in G if soort and mask & (1 << (soort - 1)))


def _door(line: Dataverwerking) -> str:
    """Which department, never which person; "uzelf", or "machtiging" for whoever acts for this customer."""
    if line.actor_soort == "klant":
        return "machtiging" if line.aanleiding_soort == "machtiging" else "uzelf"
    return line.afdeling if line.actor_soort == "medewerker" else ""


def _logregel(row: Dataverwerking, doel: VerwerkingsactiviteitVersie, sleutel: UUID) -> Logregel:
    return Logregel(
        id=row.id,
        trace=row.trace,
        moment=row.moment,
        naam=row.naam,
        handeling=row.handeling,
        activiteit=sleutel,
        doel=doel.naam,
        versie=row.versie,
        soorten=_soorten(row.soorten),
        aanleiding_soort=row.aanleiding_soort,
        aanleiding_id=row.aanleiding_id,
        uitkomst=row.uitkomst,
        bewaardagen=round((row.vervalt_op - row.moment) / timedelta(days=1)),
    )
