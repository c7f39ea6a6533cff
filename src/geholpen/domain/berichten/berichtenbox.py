"""Whether a customer can be written to in the government's message box, and their number for one message. In a door.

Nobody tells a sender beforehand who has a box: it is asked by sending. A refusal is remembered as what the delivery
itself says, for a while; whoever opens a box later is tried again after it.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.models import Bezorggebeurtenis, Bezorging
from geholpen.domain.berichten.ports import Kanaalidentiteit
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.queries import (
    BERICHTENBOX,
    BERICHTENBOX_DOEL,
    bsn_voor_berichtenbox,
    heeft_bsn_voor_berichtenbox,
)
from geholpen.platform.context import Context, system

KANAAL = "berichtenbox"
#: What stands with the delivery instead of the number.
AAN = "Berichtenbox"
#: How long a refusal counts.
GEEN_BOX, OPNIEUW_NA = "http-404", timedelta(days=180)


def box_of(partij_id: UUID) -> tuple[str, ...]:
    """The way to the box of this customer; () without a number, without the purpose for it, or after a refusal."""
    if not _in_register() or not heeft_bsn_voor_berichtenbox(_ours(partij_id), partij_id):
        return ()
    tried = Bezorging.objects.filter(partij_id=partij_id, kanaal=KANAAL).order_by("-gewijzigd_op")[:20]
    refused = Bezorggebeurtenis.objects.filter(
        partij_id=partij_id,
        bezorging_id__in=[b.id for b in tried],
        code=GEEN_BOX,
        moment__gt=timezone.now() - OPNIEUW_NA,
    )
    return () if refused.exists() else (AAN,)


def receiver(partij_id: UUID) -> Kanaalidentiteit:
    """Who it is for, as the service wants it: only for the message that is made up now."""
    bsn = bsn_voor_berichtenbox(_ours(partij_id), partij_id) if _in_register() else ""
    return Kanaalidentiteit("BSN", bsn)


def _ours(partij_id: UUID) -> Context:
    return system(BERICHTENBOX, "bezorgen").over({partij_id})


def _in_register() -> bool:
    try:
        return bool(activiteit_nummer(BERICHTENBOX_DOEL))
    except LookupError:
        return False
