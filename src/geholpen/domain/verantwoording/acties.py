"""Actions as the VNG has them, whoever logged them: those of other software in their newest state, and our own lines.

Of our own lines nothing can be changed here; what they say of confidentiality and term follows from the activity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import acts_of_object, object_id
from geholpen.domain.doelbinding.queries import pseudoniem as pseudoniem_van_partij
from geholpen.domain.organisatie.queries import oin
from geholpen.domain.partijen.queries import BRP_DEUR
from geholpen.domain.verantwoording import pseudoniem, regels
from geholpen.domain.verantwoording.betrokkenen import PSEUDONIEM, Betrokkenen
from geholpen.domain.verantwoording.ldv import versie_uri
from geholpen.domain.verantwoording.models import Verwerkingsactie, VerwerktObject
from geholpen.domain.verantwoording.regels import Regel, Regelvraag
from geholpen.domain.verantwoording.vng_rechten import NORMAAL, OPGEHEVEN

BETROKKENE = "Betrokkene"


@dataclass(frozen=True, slots=True)
class Object:
    """A person in an action."""

    id: UUID
    pseudoniem: str
    partij_id: UUID | None
    betrokkenheid: str
    soorten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actie:
    """An action in its newest state. `leden`: the members of the standard that are not about persons."""

    id: UUID
    vertrouwelijkheid: str
    tijdstip: datetime
    geregistreerd: datetime
    leden: dict[str, Any]
    objecten: tuple[Object, ...]


@dataclass(frozen=True, slots=True)
class Actievraag:
    """A search for one person. `tot` is not in it; `tm`: no line of ours that came after this one."""

    soort: str
    object_id: str
    van: datetime | None = None
    tot: datetime | None = None
    vertrouwelijkheid: frozenset[str] = frozenset()
    activiteit: UUID | None = None
    begin: int = 0
    aantal: int = 100
    tm: UUID | None = None


@dataclass(frozen=True, slots=True)
class Acties:
    """A page: how many there are in all, and which."""

    totaal: int
    acties: tuple[Actie, ...]
    partijen: frozenset[UUID] = field(default_factory=frozenset)


def zoek(v: Actievraag, wie: Betrokkenen) -> tuple[int, list[Actie]]:
    """Actions of these people that match, newest first."""
    hunne = _states(v, wie)
    onze = Regelvraag(partijen=wie.partijen, activiteit=v.activiteit, van=v.van, voor=v.tot, tm=v.tm)
    opgeheven = {frozenset({NORMAAL}): False, frozenset({OPGEHEVEN}): True}.get(v.vertrouwelijkheid)
    with_ours = bool(wie.partijen) and (not v.vertrouwelijkheid or bool(v.vertrouwelijkheid & {NORMAAL, OPGEHEVEN}))
    last = v.begin + v.aantal
    totaal = hunne.count() + (regels.tel(onze, opgeheven) if with_ours else 0)
    eigen = regels.zoek(onze, last, opgeheven=opgeheven) if with_ours else []
    found = [*of_states(list(hunne.order_by("-tijdstip", "-id")[:last])), *of_regels(eigen)]
    found.sort(key=lambda a: (a.tijdstip, a.id), reverse=True)
    return totaal, found[v.begin : last]


def current() -> QuerySet[Verwerkingsactie]:
    """The newest state of every action, without those that lapsed."""
    newer = Verwerkingsactie.objects.filter(logisch_id=OuterRef("logisch_id"), id__gt=OuterRef("id"))
    return Verwerkingsactie.objects.filter(~Exists(newer), vervallen=False)


def _states(v: Actievraag, wie: Betrokkenen) -> QuerySet[Verwerkingsactie]:
    kort = [p[: pseudoniem.LENGTE] for p in wie.pseudoniemen]
    over = VerwerktObject.objects.filter(Q(betrokkene__in=kort) | Q(partij_id__in=wie.partijen))
    rows = current().filter(id__in=over.values("actie_id"))
    if v.van is not None:
        rows = rows.filter(tijdstip__gte=v.van)
    if v.tot is not None:
        rows = rows.filter(tijdstip__lt=v.tot)
    if v.vertrouwelijkheid:
        rows = rows.filter(vertrouwelijkheid__in=v.vertrouwelijkheid)
    return rows.filter(activiteit=v.activiteit) if v.activiteit else rows


def of_states(states: Sequence[Verwerkingsactie]) -> list[Actie]:
    """The actions with their people."""
    per: dict[UUID, list[VerwerktObject]] = defaultdict(list)
    for o in VerwerktObject.objects.filter(actie_id__in=[s.id for s in states]).order_by("id"):
        per[o.actie_id].append(o)
    return [_of_state(s, per[s.id]) for s in states]


def _of_state(s: Verwerkingsactie, objecten: list[VerwerktObject]) -> Actie:
    leden = dict(s.velden)
    if s.verwerking_id:
        leden["verwerkingId"] = str(s.verwerking_id)
    if s.activiteit:
        leden["verwerkingsactiviteitId"] = str(s.activiteit)
    if s.bewaartermijn:
        leden["bewaartermijn"] = s.bewaartermijn
    over = (Object(o.id, o.betrokkene, o.partij_id, o.betrokkenheid, tuple(o.soorten)) for o in objecten)
    return Actie(s.id, s.vertrouwelijkheid, s.tijdstip, s.moment, leden, tuple(over))


def of_regels(rijen: Sequence[Regel]) -> list[Actie]:
    """Our own lines as actions; an action on several customers names all of them."""
    samen = regels.samen([r for r in rijen if r.meer])
    return [_of_regel(r, samen.get(r.id) or [r]) for r in rijen]


def _of_regel(r: Regel, samen: Iterable[Regel]) -> Actie:
    leden = {
        "actieNaam": (r.naam or r.deur)[:242],
        "handelingNaam": r.handeling,
        "verwerkingNaam": r.activiteit_naam,
        "verwerkingId": str(r.aanleiding_id or r.trace),
        "verwerkingsactiviteitId": str(r.activiteit),
        "verwerkingsactiviteitUrl": versie_uri(r.activiteit, r.versie),
        "bewaartermijn": f"P{round((r.vervalt_op - r.moment) / timedelta(days=1))}D",
        "uitvoerder": oin(),
        "systeem": "Geholpen",
        "gegevensbron": "Basisregistratie Personen" if r.deur == BRP_DEUR else "Geholpen",
    }
    vertrouwelijkheid = OPGEHEVEN if r.opgeheven else NORMAAL
    objecten = tuple(_object(x) for x in samen)
    return Actie(r.id, vertrouwelijkheid, r.moment, r.moment, leden, objecten)


def _object(r: Regel) -> Object:
    kort = pseudoniem_van_partij(r.partij_id, r.moment)[: pseudoniem.LENGTE]
    soorten = tuple(s.name.lower().replace("_", " ") for s in Gegevenssoort if s and r.soorten & (1 << (s - 1)))
    return Object(object_id(r.id, r.partij_id), kort, r.partij_id, BETROKKENE, soorten)


def actie_van_object(object_id_: UUID) -> tuple[Actie, Object] | None:
    """The action of a person in it, by the id of that person; None when there is none."""
    row = VerwerktObject.objects.filter(id=object_id_).first()
    if row is not None:
        states = list(current().filter(id=row.actie_id))
        found = of_states(states)[0] if states else None
        return next(((found, o) for o in found.objecten if o.id == object_id_), None) if found else None
    for r in regels.tussen(*acts_of_object(object_id_)):
        if object_id(r.id, r.partij_id) == object_id_:
            actie = _of_regel(r, [r])
            return actie, actie.objecten[0]
    return None


def eigen_actie(actie_id: UUID) -> Actie | None:
    """An action of our own with everybody in it, by its id; None when there is none."""
    rijen = regels.tussen(actie_id, actie_id)
    return of_regels(rijen[:1])[0] if rijen else None


def soort_object_id() -> str:
    """The kind of every id that is told: what we know somebody by is never told."""
    return PSEUDONIEM


def partijen_in(acties: Iterable[Actie]) -> frozenset[UUID]:
    """The customers of ours in these actions."""
    return frozenset(o.partij_id for a in acties for o in a.objecten if o.partij_id)


def geef_uit(acties: Iterable[Actie]) -> None:
    """Remember the pseudonyms of our customers in these actions."""
    pseudoniem.geef_uit((o.partij_id, a.tijdstip) for a in acties for o in a.objecten if o.partij_id)
