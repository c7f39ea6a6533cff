"""Who spoke for a customer: in the contacts of one question, and in conversations as the log names them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.machtiging import machtiging_van
from geholpen.domain.klantcontacten.models import Betrokkene, GesprekNamens
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: No list without a bound.
MAX_REGELS = 200


@dataclass(frozen=True, slots=True)
class Spreker:
    """Whoever spoke for the customer in one contact, and what they were for them ("" when we do not know any more)."""

    partij_id: UUID
    soort: str


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken wie er bij uw vraag voor u sprak")
def sprekers_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> dict[UUID, Spreker]:
    """Per contact of one klantvraag in which somebody else spoke."""
    rows = Betrokkene.objects.filter(
        partij_id=partij_id, klantvraag_id=klantvraag_id, rol="vertegenwoordiger", vertegenwoordiging_id__isnull=False
    )
    return {b.klantcontact_id: _spreker(b) for b in rows[:MAX_REGELS] if b.was_partij_id}


def _spreker(b: Betrokkene) -> Spreker:
    assert b.was_partij_id and b.vertegenwoordiging_id  # noqa: S101, PT018  the query asked for them
    found = machtiging_van(b.partij_id, b.vertegenwoordiging_id)
    return Spreker(b.was_partij_id, found.soort if found else "")


@query(gegevens={G.VERTEGENWOORDIGING}, naam="U keek wie voor wie sprak")
def gesprekken_namens(ctx: Context, partij_id: UUID) -> dict[UUID, tuple[str, str]]:
    """Per conversation in which somebody spoke for another: on which side this customer was, and the kind."""
    rows = GesprekNamens.objects.filter(partij_id=partij_id).order_by("-id")
    return {id: (kant, soort) for id, kant, soort in rows.values_list("id", "kant", "soort")[:MAX_REGELS]}
