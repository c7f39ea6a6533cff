"""DOOR. What was destroyed, what waits for people, and what must stay. Numbers, keys and hashes: nobody's data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from geholpen.domain.bewaren import boek, uitvoeren
from geholpen.domain.bewaren.boek import Regel
from geholpen.domain.bewaren.models import (
    Besluitsoort,
    Bewaarplicht,
    Lijstregel,
    Lijststap,
    Selectieregel,
    Verklaring,
    Vernietigbesluit,
    Vernietigingslijst,
)
from geholpen.domain.bewaren.queries_overbrengen import read_dossier as read_dossier
from geholpen.domain.bewaren.queries_termijnen import GETELD as GETELD
from geholpen.domain.bewaren.queries_termijnen import Termijn as Termijn
from geholpen.domain.bewaren.queries_termijnen import dossiertermijnen as dossiertermijnen
from geholpen.domain.bewaren.queries_termijnen import termijn as termijn
from geholpen.domain.bewaren.queries_termijnen import termijnen as termijnen
from geholpen.domain.bewaren.queries_termijnen import wat_dan as wat_dan
from geholpen.domain.bewaren.verklaringen import canonical
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

#: Statements of destruction, and legal holds, in one list.
VERKLARINGEN, PLICHTEN = 50, 100


@dataclass(frozen=True, slots=True)
class TeMaken:
    """Records under one number of the selection list that could go on a list."""

    selectielijst: str
    aantal: int
    oudste: datetime
    waardering: str  # empty: the archivist still has to say


@dataclass(frozen=True, slots=True)
class Lijst:
    """A destruction list."""

    id: UUID
    selectielijst: str
    waardering: str
    stand: str
    aantal: int  # when it was made
    afgehaald: int  # of those taken off since
    opgesteld_op: datetime
    mensen: tuple[UUID, ...]  # who took a step that makes them unfit for the next
    vernietigen_na: datetime | None
    overgebracht_naar: str
    pakket: dict[str, Any]  # of what is kept for good: stand (wacht, gemaakt, mislukt) and what was made

    @property
    def over(self) -> int:
        """How many questions are on it still."""
        return self.aantal - self.afgehaald


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question on a list: what it was about and when. No name, no text."""

    id: UUID
    onderwerp_code: str
    gestart_op: datetime
    afgesloten_op: datetime | None
    vervalt_op: datetime
    af_reden: str
    af_door: UUID | None


@dataclass(frozen=True, slots=True)
class Stap:
    """Who did what with a list, when and why. No `door`: the system."""

    stap: str
    door: UUID | None
    moment: datetime
    waarom: str


@dataclass(frozen=True, slots=True)
class VerklaringInfo:
    """A statement of destruction as it is kept."""

    id: UUID
    soort: str
    moment: datetime
    hash: str
    inhoud: dict[str, Any]

    @property
    def aantal(self) -> int:
        """Rows in all."""
        return sum(int(r["aantal"]) for r in self.inhoud["regels"])

    @property
    def tekst(self) -> str:
        """Exactly what the hash is of."""
        return canonical(self.inhoud)


@dataclass(frozen=True, slots=True)
class Plicht:
    """A legal hold."""

    id: UUID
    partij_id: UUID
    kenmerk: str
    alles: bool
    grond: str
    reden: str
    gezet_door: UUID
    gezet_op: datetime
    tot: date
    opgeheven_op: datetime | None
    opgeheven_reden: str

    @property
    def loopt(self) -> bool:
        """Whether it still keeps anything."""
        return self.opgeheven_op is None and self.tot >= timezone.localdate()


@catalogue
def is_onderdrukt(zoeksleutels: Sequence[bytes]) -> bool:
    """Whether one of these search keys (of an address, a number) belonged to somebody who was erased."""
    return uitvoeren.is_suppressed(zoeksleutels)


@catalogue
def niet_uitgevoerd() -> list[Regel]:
    """Decisions of the destruction book that this database does not know: it was put back from before them."""
    return boek.behind()


