"""What became of messages that were about something else, and which message seems to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten.splitsing import Splitsing, SplitsingSoort
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: Moves of messages of one question that are shown.
HOOGSTENS = 100


@dataclass(frozen=True, slots=True)
class SplitsingRegel:
    """One message that went to, or came from, another question. `laatste`: nothing was done with it after that."""

    bericht_id: UUID
    soort: str
    andere_vraag_id: UUID | None
    ander_kenmerk: str
    geschreven_op: datetime
    medewerker_id: UUID | None
    moment: datetime
    laatste: bool


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken welke berichten van u een eigen vraag werden")
def splitsingen_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[SplitsingRegel]:
    """Of one question, oldest first, with the messages of which somebody said that they belong here."""
    rows = Splitsing.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("moment", "id")
    found = list(rows[:HOOGSTENS])
    last = {s.bericht_id: s.id for s in found if s.soort != SplitsingSoort.HOORT_HIER}
    return [
        SplitsingRegel(
            s.bericht_id,
            s.soort,
            s.andere_vraag_id,
            s.ander_kenmerk,
            s.geschreven_op,
            s.medewerker_id,
            s.moment,
            last.get(s.bericht_id) == s.id,
        )
        for s in found
    ]
