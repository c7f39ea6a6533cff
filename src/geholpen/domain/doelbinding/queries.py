"""DOOR. The purpose of the work at hand, the register, and who looked at somebody's data."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Audit, Dataverwerking, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.regels import REDENEN, Activiteit
from geholpen.domain.doelbinding.register import register
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.doors import backstage, catalogue, query


@dataclass(frozen=True, slots=True)
class Doel:
    """What the screen says above the work: "U werkt voor: …"."""

    nummer: int
    code: str
    naam: str
    doel: str
    artikel: str
    gevoelig: bool
    nodig: tuple[str, ...]  # descriptions of the categories this purpose may read
    mag_bsn_tonen: bool


@dataclass(frozen=True, slots=True)
class Inzage:
    """One thing we did with somebody's data, as that person reads it: the lines of one trace together."""

    moment: datetime
    wat: tuple[str, ...]
    door: str
    waarom: str
    artikel: str
    gegevens: tuple[str, ...]
    kanaal: str
    aanleiding_id: UUID | None
    bewaard_tot: datetime


@dataclass(frozen=True, slots=True)
class Weigering:
    """A refused attempt, for the team lead and the privacy officer."""

    moment: datetime
    actor_id: UUID | None
    handeling: str
    code: str
    uitleg: str


@catalogue
def activiteit_nummer(code: str) -> int:
    """The fixed number of an activity. Raises KeyError when the register does not have it."""
    with backstage():
        found = register.code(code)
    if found is None:
        raise KeyError(code)
    return found.nummer


@catalogue
def doel_van(aanleiding: Aanleiding) -> Doel | None:
    """The purpose that a reason brings, or None when the reason brings none."""
    with backstage():
        reden = ports.reden(aanleiding.soort, aanleiding.partij_id, aanleiding.id)
        activiteit = register.nummer(reden.activiteit) if reden else None
    return _doel(activiteit) if activiteit else None


def _doel(a: Activiteit) -> Doel:
    nodig = tuple(G(soort).omschrijving for soort, regel in sorted(a.gegevens.items()) if "lezen" in regel.handelingen)
    return Doel(a.nummer, a.code, a.naam, a.doel, a.artikel, a.gevoelig, nodig, a.mag_bsn_tonen)


@query(gegevens={G.INZAGEREGISTRATIE}, naam="U keek wie uw gegevens bekeek")
def inzage(ctx: Context, partij_id: UUID, dagen: int = 92, limit: int = 400) -> list[Inzage]:
    """Who looked at this customer's data and why, newest first, over `dagen` days; lines of one trace are one entry."""
    since = timezone.now() - timedelta(days=dagen)
    rows = Dataverwerking.objects.filter(partij_id=partij_id, moment__gte=since).order_by("-moment")[:limit]
    per_trace: dict[tuple[UUID, int], list[Dataverwerking]] = defaultdict(list)
    for row in rows:
        per_trace[row.trace, row.activiteit].append(row)
    purposes = {(v.nummer, v.versie): v for v in VerwerkingsactiviteitVersie.objects.all()}
    return [_entry(lines, purposes) for lines in per_trace.values()]


def _entry(lines: list[Dataverwerking], purposes: dict[tuple[int, int], VerwerkingsactiviteitVersie]) -> Inzage:
    last = lines[0]
    purpose = purposes[last.activiteit, last.versie]
    mask = 0
    for line in lines:
        mask |= line.soorten
    return Inzage(
        moment=last.moment,
        wat=tuple(dict.fromkeys(line.naam for line in reversed(lines))),
        door=_door(last),
        waarom=purpose.doel,
        artikel=purpose.taak_artikel,
        gegevens=tuple(soort.omschrijving for soort in G if soort and mask & (1 << (soort - 1))),
        kanaal=last.kanaal,
        aanleiding_id=last.aanleiding_id,
        bewaard_tot=last.vervalt_op,
    )


def _door(line: Dataverwerking) -> str:
    """Which department, never which person."""
    if line.actor_soort == "klant":
        return "uzelf"
    return line.afdeling if line.actor_soort == "medewerker" else ""


@query(gegevens={G.INZAGEREGISTRATIE}, voor="toezicht", naam="Toezicht op geweigerde inzage", betrokkenen=lambda _: [])
def weigeringen(ctx: Context, limit: int = 200) -> list[Weigering]:
    """Refused attempts, newest first."""
    rows = Audit.objects.filter(resultaat__in=REDENEN).order_by("-moment")[:limit]
    return [Weigering(r.moment, r.actor_id, r.handeling, r.resultaat, REDENEN[r.resultaat]) for r in rows]


@catalogue
def reden_tekst(code: str) -> str:
    """The plain Dutch reason that belongs to a code of the rule table."""
    return REDENEN[code]
