"""What stands above every screen of an employee: break-glass that runs, very many customers, a look to explain."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geholpen.domain.doelbinding.queries import Lopend, mag_werken, toezicht_stand

#: The purposes that bring an employee to the desk.
_WERK = ("inzage_verantwoorden", "noodtoegang")


def toezichtbalken(request: Any) -> dict[str, Any]:
    """`nood` (until when, how long still, where to look or to end it) and `attenties` (sentences with a link or "")."""
    actor = request.context.actor
    if not any(mag_werken(actor, code) for code in _WERK):
        return {"nood": None, "attenties": []}
    stand = toezicht_stand(actor)
    attenties = []
    if stand.gezien:
        zin = _(
            "U zag het afgelopen uur gegevens van %(gezien)s klanten. Bij meer dan %(grens)s vragen wij uw tweede stap."
        )
        attenties.append((zin % {"gezien": stand.gezien, "grens": stand.grens}, "", ""))
    if stand.gevraagd:
        zin = ngettext("Leg uit waarom u in gegevens keek.", "Leg uit waarom u in gegevens keek.", stand.gevraagd)
        attenties.append((zin, reverse("werkplek:uitleg"), _("Uitleggen")))
    return {"nood": _nood(stand.loopt) if stand.loopt else None, "attenties": attenties}


def _nood(loopt: Lopend) -> dict[str, Any]:
    return {
        "tot": loopt.tot,
        "minuten": max(1, -(-int((loopt.tot - timezone.now()).total_seconds()) // 60)),
        "url": reverse("werkplek:noodtoegang", args=[loopt.partij_id, loopt.id]),
        "stop_url": reverse("werkplek:noodtoegang_stoppen", args=[loopt.id]),
    }
