"""Sealing: the log lines that were committed get their link in the chain, some moments later."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

#: 0 is the audit, 1 to 4 the processing log; the same in `migrations/zegel.sql`.
KETENS = range(5)
#: Lines in one statement: far under the time a statement may take.
HOOGSTENS = 10_000


@dataclass(frozen=True, slots=True)
class Ketenstand:
    """How far one chain is. `wacht`: seconds that its oldest line without a seal waits; None: there is none."""

    keten: int
    nummer: int
    wortel: bytes
    wacht: float | None


def seal(hoogstens: int = HOOGSTENS) -> int:
    """Seal everything that can be sealed now. Returns how many lines. Several workers may do this at once."""
    return sum(_seal_one(keten, hoogstens) for keten in KETENS)


def _seal_one(keten: int, hoogstens: int) -> int:
    total = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT verzegel(%s, %s)", [keten, hoogstens])
            done = cursor.fetchone()[0]
        if done < 0:  # another worker is at it
            return total
        total += done
        if done < hoogstens:
            return total


def standen() -> list[Ketenstand]:
    """How far every chain is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keten, nummer, wortel, wacht_seconden FROM zegel_stand() ORDER BY keten")
        return [Ketenstand(keten, nummer, bytes(wortel), wacht) for keten, nummer, wortel, wacht in cursor.fetchall()]
