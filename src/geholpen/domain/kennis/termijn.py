"""The last day for an answer about a subject: in working days, or what the law says. Part of the door `queries`."""

from __future__ import annotations

import calendar
from datetime import date

from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.platform.doors import catalogue

#: Months in which the law wants an answer, by subject (GDPR, article 12, paragraph 3).
WETTELIJK = {"privacy": 1}


@catalogue
def uiterlijk_van(code: str, werkdagen: int, dag: date) -> date:
    """The last day to answer what was asked on this day about this subject; `werkdagen` where no law sets a term."""
    maanden = WETTELIJK.get(code)
    return werkdag_na(dag, werkdagen) if maanden is None else maanden_na(dag, maanden)


@catalogue
def maanden_na(dag: date, aantal: int) -> date:
    """The same day `aantal` months on, or the last day of that month when it has no such day."""
    jaar, maand = divmod(dag.month - 1 + aantal, 12)
    jaar, maand = dag.year + jaar, maand + 1
    return date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))
