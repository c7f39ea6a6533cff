"""What the team lead and the privacy officer read about checks that failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from geholpen.domain.klantcontacten.models import Controlemelding
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: No list without a bound.
MAX_MELDINGEN = 100


@dataclass(frozen=True, slots=True)
class MeldingRegel:
    """One check that was closed: when, at which employee, and whether somebody looked into it. No customer."""

    id: UUID
    moment: datetime
    kanaal: str
    medewerker_id: UUID
    gezien_op: datetime | None
    gezien_door: UUID | None


def _regels(rows: QuerySet[Controlemelding]) -> list[MeldingRegel]:
    return [
        MeldingRegel(m.id, m.moment, m.kanaal, m.medewerker_id, m.gezien_op, m.gezien_door)
        for m in rows.order_by("-moment")[:MAX_MELDINGEN]
    ]


@query(gegevens=(), voor="werkvoorraad", naam="Controles bekeken die niet lukten", betrokkenen=lambda _: [])
def controlemeldingen(ctx: Context) -> list[MeldingRegel]:
    """For the team lead: all of them, newest first, but not whether it was about somebody who must not be found."""
    return _regels(Controlemelding.objects.all())


@query(gegevens=(), voor="toezicht", naam="Controles bekeken die niet lukten", betrokkenen=lambda _: [])
def alarmen(ctx: Context) -> list[MeldingRegel]:
    """For the privacy officer: those about somebody who must not be found, newest first."""
    return _regels(Controlemelding.objects.filter(alarm=True))
