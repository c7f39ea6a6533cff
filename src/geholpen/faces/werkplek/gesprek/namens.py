"""For whom the customer on the line may speak, and what the screen says when they do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.klantcontacten.queries import machtiging_van, namens_van
from geholpen.domain.partijen.queries import namen_van, voor_wie_spreekt
from geholpen.faces.werkplek.deel.mag import about, why_not
from geholpen.faces.werkplek.woorden import ROL, VERTEGENWOORDIGING
from geholpen.platform.context import Context

#: More than this a professional finds by searching the customer.
MAX_KEUZES = 10


def keuzes(ctx: Context, partij_id: UUID) -> list[dict[str, Any]]:
    """Everybody this customer may speak for, each with what it is about or why not now."""
    mensen = voor_wie_spreekt(ctx, partij_id)[:MAX_KEUZES]
    namen = namen_van(ctx.over(()), [m.partij_id for m in mensen]) if mensen else {}
    return [
        {
            "waarde": f"{m.partij_id}:{m.vertegenwoordiging_id}",
            "naam": namen.get(m.partij_id, ""),
            "soort": str(VERTEGENWOORDIGING.get(m.soort, m.soort)),
            "onderwerpen": about(gevonden),
            "mag_niet": why_not(gevonden),
        }
        for m in mensen
        for gevonden in (machtiging_van(m.partij_id, m.vertegenwoordiging_id),)
    ]


def spreker(ctx: Context, partij_id: UUID, namens_id: UUID) -> dict[str, Any]:
    """Who speaks, what they are for this customer and about what, and the way back to their own conversation."""
    wie = namens_van(partij_id, namens_id)
    gevonden = machtiging_van(partij_id, wie.vertegenwoordiging_id) if wie else None
    if wie is None or gevonden is None:
        return {}
    naam = namen_van(ctx.over(()), [wie.vertegenwoordiger_id]).get(wie.vertegenwoordiger_id, "")
    return {
        "naam": naam or _("Iemand"),
        "rol": str(ROL.get(gevonden.soort, gevonden.soort)),
        "onderwerpen": about(gevonden),
        "codes": gevonden.onderwerpen,
        "terug_url": reverse("werkplek:gesprek_klant", args=[wie.gesprek_id, wie.vertegenwoordiger_id]),
    }