@query(
    gegevens=(),
    voor="vernietiging",
    handeling="tellen",
    naam="Geteld welke oude vragen op een vernietigingslijst kunnen",
    betrokkenen=lambda _: [],
)
def te_maken(ctx: Context) -> list[TeMaken]:
    """What could be put on a list now, per number of the selection list."""
    waarden = dict(Selectieregel.objects.values_list("selectielijst", "waardering"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT selectielijst, aantal, oudste FROM lijsten_te_maken() ORDER BY selectielijst")
        return [TeMaken(s, aantal, oudste, waarden.get(s, "")) for s, aantal, oudste in cursor.fetchall()]


@catalogue
def lijsten(limit: int = 50) -> list[Lijst]:
    """Destruction lists, newest first."""
    rows = list(Vernietigingslijst.objects.order_by("-opgesteld_op")[:limit])
    eraf = _taken_off([row.id for row in rows])
    return [_lijst(row, eraf.get(row.id, 0)) for row in rows]


@catalogue
def lijst(id: UUID) -> Lijst | None:
    """One of them, or None."""
    row = Vernietigingslijst.objects.filter(id=id).first()
    return _lijst(row, _taken_off([id]).get(id, 0)) if row else None


def _taken_off(lijsten: Sequence[UUID]) -> dict[UUID, int]:
    """Per list how many questions were taken off."""
    rows = Lijstregel.objects.filter(lijst_id__in=lijsten, af_op__isnull=False).values_list("lijst_id")
    return dict(rows.annotate(Count("id")).order_by())


@catalogue
def lijstvragen(lijst_id: UUID) -> list[Vraag]:
    """What is on it, oldest first; what was taken off as well."""
    rows = Lijstregel.objects.filter(lijst_id=lijst_id).order_by("vervalt_op", "id")
    return [
        Vraag(r.id, r.onderwerp_code, r.gestart_op, r.afgesloten_op, r.vervalt_op, r.af_reden, r.af_door) for r in rows
    ]


@catalogue
def lijststappen(lijst_id: UUID) -> list[Stap]:
    """Every step, in order."""
    rows = Lijststap.objects.filter(lijst_id=lijst_id).order_by("moment", "id")
    return [Stap(r.stap, r.door, r.moment, r.waarom) for r in rows]


@catalogue
def verklaringen() -> list[VerklaringInfo]:
    """Statements of destruction, newest first; at most VERKLARINGEN."""
    return [_verklaring(row) for row in Verklaring.objects.order_by("-moment")[:VERKLARINGEN]]


@catalogue
def verklaring(id: UUID) -> VerklaringInfo | None:
    """One of them, or None."""
    row = Verklaring.objects.filter(id=id).first()
    return _verklaring(row) if row else None


@catalogue
def laatste_ronde() -> datetime | None:
    """When the last nightly round ended."""
    rows = Vernietigbesluit.objects.filter(soort=Besluitsoort.TERMIJN, uitgevoerd_op__isnull=False)
    return rows.order_by("-uitgevoerd_op").values_list("uitgevoerd_op", flat=True).first()


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="bewaarplicht",
    naam="Bekeken welke gegevens wij langer bewaren voor een bezwaar, klacht of rechtszaak",
    betrokkenen=lambda found: [p.partij_id for p in found],
)
def bewaarplichten(ctx: Context) -> list[Plicht]:
    """Legal holds, those that run first and by their end; at most PLICHTEN."""
    rows = Bewaarplicht.objects.order_by("-opgeheven_op", "tot")[:PLICHTEN]
    return [
        Plicht(
            r.id,
            r.partij_id,
            r.kenmerk,
            r.klantvraag_id is None,
            r.grond,
            r.reden,
            r.gezet_door,
            r.gezet_op,
            r.tot,
            r.opgeheven_op,
            r.opgeheven_reden,
        )
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Grondslag:
    """Why something of a customer has to stay now; `klantvraag_id`: the one question that it is about, or None."""

    grond: str
    klantvraag_id: UUID | None


@query(gegevens={G.CONTACTHISTORIE}, voor="rechten_uitvoeren", naam="Nagegaan of wij uw gegevens nu moeten bewaren")
def lopende_plicht(ctx: Context, partij_id: UUID) -> Grondslag | None:
    """The legal hold on this customer that runs longest; None when nothing has to stay."""
    rows = Bewaarplicht.objects.filter(partij_id=partij_id, opgeheven_op=None, tot__gte=timezone.localdate())
    row = rows.order_by("-tot").first()
    return Grondslag(row.grond, row.klantvraag_id) if row else None


def _lijst(row: Vernietigingslijst, afgehaald: int) -> Lijst:
    mensen = tuple(m for m in (row.opgesteld_door, row.beoordeeld_door, row.vastgesteld_door) if m)
    return Lijst(
        row.id,
        row.selectielijst,
        row.waardering,
        row.stand,
        row.aantal,
        afgehaald,
        row.opgesteld_op,
        mensen,
        row.vernietigen_na,
        row.overgebracht_naar,
        row.pakket,
    )


def _verklaring(row: Verklaring) -> VerklaringInfo:
    return VerklaringInfo(row.id, row.soort, row.moment, row.hash, row.inhoud)
