"""Reading the register as a book: every version, every step, what was valid when, and what is public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from geholpen.domain.doelbinding.concept import Concept, of_version, problems
from geholpen.domain.doelbinding.models import (
    ActiviteitStap,
    Evaluatiebewijs,
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.platform.doors import catalogue

#: Days before an evaluation date at which people are told, and the day itself.
DREMPELS = (60, 30, 7, 0)
#: Still on its way to being active.
ONDERWEG = (Status.CONCEPT, Status.TER_ADVIES, Status.GOEDGEKEURD)


@dataclass(frozen=True, slots=True)
class Versie:
    """One version of an activity with its content, as people and files read it."""

    code: str
    uuid: UUID
    nummer: int
    versie: int
    status: str  # as it is today: past its evaluation date is `verlopen`, whether a job said so or not
    inhoud: Concept
    geldig_vanaf: datetime
    geactiveerd: bool
    opgesteld_door: UUID
    uitzondering_reden: str
    vertrouwelijk: bool

    @property
    def dagen(self) -> int:
        """Days until the evaluation date; negative when it is over."""
        assert self.inhoud.evaluatiedatum is not None  # noqa: S101  the database has no version without
        return (self.inhoud.evaluatiedatum - timezone.localdate()).days


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: who, when, why. `door` is None for the system and for a pack."""

    versie: int
    stap: str
    door: UUID | None
    moment: datetime
    waarom: str
    positief: bool | None


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What was measured, what came out, and until when that counts."""

    versie: int
    gemeten: str
    uitkomst: str
    door: UUID
    moment: datetime
    tot: date


@catalogue
def versies(code: str) -> list[Versie]:
    """Every version of one activity, newest first; empty when there is no such activity."""
    return _read(VerwerkingsactiviteitVersie.objects.filter(nummer__in=_nummers(code)))


@catalogue
def versies_per_activiteit() -> dict[str, list[Versie]]:
    """Of every activity what is not withdrawn, newest first, by its code; the newest when all of it is withdrawn."""
    own = VerwerkingsactiviteitVersie.objects.filter(nummer=OuterRef("nummer")).order_by("-versie")
    rows = VerwerkingsactiviteitVersie.objects.filter(
        ~Q(status=Status.INGETROKKEN) | Q(versie=Subquery(own.values("versie")[:1]))
    )
    found: dict[str, list[Versie]] = defaultdict(list)
    for v in _read(rows):
        found[v.code].append(v)
    return dict(found)


@catalogue
def versies_onderweg() -> list[Versie]:
    """Versions that wait for somebody: to be finished, advised on, approved or turned on; at most 200."""
    return _read(VerwerkingsactiviteitVersie.objects.filter(status__in=ONDERWEG))[:200]


@catalogue
def actieve_versies() -> list[Versie]:
    """What is active today, by number: not suspended, not past its evaluation date. Also what is confidential."""
    found = _read(VerwerkingsactiviteitVersie.objects.filter(status=Status.ACTIEF))
    return sorted((v for v in found if v.status == Status.ACTIEF), key=lambda v: v.nummer)


@catalogue
def bijna_verlopen() -> list[Versie]:
    """Versions whose evaluation date comes within the first of DREMPELS or is over, most urgent first."""
    rows = VerwerkingsactiviteitVersie.objects.filter(
        status__in=(Status.ACTIEF, Status.GESCHORST, Status.VERLOPEN),
        evaluatiedatum__lte=date.fromordinal(timezone.localdate().toordinal() + DREMPELS[0]),
    )
    return sorted(_read(rows), key=lambda v: (v.dagen, v.nummer))


@catalogue
def versie_op(uuid: UUID, moment: datetime) -> Versie | None:
    """The version that was valid at a moment: what a line of the log of that moment means. None when there was none."""
    rows = VerwerkingsactiviteitVersie.objects.filter(
        ~Q(status__in=ONDERWEG),
        nummer__in=Verwerkingsactiviteit.objects.filter(uuid=uuid).values("nummer"),
        geactiveerd_door__isnull=False,
        geldig_vanaf__lte=moment,
    )
    return next(iter(_read(rows.order_by("-geldig_vanaf", "-versie")[:1])), None)


@catalogue
def stappen_van(code: str) -> list[Stap]:
    """Every step of every version of one activity, newest first; at most 500."""
    rows = ActiviteitStap.objects.filter(nummer__in=_nummers(code)).order_by("-moment", "-versie")[:500]
    return [Stap(r.versie, r.stap, r.door, r.moment, r.waarom, r.positief) for r in rows]


@catalogue
def oordelen_over(codes: Iterable[str]) -> dict[tuple[str, int], list[Stap]]:
    """What was advised on and agreed with of these activities, newest first, by code and version; at most 5,000."""
    van = dict(Verwerkingsactiviteit.objects.filter(code__in=list(codes)).values_list("nummer", "code"))
    rows = ActiviteitStap.objects.filter(nummer__in=van, stap__in=("advies", "goedgekeurd"))
    found: dict[tuple[str, int], list[Stap]] = defaultdict(list)
    for r in rows.order_by("-moment", "-versie")[:5000]:
        found[van[r.nummer], r.versie].append(Stap(r.versie, r.stap, r.door, r.moment, r.waarom, r.positief))
    return dict(found)


@catalogue
def bewijzen_van(code: str) -> list[Bewijs]:
    """All evidence for one activity, newest first; at most 100."""
    rows = Evaluatiebewijs.objects.filter(nummer__in=_nummers(code)).order_by("-moment")[:100]
    return [Bewijs(r.versie, r.gemeten, r.uitkomst, r.door, r.moment, r.tot) for r in rows]


@catalogue
def gebruikt_als_bron(code: str) -> list[str]:
    """Codes of the other activities whose active version may read what was collected for this one."""
    nummers = _nummers(code)
    active = VerwerkingsactiviteitVersie.objects.filter(status=Status.ACTIEF).values_list("nummer", "versie")
    rules = VerwerkingsactiviteitGegeven.objects.filter(bronnen__overlap=nummers).exclude(nummer__in=nummers)
    using = {nummer for nummer, versie in rules.values_list("nummer", "versie") if (nummer, versie) in set(active)}
    return sorted(Verwerkingsactiviteit.objects.filter(nummer__in=using).values_list("code", flat=True))


@catalogue
def concept_fouten(inhoud: Concept, code: str = "", versie: int = 0) -> dict[str, str]:
    """Per field what to write instead, before anything is stored; empty when the register will take it."""
    row = VerwerkingsactiviteitVersie.objects.filter(nummer__in=_nummers(code), versie=versie).first() if code else None
    return problems(inhoud, timezone.localdate(), row.uitzondering_voor if row else "")


@catalogue
def nummers() -> dict[int, str]:
    """Number → code of every activity."""
    return dict(Verwerkingsactiviteit.objects.order_by("nummer").values_list("nummer", "code"))


@catalogue
def openbare_versies() -> list[Versie]:
    """What everybody may read: active, not confidential, and about data at all (managing this register is not)."""
    return [v for v in actieve_versies() if not v.vertrouwelijk and v.inhoud.gegevens]


@catalogue
def sleutels(*, openbaar: bool) -> dict[int, UUID]:
    """Number → key of every activity; `openbaar` leaves out the confidential ones, also as a source of others."""
    rows = Verwerkingsactiviteit.objects.order_by("nummer")
    if openbaar:
        rows = rows.exclude(
            nummer__in=VerwerkingsactiviteitVersie.objects.filter(vertrouwelijk_tot__gte=timezone.localdate()).values(
                "nummer"
            )
        )
    return dict(rows.values_list("nummer", "uuid"))


def _nummers(code: str) -> list[int]:
    return list(Verwerkingsactiviteit.objects.filter(code=code).values_list("nummer", flat=True))


def _read(rows: Iterable[VerwerkingsactiviteitVersie]) -> list[Versie]:
    found = list(rows)
    per: dict[tuple[int, int], list[VerwerkingsactiviteitGegeven]] = defaultdict(list)
    for rule in VerwerkingsactiviteitGegeven.objects.filter(nummer__in={v.nummer for v in found}):
        per[rule.nummer, rule.versie].append(rule)
    wie = {a.nummer: a for a in Verwerkingsactiviteit.objects.filter(nummer__in={v.nummer for v in found})}
    today = timezone.localdate()
    made = [_versie(v, wie[v.nummer], per[v.nummer, v.versie], today) for v in found]
    return sorted(made, key=lambda v: (-v.versie, v.nummer))


def _versie(
    v: VerwerkingsactiviteitVersie, wie: Verwerkingsactiviteit, regels: list[VerwerkingsactiviteitGegeven], today: date
) -> Versie:
    over = v.status == Status.ACTIEF and bool(regels) and v.evaluatiedatum < today
    return Versie(
        code=wie.code,
        uuid=wie.uuid,
        nummer=v.nummer,
        versie=v.versie,
        status=str(Status.VERLOPEN if over else v.status),
        inhoud=of_version(v, regels),
        geldig_vanaf=v.geldig_vanaf,
        geactiveerd=v.geactiveerd_door is not None,
        opgesteld_door=v.opgesteld_door,
        uitzondering_reden=v.uitzondering_reden if v.uitzondering_voor == v.doel else "",
        vertrouwelijk=v.vertrouwelijk_tot is not None and v.vertrouwelijk_tot >= today,
    )
