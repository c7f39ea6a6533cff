"""Limits on the use of somebody's data, as rows that the database reads at every look. Only inside a door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.queries import nummers
from geholpen.domain.rechten.models import Grens, Rechtenverzoek, Soort, SoortGrens

#: A row that a request is about: its category (soort), its key (doel), which field it is and what it says.
Rij = dict[str, Any]
#: Under these a restricted category is read all the same: the person's own look, the handling of the request, the
#: system that delivers and logs, and the end of the data.
ALTIJD = frozenset(
    {
        *("mijn", "inzageverzoek", "rechten", "rechten_uitvoeren", "toezicht", "logboek"),
        *("intake", "inloggen", "bewaren", "vernietiging"),
    }
)


def begin(row: Rechtenverzoek, eigen: dict[str, Any], doelen: Iterable[int] = ()) -> None:
    """What counts once somebody asks: an objection stops its purposes, a correction marks what it is about."""
    if row.soort == Soort.BEZWAAR:
        for activiteit in tuple(doelen) or (row.activiteit,):
            Grens.objects.create(soort=SoortGrens.BEZWAAR, activiteit=activiteit, **eigen)
    elif row.soort == Soort.CORRECTIE:
        for soort in row.onderdelen:
            for rij in (*row.rijen,) or (None,):
                Grens.objects.create(soort=SoortGrens.ONDERZOEK, gegeven=soort, rij=rij, **eigen)


def settle(
    row: Rechtenverzoek, toegewezen: frozenset[int], ja: bool, eigen: dict[str, Any], delen: Iterable[Rij] = ()
) -> None:
    """What counts after the decision: a rejected objection and a finished inquiry end, a restriction begins. What was
    granted of an objection stands still, also when somebody had lifted it.

    `delen`: the single rows that were asked about; a category without one is restricted as a whole. `toegewezen`: the
    categories with a yes; of an objection against several purposes, those purposes.
    """
    if row.soort == Soort.CORRECTIE or (row.soort == Soort.BEZWAAR and not ja):
        lift(row.partij_id, row.id)
    elif row.soort == Soort.BEZWAAR:
        doelen = toegewezen or {row.activiteit}
        rows = Grens.objects.filter(partij_id=row.partij_id, verzoek_id=row.id, opgeheven_op=None)
        rows.exclude(activiteit__in=doelen).update(opgeheven_op=timezone.now())
        lopen = set(rows.values_list("activiteit", flat=True))
        for activiteit in doelen - lopen:  # lifted before there was a decision
            Grens.objects.create(soort=SoortGrens.BEZWAAR, activiteit=activiteit, **eigen)
    elif row.soort == Soort.BEPERKING:
        vrij = sorted(nummer for nummer, code in nummers().items() if code in ALTIJD)
        for soort in sorted(toegewezen):
            for rij in [d["doel"] for d in delen if d["soort"] == soort] or [None]:
                Grens.objects.create(soort=SoortGrens.BEPERKING, gegeven=soort, rij=rij, uitgezonderd=vrij, **eigen)


def lift(partij_id: UUID, verzoek_id: UUID, grens_id: UUID | None = None) -> int:
    """End every limit of this request, or only one, wherever what it is about stands. Returns how many."""
    rows = Grens.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id, opgeheven_op=None)
    if grens_id:
        one = rows.filter(id=grens_id).first()
        woord = bytes(one.woord) if one else b""
        rows = rows.filter(woord=woord) if woord else rows.filter(id=grens_id)
    return rows.update(opgeheven_op=timezone.now())
