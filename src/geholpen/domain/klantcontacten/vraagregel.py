"""One klantvraag as it is shown in lists and pages. Only inside a door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from geholpen.domain.klantcontacten.models import Klantvraag, Status

#: No list without a bound.
MAX_REGELS = 50


@dataclass(frozen=True, slots=True)
class VraagRegel:
    """One klantvraag without its texts."""

    partij_id: UUID
    klantvraag_id: UUID
    kenmerk: str
    onderwerp_code: str
    onderwerp_zeker: bool
    status: str
    uitkomst: str
    afdeling_code: str
    behandelaar_id: UUID | None
    niveau: str
    namens_partij_id: UUID | None
    gestart_op: datetime
    wacht_sinds: datetime | None
    uiterlijk_op: date
    afgesloten_op: datetime | None
    laatste_kanaal: str
    laatste_volgnummer: int

    @property
    def open(self) -> bool:
        """True until it has its outcome."""
        return self.status != Status.AFGEHANDELD

    @property
    def termijn_loopt(self) -> bool:
        """True while it is our turn: who waits for the customer is not late."""
        return self.open and self.status != Status.WACHT_OP_KLANT


def regel(v: Klantvraag) -> VraagRegel:
    """The row as others may see it."""
    return VraagRegel(
        v.partij_id,
        v.id,
        v.kenmerk,
        v.onderwerp_code,
        v.onderwerp_zeker,
        v.status,
        v.uitkomst,
        v.afdeling_code,
        v.behandelaar_id,
        v.niveau,
        v.namens_partij_id,
        v.gestart_op,
        v.wacht_sinds,
        v.uiterlijk_op,
        v.afgesloten_op,
        v.laatste_kanaal,
        v.laatste_volgnummer,
    )


def namen(ids: list[UUID]) -> dict[UUID, str]:
    """Display names, as far as the open purpose allows; a view of the room below keeps its table to itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id, weergavenaam FROM naam_regel WHERE partij_id = ANY(%s)", [ids])
        return dict(cursor.fetchall())
