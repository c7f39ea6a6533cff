"""Which times are free. Pure: hours, closed days and what is taken come in, and the moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NL = ZoneInfo("Europe/Amsterdam")
TIK = timedelta(minutes=5)
#: An appointment is made at least this long before it begins, and at most so many days.
VOORAF, DAGEN = timedelta(minutes=30), 60
Uren = Iterable[tuple[int, time, time]]


def ticks(begin: datetime, minuten: int) -> list[datetime]:
    """The pieces of five minutes of an appointment, in UTC."""
    eerste = begin.astimezone(UTC)
    return [eerste + TIK * n for n in range(-(-minuten // 5))]


def free_counter(begin: datetime, minuten: int, loketten: int, bezet: Mapping[datetime, set[int]]) -> int:
    """The lowest counter that is free for all of it; 0 for none."""
    taken: set[int] = set()
    for tik in ticks(begin, minuten):
        taken |= bezet.get(tik, set())
    return next((n for n in range(1, loketten + 1) if n not in taken), 0)


def times(
    dag: date, uren: Uren, minuten: int, loketten: int, bezet: Mapping[datetime, set[int]], now: datetime
) -> list[datetime]:
    """The moments of one day at which somebody can come, in local time.

    Steps are taken on the clock in UTC: on the day it goes back the hour that is there twice counts twice, and on the
    day it goes forward nobody is asked to come in the hour that is not there.
    """
    found: list[datetime] = []
    stap = max(TIK * -(-minuten // 5), timedelta(minutes=10))
    for nummer, van, tot in uren:
        if nummer != dag.isoweekday():
            continue
        begin, eind = (datetime.combine(dag, t, NL).astimezone(UTC) for t in (van, tot))
        while begin + timedelta(minutes=minuten) <= eind:
            if begin >= now + VOORAF and free_counter(begin, minuten, loketten, bezet):
                found.append(begin.astimezone(NL))
            begin += stap
    return sorted(found)
