"""What employees keep about their inbox, and who has a question open now. Ids of questions and of colleagues only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from geholpen.domain.klantcontacten.events import AanwezigChanged
from geholpen.domain.klantcontacten.models import Aanwezig, Genoemd, Uitgesteld, Volger, Weergave
from geholpen.domain.klantcontacten.postvak.keuze import Werkkeuze
from geholpen.domain.klantcontacten.vraagregel import VraagRegel
from geholpen.platform import events
from geholpen.platform.doors import backstage, catalogue

#: Somebody of whom no sign came for this long has left.
WEG = timedelta(seconds=50)
#: Who stopped typing for this long does not type.
TYPT = timedelta(seconds=12)


@dataclass(frozen=True, slots=True)
class WeergaveInfo:
    """A saved view; `van_mij` may be removed, `gedeeld` is of the department."""

    id: UUID
    naam: str
    keuze: Werkkeuze
    van_mij: bool
    gedeeld: bool


@catalogue
def weergaven(medewerker_id: UUID, afdeling: str) -> list[WeergaveInfo]:
    """Views of this employee and those shared with the department, by name; at most 100."""
    mine = Q(medewerker_id=medewerker_id) | Q(afdeling_code=afdeling) if afdeling else Q(medewerker_id=medewerker_id)
    with backstage():
        return [
            WeergaveInfo(
                w.id,
                w.naam,
                Werkkeuze.of(w.keuze),
                w.medewerker_id == medewerker_id,
                bool(w.afdeling_code),
            )
            for w in Weergave.objects.filter(mine).order_by("naam", "id")[:100]
        ]


@catalogue
def aantal_genoemd(medewerker_id: UUID) -> int:
    """For how many questions this employee was mentioned and did not look yet; at most 99."""
    with backstage():
        rows = Genoemd.objects.filter(medewerker_id=medewerker_id, gelezen_op=None)
        return len(rows.values_list("klantvraag_id", flat=True).distinct()[:99])


@catalogue
def volgt(medewerker_id: UUID, klantvraag_id: UUID) -> bool:
    """Whether this employee follows this question."""
    with backstage():
        return Volger.objects.filter(medewerker_id=medewerker_id, klantvraag_id=klantvraag_id).exists()


@catalogue
def uitgesteld_tot(ids: list[UUID]) -> dict[UUID, datetime]:
    """Until when these questions were postponed, also when that moment is over: then it is a reminder."""
    with backstage():
        return dict(Uitgesteld.objects.filter(klantvraag_id__in=ids).values_list("klantvraag_id", "tot"))


@dataclass(frozen=True, slots=True)
class AanwezigRegel:
    """A colleague who has the question open."""

    medewerker_id: UUID
    typt: bool


@catalogue
def meld_aanwezig(vraag: VraagRegel, medewerker_id: UUID) -> list[AanwezigRegel]:
    """This employee has just been shown this question: the page was made through its doors. Returns who else has."""
    now, id = timezone.now(), vraag.klantvraag_id
    with backstage():
        _row, new = Aanwezig.objects.update_or_create(
            klantvraag_id=id,
            medewerker_id=medewerker_id,
            defaults={"partij_id": vraag.partij_id, "gezien_op": now, "typt_tot": None},
        )
        others = _others(id, medewerker_id, now)
        if new:
            _tell(id, others)
        return others


@catalogue
def aanwezig_bij(
    klantvraag_id: UUID, medewerker_id: UUID, *, typt: bool = False, weg: bool = False
) -> list[AanwezigRegel]:
    """A sign of life of this employee at this question. Returns which colleagues have it open, longest first.

    Whoever was never shown the question tells nothing and hears nothing.
    """
    now = timezone.now()
    with backstage():
        here = Aanwezig.objects.filter(klantvraag_id=klantvraag_id, medewerker_id=medewerker_id)
        mine = here.first()
        if mine is None:
            return []
        others = _others(klantvraag_id, medewerker_id, now)
        did = mine.typt_tot is not None and mine.typt_tot > now
        if weg:
            mine.delete()
        else:  # it may just have closed, in another tab: then there is nothing to change
            here.update(gezien_op=now, typt_tot=now + TYPT if typt else None)
        if weg or did != typt:
            _tell(klantvraag_id, others)
        return others


def _others(klantvraag_id: UUID, medewerker_id: UUID, now: datetime) -> list[AanwezigRegel]:
    rows = Aanwezig.objects.filter(klantvraag_id=klantvraag_id, gezien_op__gt=now - WEG)
    rows = rows.exclude(medewerker_id=medewerker_id).order_by("sinds", "id")[:20]
    return [AanwezigRegel(a.medewerker_id, a.typt_tot is not None and a.typt_tot > now) for a in rows]


def _tell(klantvraag_id: UUID, others: list[AanwezigRegel]) -> None:
    with transaction.atomic():
        events.record([AanwezigChanged(a.medewerker_id, klantvraag_id) for a in others])


@catalogue
def is_genoemd(medewerker_id: UUID, klantvraag_id: UUID) -> bool:
    """Whether this employee was mentioned at this question and did not look yet."""
    with backstage():
        rows = Genoemd.objects.filter(medewerker_id=medewerker_id, klantvraag_id=klantvraag_id, gelezen_op=None)
        return rows.exists()
