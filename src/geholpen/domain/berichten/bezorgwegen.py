"""The ways of one message: which one counts, and what became of the others. Inside a door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.commands.bezorgen import AANGEKOMEN
from geholpen.domain.berichten.models import Bezorging


@dataclass(frozen=True, slots=True)
class Weg:
    """Another way that was tried for the same message, and how that went."""

    kanaal: str
    staat: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Wegen:
    """The way that counts for a message, and the others in the order in which they were tried."""

    geldend: Bezorging
    andere: tuple[Weg, ...]


def per_message(rows: Iterable[Bezorging]) -> dict[UUID, Wegen]:
    """Ways in the order in which they were tried in; per message the one that counts: what arrived, else the last."""
    van: dict[UUID, list[Bezorging]] = {}
    for row in rows:
        van.setdefault(row.bericht_id, []).append(row)
    return {bericht_id: _of(ways) for bericht_id, ways in van.items()}


def _of(ways: list[Bezorging]) -> Wegen:
    geldend = next((w for w in ways if w.staat in AANGEKOMEN), ways[-1])
    return Wegen(geldend, tuple(Weg(w.kanaal, w.staat, w.uitleg) for w in ways if w.id != geldend.id))
