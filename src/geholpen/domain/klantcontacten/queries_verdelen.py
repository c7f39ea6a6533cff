"""Who is there, what was offered to whom and why, and how work is given out. No customer in any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.models import Beschikbaarheid, KanaalWerk, Werkprofiel
from geholpen.domain.klantcontacten.verdelen import ronde
from geholpen.domain.klantcontacten.verdelen.ronde import Regel as Regel
from geholpen.domain.organisatie.queries import MedewerkerInfo, afdelingen, medewerkers
from geholpen.platform.context import Actor, ActorSoort
from geholpen.platform.doors import backstage, catalogue
from geholpen.platform.onthouden import kept

#: A page that is open gives a sign every twenty seconds; after three that did not come somebody is gone.
TEKEN = timedelta(seconds=75)
#: Whoever opened a page is there; a browser without script says nothing more until the next page.
BLADZIJDE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Aanbod:
    """What an employee is offered or has at hand; `waarom` are codes."""

    id: UUID
    partij_id: UUID
    klantvraag_id: UUID
    onderwerp_code: str
    kanaal: str
    stand: str
    waarom: list[str]
    klaar_sinds: datetime
    verloopt_op: datetime | None
    gewicht: int


@dataclass(frozen=True, slots=True)
class Werkstand:
    """How an employee stands: the word, why, and the work at hand in points of the capacity."""

    stand: str
    reden: str
    sinds: datetime | None
    capaciteit: int
    aanbod: tuple[Aanbod, ...]

    @property
    def last(self) -> int:
        """Points at hand and on offer."""
        return sum(a.gewicht for a in self.aanbod)

    @property
    def aangeboden(self) -> Aanbod | None:
        """What waits for an answer."""
        return next((a for a in self.aanbod if a.stand == "aangeboden"), None)


@catalogue
def werkstand(medewerker_id: UUID, teken: timedelta | None = None) -> Werkstand:
    """How this employee stands. `teken`: they are there now, and we believe that for this long."""
    with backstage():
        row = Beschikbaarheid.objects.filter(medewerker_id=medewerker_id).first()
        if row is not None and teken is not None:
            Beschikbaarheid.objects.filter(medewerker_id=medewerker_id).update(teken_tot=timezone.now() + teken)
        profiel = Werkprofiel.objects.filter(medewerker_id=medewerker_id).first()
        rows = _rows("SELECT * FROM aanbod_van(%s)", [medewerker_id])
    aanbod = tuple(Aanbod(*r) for r in rows)
    capaciteit = profiel.capaciteit if profiel else 100
    if row is None:
        return Werkstand("afwezig", "", None, capaciteit, aanbod)
    return Werkstand(row.stand, row.reden, row.sinds, capaciteit, aanbod)


@catalogue
def waarom_bij(medewerker_id: UUID, klantvraag_id: UUID) -> tuple[str, ...]:
    """Codes of why this question is with this employee; () when it is not."""
    with backstage():
        found = _rows("SELECT waarom_bij(%s, %s)", [medewerker_id, klantvraag_id])[0][0]
    return tuple(found or ())


@dataclass(frozen=True, slots=True)
class Collega:
    """An employee of a department with what they can and have."""

    id: UUID
    naam: str
    stand: str
    reden: str
    sinds: datetime | None
    last: int
    aantal: int
    capaciteit: int
    onderwerpen: tuple[str, ...]
    talen: tuple[str, ...]
    kanalen: tuple[str, ...]


@catalogue
def collegas(afdeling: str) -> list[Collega]:
    """Everybody of a department, by name; at most 500."""
    wie = medewerkers(afdeling)
    ids = [m.id for m in wie]
    with backstage():
        standen = Beschikbaarheid.objects.in_bulk(ids)
        profielen = Werkprofiel.objects.in_bulk(ids)
        lasten = {id: (last, aantal) for id, last, aantal in _rows("SELECT * FROM werklasten(%s)", [ids])}
    return [_collega(m.id, m.naam, standen.get(m.id), profielen.get(m.id), lasten.get(m.id, (0, 0))) for m in wie]


@catalogue
def medewerkers_voor(onderwerp_code: str, afdeling: str = "") -> list[MedewerkerInfo]:
    """Who may work for this subject, in this department or ("") in all."""
    doel = onderwerp(onderwerp_code).activiteit
    wie = [m for m in (medewerkers(afdeling) if afdeling else medewerkers()) if m.rollen]
    return [m for m in wie if mag_werken(Actor(ActorSoort.MEDEWERKER, m.id, m.rollen, m.afdeling_code), doel)]


@catalogue
def afdelingen_voor(onderwerp_code: str) -> list[tuple[str, str]]:
    """Code and name of the departments in which somebody may work for this subject."""
    mogen = {m.afdeling_code for m in medewerkers_voor(onderwerp_code)}
    return [(code, naam) for code, naam in afdelingen().items() if code in mogen]


def _collega(id: UUID, naam: str, b: Beschikbaarheid | None, p: Werkprofiel | None, last: tuple[int, int]) -> Collega:
    p = p or Werkprofiel(medewerker_id=id)
    can = (tuple(p.onderwerpen), tuple(p.talen), tuple(p.kanalen))
    if b is None:
        return Collega(id, naam, "afwezig", "", None, last[0], last[1], p.capaciteit, *can)
    return Collega(id, naam, b.stand, b.reden, b.sinds, last[0], last[1], p.capaciteit, *can)


@dataclass(frozen=True, slots=True)
class Wachtend:
    """How much of one channel waits in a department, and since when the oldest."""

    kanaal: str
    aantal: int
    oudste: datetime


@catalogue
def wachtrij(afdeling: str) -> list[Wachtend]:
    """What waits for an employee of this department, most first."""
    with backstage():
        return [Wachtend(*row) for row in _rows("SELECT * FROM wachtrij_stand(%s)", [afdeling])]


@catalogue
def verdeelregel(afdeling: str) -> Regel:
    """How this department gives out its work."""
    with backstage():
        return ronde.regels()[afdeling]


@dataclass(frozen=True, slots=True)
class KanaalInfo:
    """What one question in this channel asks of an employee."""

    kanaal: str
    gewicht: int
    alleen: bool
    levend: bool
    aanbod_seconden: int
    voorsprong_minuten: int


@catalogue
def kanaalgewichten() -> list[KanaalInfo]:
    """All channels, heaviest first."""
    return kept(_kanaalgewichten)


def _kanaalgewichten() -> list[KanaalInfo]:
    with backstage():
        rows = KanaalWerk.objects.order_by("-gewicht", "kanaal")
        return [
            KanaalInfo(k.kanaal, k.gewicht, k.alleen, k.levend, k.aanbod_seconden, k.voorsprong_minuten) for k in rows
        ]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
