"""One question as it goes to the archive, read by the system only."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.bewaren.models import Lijstregel
from geholpen.domain.bewaren.overbrengen.dossier import Gelezen, read
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: Whatever can hang on a question.
_SOORTEN = frozenset(range(1, 29))


@query(
    gegevens=_SOORTEN,
    voor="overbrenging",
    naam="Uw dossier klaargezet voor het archief",
    betrokkenen=lambda gelezen: [UUID(gelezen.vraag["partij_id"])] if gelezen else [],
)
def read_dossier(ctx: Context, regel_id: UUID) -> Gelezen | None:
    """One question of the list with everything that is of it; None when it was taken off."""
    regel = Lijstregel.objects.filter(id=regel_id, af_op=None).first()
    return read(regel.partij_id, regel.klantvraag_id) if regel else None
