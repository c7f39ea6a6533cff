"""The term of a request about one's own data: a month, and two more when the customer is told so in time. Pure."""

from __future__ import annotations

import calendar
from datetime import date

#: Months to answer in, and how many more after notice (GDPR, article 12, paragraph 3).
MAANDEN, VERLENGING = 1, 2
#: From this many days before the end on, a request is marked.
BIJNA = 7


def maanden_na(dag: date, aantal: int) -> date:
    """The same day `aantal` months on, or the last day of that month when it has no such day."""
    jaar, maand = divmod(dag.month - 1 + aantal, 12)
    jaar, maand = dag.year + jaar, maand + 1
    return date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))


def uiterlijk(ingediend: date) -> date:
    """The last day to answer a request of this day."""
    return maanden_na(ingediend, MAANDEN)


def verlengd(ingediend: date) -> date:
    """The last day once the customer was told that it takes longer."""
    return maanden_na(ingediend, MAANDEN + VERLENGING)
