"""How much each purpose was used, per day: counted once when the day is over, so that nobody reads the log for it.

The database counts, and shows numbers that say nothing about one person: `migrations/doeldag.sql`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, models

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.doors import backstage
from geholpen.platform.models import Verdeling

#: Days of one call: the first count of a long log is cut in pieces that stay under the time of a statement.
HOOGSTENS = 100
#: Days that `recount` counts again: those that the page shows, and the one they begin after.
GETOOND = 61


class Doeldag(models.Model):
    """Lines and different customers of one version of an activity on one day. Activity 0: this day was counted."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("activiteit", "versie", "dag")
    activiteit = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    dag = models.DateField()
    regels = models.IntegerField()
    klanten = models.IntegerField()

    class Meta:
        app_label = "doelbinding"
        db_table = "doeldag"

    def __str__(self) -> str:
        return f"{self.activiteit} {self.dag}"


@dataclass(frozen=True, slots=True)
class Gebruik:
    """Numbers of thirty days of one activity. None: more than nobody, and too few to show."""

    regels: int | None = 0
    klanten: int | None = 0
    eerder: int | None = 0
    ooit: bool = False


def count_days() -> int:
    """Count every day that is over and was not counted. Returns how many days. Several workers may do this at once."""
    total = 0
    while done := _call("tel_doeldagen(%s, NULL)", HOOGSTENS):
        total += done
    return total


def recount() -> int:
    """Count the days that the page shows again, from what is in the log now. Returns how many days."""
    return _call("tel_doeldagen(%s, %s)", HOOGSTENS, GETOOND)


def _call(function: str, *values: int) -> int:
    with backstage(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)  # noqa: S608  names of our own functions
        return int(cursor.fetchone()[0])


def usage() -> tuple[date | None, dict[int, Gebruik]]:
    """The last day that was counted, and the numbers by activity. Only inside the door `doelgebruik`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT activiteit, regels, klanten, eerder, ooit, tot FROM doelgebruik_geteld()")
        rows = cursor.fetchall()
    tot = next((row[5] for row in rows), None)
    return tot, {row[0]: Gebruik(*row[1:5]) for row in rows if row[0]}
