"""By when an answer is promised to whoever asks in the chat and finds nobody: one rule for all that names a day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.platform.doors import catalogue


@catalogue
def beloofde_dag(gevraagd_op: datetime | None = None) -> date:
    """The day by which we answer what was asked at this moment, or is asked now: the next working day.

    No subject has a shorter term, so it is never later than the last day of the question itself.
    """
    return werkdag_na(timezone.localdate(gevraagd_op), 1)
