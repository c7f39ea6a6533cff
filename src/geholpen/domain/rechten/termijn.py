"""The term of a request about one's own data: a month, and two more when the customer is told so in time. Pure."""

from __future__ import annotations

from datetime import date

from geholpen.domain.kennis.queries import WETTELIJK
from geholpen.domain.kennis.queries import maanden_na as maanden_na

#: Months to answer in, and how many more after notice (GDPR, article 12, paragraph 3).
MAANDEN, VERLENGING = WETTELIJK["privacy"], 2
#: From this many days before the end on, a request is marked.
BIJNA = 7


def uiterlijk(ingediend: date) -> date:
    """The last day to answer a request of this day."""
    return maanden_na(ingediend, MAANDEN)


def verlengd(ingediend: date) -> date:
    """The last day once the customer was told that it takes longer."""
    return maanden_na(ingediend, MAANDEN + VERLENGING)
