"""An answer from a number that was asked whether the conversation goes on there: it belongs to that question."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.berichten.ports import OntvangenBericht
from geholpen.domain.kanaalwissel.commands import redeem_antwoord
from geholpen.platform.context import Context

#: Channels that prove from which number a message came; the sender of a text message can be forged.
BEWEZEN = frozenset({"whatsapp"})


def find_wissel(ctx: Context, kanaal: str, bericht: OntvangenBericht) -> tuple[UUID, UUID] | None:
    """(customer, klantvraag) that this answer proves and belongs to; None: it is no such answer."""
    if kanaal not in BEWEZEN or not bericht.afzender_klopt:
        return None
    for identiteit in bericht.afzender:
        if found := redeem_antwoord(ctx, kanaal, identiteit.waarde, bericht.nieuwe_tekst):
            return found.partij_id, found.klantvraag_id
    return None
