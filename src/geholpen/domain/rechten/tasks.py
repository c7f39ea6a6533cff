"""Jobs of this room: a few lines that call a command."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.berichten.commands import send_kennisgeving
from geholpen.domain.bewaren.commands import wis_partij
from geholpen.domain.rechten.models import Soort, Uitkomst
from geholpen.domain.rechten.queries import verzoek
from geholpen.platform.context import Context
from geholpen.platform.tasks import job


@job("kennisgeving")
def kennisgeving(ctx: Context, partij_id: str, klantvraag_id: str) -> None:
    """Tell the addresses we knew that somebody asks about this customer's data."""
    send_kennisgeving(ctx, UUID(partij_id), UUID(klantvraag_id))


@job("voer_besluit_uit")
def voer_besluit_uit(ctx: Context, partij_id: str, verzoek_id: str) -> None:
    """Erase what was decided to be erased."""
    found = verzoek(ctx, UUID(partij_id), UUID(verzoek_id))
    soorten = frozenset(d["soort"] for d in found.delen if d["uitkomst"] == Uitkomst.TOEGEWEZEN)
    if found.verzoek.soort == Soort.VERWIJDERING and soorten:
        wis_partij(ctx.over(()), UUID(partij_id), soorten)
