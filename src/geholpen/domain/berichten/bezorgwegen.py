"""The ways of one message: which one counts, and what became of the others. Inside a door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from geholpen.domain.berichten.beurtwissel import AANGEKOMEN
from geholpen.domain.berichten.commands.bezorgen import refused_for_good
from geholpen.domain.berichten.models import Bezorging, BezorgStaat


@dataclass(frozen=True, slots=True)
class Weg:
    """Another way that was tried for the same message, and how that went."""

    kanaal: str
    staat: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Wegen:
    """The way that counts for a message, and the others in the order in which they were tried.

    `voorgoed`: it was refused there in a way that no second attempt changes. `verder_op`: it did not arrive, and goes
    on another way then by itself, where it is the answer of a person and there is such a way.
    """

    geldend: Bezorging
    andere: tuple[Weg, ...]
    voorgoed: bool
    verder_op: datetime | None = None


def per_message(rows: Iterable[Bezorging]) -> dict[UUID, Wegen]:
    """Ways in the order in which they were tried in; per message the one that counts: what arrived, else the last."""
    van: dict[UUID, list[Bezorging]] = {}
    for row in rows:
        van.setdefault(row.bericht_id, []).append(row)
    geldend = {id: next((w for w in ways if w.staat in AANGEKOMEN), ways[-1]) for id, ways in van.items()}
    voorgoed = refused_for_good(geldend.values())
    return {id: _of(geldend[id], ways, geldend[id].id in voorgoed) for id, ways in van.items()}


def _of(geldend: Bezorging, ways: list[Bezorging], voorgoed: bool) -> Wegen:
    andere = tuple(Weg(w.kanaal, w.staat, w.uitleg) for w in ways if w.id != geldend.id)
    return Wegen(geldend, andere, voorgoed, _goes_on(geldend))


def _goes_on(geldend: Bezorging) -> datetime | None:
    """When a job looks for another way; None: it did, or there is no need."""
    op = geldend.gewijzigd_op + timedelta(seconds=settings.HERSTEL_NA)
    return op if geldend.staat == BezorgStaat.NIET_BEZORGD and op > timezone.now() else None
