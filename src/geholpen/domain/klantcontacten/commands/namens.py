"""Whoever is on the line speaks for somebody else.

Both are written down, and the purpose becomes as narrow as the ground.
"""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import reden_tekst
from geholpen.domain.klantcontacten.machtiging import machtiging_van
from geholpen.domain.klantcontacten.models import GesprekNamens
from geholpen.domain.klantcontacten.policy import may_speak_for
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused
from geholpen.platform.models import uuid7


@command(
    may=may_speak_for,
    voor="contactgegevens",
    gegevens={G.VERTEGENWOORDIGING},
    naam="In een gesprek met ons sprak iemand voor een ander",
)
def begin_namens(
    ctx: Context, partij_id: UUID, gesprek_id: UUID, voor_partij_id: UUID, vertegenwoordiging_id: UUID
) -> UUID:
    """From here on this conversation is about somebody else, for whom `partij_id` speaks. Returns the reason's id.

    The context must be limited to both. Raises Refused when the representation does not hold, or is not theirs.
    """
    found = machtiging_van(voor_partij_id, vertegenwoordiging_id)
    if found is None or not found.geldig or found.vertegenwoordiger_id != partij_id:
        raise Refused("GEEN_MACHTIGING", reden_tekst("GEEN_MACHTIGING"))
    id, eigen = uuid7(), ctx.herkomst()
    GesprekNamens.objects.bulk_create(
        GesprekNamens(
            id=id,
            partij_id=van,
            andere_partij_id=ander,
            kant=kant,
            gesprek_id=gesprek_id,
            vertegenwoordiging_id=vertegenwoordiging_id,
            soort=found.soort,
            **eigen,
        )
        for van, ander, kant in (
            (partij_id, voor_partij_id, "vertegenwoordigt"),
            (voor_partij_id, partij_id, "vertegenwoordigd"),
        )
    )
    return id
