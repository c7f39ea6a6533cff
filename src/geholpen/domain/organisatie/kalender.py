"""When we are open, and which days count. Pure: hours and closing days come in, the moment comes in.

Hours are rows {"soort", "dag" (1 is Monday), "van", "tot"}; a kind of work without any hours is never closed by the
clock.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from geholpen.platform.later import later

if TYPE_CHECKING:
    import holidays
else:
    holidays = later("holidays")


#: Looking back or ahead for open hours never goes further than this.
MAX_DAGEN = 60


@dataclass(frozen=True, slots=True)
class Kalender:
    """Opening hours per kind of work, and the days on which everything is closed."""

    uren: Mapping[str, tuple[tuple[int, time, time], ...]] = field(default_factory=dict)
    sluitingsdagen: frozenset[date] = frozenset()
    land: str = "NL"

    def is_closed(self, dag: date) -> bool:
        """A public holiday or a closing day of our own."""
        return dag in self.sluitingsdagen or dag in _feestdagen(self.land, dag.year)

    def is_workday(self, dag: date) -> bool:
        """Monday to Friday, and not closed."""
        return dag.weekday() < 5 and not self.is_closed(dag)

    def workday_after(self, dag: date, aantal: int) -> date:
        """The working day `aantal` working days later."""
        while aantal > 0:
            dag += timedelta(days=1)
            aantal -= self.is_workday(dag)
        return dag

    def is_open(self, soort: str, moment: datetime) -> bool:
        """Whether this kind of work is open; `moment` in local time."""
        if soort not in self.uren:
            return True
        return any(van <= moment.time() < tot for van, tot in self._hours(soort, moment.date()))

    def opens(self, soort: str, moment: datetime) -> datetime | None:
        """When it opens next; None when the clock never closes it, or within MAX_DAGEN it does not open."""
        if soort not in self.uren:
            return None
        for verder in range(MAX_DAGEN):
            dag = moment.date() + timedelta(days=verder)
            for van, _tot in self._hours(soort, dag):
                if (start := datetime.combine(dag, van, moment.tzinfo)) > moment:
                    return start
        return None

    def before(self, soort: str, moment: datetime, minuten: int) -> datetime:
        """The moment after which `minuten` open minutes went by until `moment`: who waits since then waited that long.

        The hours of `soort`; without hours of its own those of working days from 9 to 17.
        """
        left, dag = timedelta(minutes=minuten), moment.date()
        for _ in range(MAX_DAGEN):
            for van, tot in reversed(self._hours(soort, dag)):
                start, end = (datetime.combine(dag, t, moment.tzinfo) for t in (van, tot))
                end = min(end, moment)
                if end <= start:
                    continue
                if end - start >= left:
                    return end - left
                left -= end - start
            dag -= timedelta(days=1)
        return moment - timedelta(days=MAX_DAGEN)

    def _hours(self, soort: str, dag: date) -> list[tuple[time, time]]:
        if self.is_closed(dag):
            return []
        if soort not in self.uren:
            return [(time(9), time(17))] if dag.weekday() < 5 else []
        return sorted((van, tot) for nummer, van, tot in self.uren[soort] if nummer == dag.isoweekday())


def make(tijden: Iterable[Mapping[str, object]], sluitingsdagen: Iterable[str], land: str) -> Kalender:
    """The calendar out of the settings of the organisation."""
    uren: dict[str, list[tuple[int, time, time]]] = {}
    for t in tijden:
        van, tot = time.fromisoformat(str(t["van"])), time.fromisoformat(str(t["tot"]))
        uren.setdefault(str(t["soort"]), []).append((int(str(t["dag"])), van, tot))
    return Kalender({s: tuple(r) for s, r in uren.items()}, frozenset(map(date.fromisoformat, sluitingsdagen)), land)


@functools.lru_cache(maxsize=64)
def _feestdagen(land: str, jaar: int) -> frozenset[date]:
    if land == "NL" and jaar >= 2014:
        return dutch_holidays(jaar)
    return frozenset(holidays.country_holidays(land, years=jaar)) if land else frozenset()


def dutch_holidays(jaar: int) -> frozenset[date]:
    """The holidays of the Netherlands in this year, from 2014 on; Good Friday counts (Algemene termijnenwet, art. 3).

    The package that knows every country takes 20 MB in each process that asks it for one.
    """
    easter, king = _easter(jaar), date(jaar, 4, 27)
    king -= timedelta(days=king.weekday() == 6)  # never on a Sunday
    fixed = [date(jaar, 1, 1), king, date(jaar, 12, 25), date(jaar, 12, 26)]
    liberation = [date(jaar, 5, 5)] if jaar % 5 == 0 else []  # a day off once in five years
    return frozenset([*fixed, *liberation, *(easter + timedelta(days=d) for d in (-2, 0, 1, 39, 49, 50))])


def _easter(jaar: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden, (century, rest) = jaar % 19, divmod(jaar, 100)
    leap, after = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * after + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(jaar, month, day + 1)
