"""The life of one call, out of what an exchange tells about it in any order. Pure.

offered → queued → ringing → answered (↔ held) → ended. A later phase is never left for an earlier one and an end is
final: an answer that comes after it fills in that there was one, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Stand(StrEnum):
    """Where a call stands."""

    AANGEBODEN = "aangeboden"
    WACHTRIJ = "wachtrij"
    GAAT_OVER = "gaat_over"
    IN_GESPREK = "in_gesprek"
    IN_WACHT = "in_wacht"
    BEEINDIGD = "beeindigd"


class Uitkomst(StrEnum):
    """How a call ended."""

    GESPROKEN = "gesproken"
    OPGEHANGEN = "opgehangen"  # the caller gave up
    NIET_OPGENOMEN = "niet_opgenomen"
    BEZET = "bezet"
    MISLUKT = "mislukt"
    DOORGESCHAKELD = "doorgeschakeld"  # to a number that is not ours to follow
    ONBEKEND = "onbekend"  # the exchange never told


#: An incoming call that ended so was not helped: we call back.
GEMIST = frozenset({Uitkomst.OPGEHANGEN, Uitkomst.NIET_OPGENOMEN, Uitkomst.BEZET, Uitkomst.MISLUKT})
_OORZAAK = {
    "busy": Uitkomst.BEZET,
    "noAnswer": Uitkomst.NIET_OPGENOMEN,
    "congestion": Uitkomst.MISLUKT,
    "notFound": Uitkomst.MISLUKT,
    "forwarded": Uitkomst.DOORGESCHAKELD,
    "onbekend": Uitkomst.ONBEKEND,
}
_FASE = {
    Stand.AANGEBODEN: 0,
    Stand.WACHTRIJ: 1,
    Stand.GAAT_OVER: 2,
    Stand.IN_GESPREK: 3,
    Stand.IN_WACHT: 3,
    Stand.BEEINDIGD: 4,
}
_BEGIN = (-1, -1, "")


@dataclass(frozen=True, slots=True)
class Verloop:
    """All that is known of one call. `orde`: of the news that gave the stand; of the end, the answer that count."""

    stand: Stand = Stand.AANGEBODEN
    toestel: str = ""
    oorzaak: str = ""
    opgenomen_op: datetime | None = None
    beeindigd_op: datetime | None = None
    orde: tuple[int, int, str] = _BEGIN
    eind_orde: tuple[int, int, str] = _BEGIN
    antwoord_orde: tuple[int, int, str] = _BEGIN

    @property
    def uitkomst(self) -> Uitkomst | None:
        """How it ended; None while it goes on."""
        if self.stand != Stand.BEEINDIGD:
            return None
        if self.opgenomen_op is not None:
            return Uitkomst.GESPROKEN
        return _OORZAAK.get(self.oorzaak, Uitkomst.OPGEHANGEN)


@dataclass(frozen=True, slots=True)
class Feit:
    """One thing that was told. `volgorde`: the number the exchange gave it, 0 for none; `op`: when it reached us.

    The clock of an exchange is not believed: it may be minutes off.
    """

    stand: Stand
    op: datetime
    volgorde: int = 0
    toestel: str = ""
    oorzaak: str = ""
    antwoord: bool = field(default=False)  # somebody answered, now

    @property
    def orde(self) -> tuple[int, int, str]:
        """By phase, then the exchange's number, then when it came."""
        return (_FASE[self.stand], self.volgorde, self.op.isoformat())


def apply(verloop: Verloop, feit: Feit) -> Verloop:
    """The call after this was told. In whatever order the same facts come, the end is the same."""
    if feit.antwoord:
        verloop = _answered(verloop, feit)
    if feit.stand == Stand.BEEINDIGD:
        return _ended(verloop, feit)
    if verloop.stand == Stand.BEEINDIGD or feit.orde <= verloop.orde:
        return verloop
    return replace(verloop, stand=feit.stand, orde=feit.orde)


def _answered(verloop: Verloop, feit: Feit) -> Verloop:
    """The first answer counts for the waiting; who answered last, by the exchange's own order, has the caller."""
    eerst = min(filter(None, (verloop.opgenomen_op, feit.op)))
    if feit.orde <= verloop.antwoord_orde:
        return replace(verloop, opgenomen_op=eerst)
    return replace(verloop, opgenomen_op=eerst, toestel=feit.toestel or verloop.toestel, antwoord_orde=feit.orde)


def _ended(verloop: Verloop, feit: Feit) -> Verloop:
    """The first end, by the exchange's own order, is the end."""
    if verloop.beeindigd_op is not None and feit.orde >= verloop.eind_orde:
        return verloop
    return replace(
        verloop,
        stand=Stand.BEEINDIGD,
        oorzaak=feit.oorzaak,
        beeindigd_op=feit.op,
        eind_orde=feit.orde,
    )
