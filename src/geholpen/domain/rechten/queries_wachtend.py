"""Questions about privacy that nobody made a request yet: their term runs all the same. Part of the door `queries`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import tel_vragen_rechten, vragen_rechten
from geholpen.domain.rechten.indienen import ONDERWERP
from geholpen.domain.rechten.models import Rechtenverzoek
from geholpen.domain.rechten.termijn import BIJNA, uiterlijk
from geholpen.platform.context import Context
from geholpen.platform.doors import query


@dataclass(frozen=True, slots=True)
class ZonderVerzoek:
    """A question that may be a request; the law counts from the day it came in."""

    partij_id: UUID
    klantvraag_id: UUID
    kenmerk: str
    gestart_op: datetime
    uiterlijk_op: date

    @property
    def te_laat(self) -> bool:
        """True when the law's term is over."""
        return self.uiterlijk_op < timezone.localdate()

    @property
    def bijna(self) -> bool:
        """True in the last days of the term."""
        return not self.te_laat and self.uiterlijk_op <= timezone.localdate() + timedelta(days=BIJNA)


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw vraag over uw gegevens stond in de lijst van de privacy officer",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def zonder_verzoek(ctx: Context) -> list[ZonderVerzoek]:
    """Every open question about privacy that is no request yet, due first on top. Without names."""
    vragen = vragen_rechten(ctx, ONDERWERP)
    bekend = _written(v.klantvraag_id for v in vragen)
    return [
        ZonderVerzoek(v.partij_id, v.klantvraag_id, v.kenmerk, v.gestart_op, _last_day(v.gestart_op))
        for v in vragen
        if v.klantvraag_id not in bekend
    ]


def waiting(ctx: Context) -> list[date]:
    """Their last days, inside a door that counts."""
    vragen = tel_vragen_rechten(ctx, ONDERWERP)
    bekend = _written(vragen)
    return [_last_day(moment) for id, moment in vragen.items() if id not in bekend]


def _written(ids: Iterable[UUID]) -> set[UUID]:
    return set(Rechtenverzoek.objects.filter(id__in=list(ids)).values_list("id", flat=True))


def _last_day(moment: datetime) -> date:
    return uiterlijk(timezone.localdate(moment))
