"""Give out what waits: one round over everybody who has room, and cleaning up what was not taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.klantcontacten.verdelen.models import KanaalWerk, Verdeelregel
from geholpen.domain.organisatie.queries import Kalender, afdelingen, kalender
from geholpen.platform import doorbell
from geholpen.platform.doors import backstage

#: Offers in one transaction: its locks on employees are held until it ends.
PER_RONDE = 50
#: Which opening hours count for waiting: those of the telephone are those of the desk.
UREN = "telefoon"


@dataclass(frozen=True, slots=True)
class Regel:
    """How one department gives out its work."""

    afdeling_code: str
    aanbieden: bool
    onderwerp_na: int
    taal_na: int
    vaste_minuten: int


def regels() -> dict[str, Regel]:
    """The rule of every department; those without one of their own have the general rule."""
    rows = {
        r.afdeling_code: (r.aanbieden, r.onderwerp_na, r.taal_na, r.vaste_minuten) for r in Verdeelregel.objects.all()
    }
    general = rows.get("", (True, 30, 240, 30))
    return {code: Regel(code, *rows.get(code, general)) for code in afdelingen()}


def versoepeld(regel: Regel, cal: Kalender, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Since when somebody must wait for subject and language to be asked no longer; None: always asked."""

    def since(minuten: int) -> datetime | None:
        return cal.before(UREN, timezone.localtime(now), minuten) if minuten else None

    return since(regel.onderwerp_na), since(regel.taal_na)


def open_kanalen(cal: Kalender, now: datetime) -> list[str]:
    """Channels that are given out now: those with opening hours only when they are open."""
    moment = timezone.localtime(now)
    return [k for k in KanaalWerk.objects.values_list("kanaal", flat=True) if cal.is_open(k, moment)]


def give_out(now: datetime | None = None, afdeling: str = "") -> int:
    """Offer what waits to who has room, until there is nothing more to offer. Returns how many offers were made."""
    now, cal, total = now or timezone.now(), kalender(), 0
    with backstage():
        known = [r for r in regels().values() if r.aanbieden and afdeling in ("", r.afdeling_code)]
        soft = [versoepeld(r, cal, now) for r in known]
        values: list[Any] = [open_kanalen(cal, now), [r.afdeling_code for r in known]]
        values += [[s[0] for s in soft], [s[1] for s in soft], PER_RONDE]
        while done := _call("verdeel_ronde(%s, %s, %s::timestamptz[], %s::timestamptz[], %s)", values):
            total += done
            if done < PER_RONDE:
                break
    if total:
        doorbell.ring()
    return total


def take_next(medewerker_id: UUID, afdeling: str) -> UUID | None:
    """The next question for an employee who asks for one. Returns the assignment, or None when there is none."""
    now, cal = timezone.now(), kalender()
    with backstage():
        regel = regels().get(afdeling) or Regel(afdeling, True, 30, 240, 30)
        onderwerp, taal = versoepeld(regel, cal, now)
        kanalen = list(KanaalWerk.objects.values_list("kanaal", flat=True))
        return _call("neem_vraag(%s, 'volgende', %s, %s, %s)", [medewerker_id, kanalen, onderwerp, taal])


def clean_up() -> int:
    """Bring back what was not answered, and what somebody had who is gone. Returns how many questions came back."""
    with backstage():
        terug = int(_call("ruim_aanbod_op()", []))
    if terug:
        doorbell.ring()
    return terug


def keep_giving() -> int:
    """What the worker does again and again: clean up, give out."""
    return clean_up() + give_out()


def give_back(medewerker_id: UUID, toewijzing_id: UUID) -> bool:
    """The employee does not take it. False when the offer was over already."""
    return bool(_call("geef_terug(%s, %s)", [medewerker_id, toewijzing_id]))


def give_all_back(medewerker_id: UUID) -> None:
    """Nothing is offered any more to whoever takes a break."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT geef_terug(%s, a.id) FROM aanbod_van(%s) a", [medewerker_id, medewerker_id])


def accept(medewerker_id: UUID, toewijzing_id: UUID) -> bool:
    """The employee takes it. False when the offer was over already."""
    return bool(_call("neem_aan(%s, %s)", [medewerker_id, toewijzing_id]))


def _call(function: str, values: Iterable[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", list(values))  # noqa: S608  names of our own functions
        return cursor.fetchone()[0]
