"""Claims to act for one customer that exclude each other: nobody acts until a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from geholpen.domain.klantcontacten.machtiging import machtiging_van
from geholpen.platform.context import Context
from geholpen.platform.doors import backstage, query

#: No list without a bound.
MAX_AANSPRAKEN = 10


@dataclass(frozen=True, slots=True)
class WachtendeAanspraak:
    """A customer for whom several people say that they act. `klantvraag_id`: a question of theirs that still runs."""

    partij_id: UUID
    soorten: tuple[str, ...]
    sinds: datetime
    klantvraag_id: UUID | None


@query(
    gegevens=(),
    voor="werkvoorraad",
    naam="Gezien dat twee mensen zeggen dat zij voor u mogen optreden",
    betrokkenen=lambda found: [w.partij_id for w in found],
)
def wachtende_aanspraken(ctx: Context) -> list[WachtendeAanspraak]:
    """What waits for a decision, the oldest first; at most MAX_AANSPRAKEN."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wachtende_aanspraken(%s)", [MAX_AANSPRAKEN])
        return [WachtendeAanspraak(id, tuple(soorten), sinds, vraag) for id, soorten, sinds, vraag in cursor.fetchall()]


def waits(partij_id: UUID, id: UUID) -> bool:
    """Whether this claim waits for a decision now."""
    with backstage():
        found = machtiging_van(partij_id, id)
    return found is not None and found.code == "tegenstrijdig"
