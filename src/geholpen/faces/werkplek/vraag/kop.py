"""How a question stands, above its conversation: renewed when something happened, without the page being fetched."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import VraagRegel
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.werkplek.woorden import STATUS, UITKOMST, kanaal
from geholpen.platform.context import Context
from geholpen.platform.ui.tijd import wachttijd


def kop(ctx: Context, vraag: VraagRegel) -> dict[str, Any]:
    """What vraag/stand.html reads: status, whose it is, over which channel, and how long the customer waits."""
    tekst, soort = STATUS[vraag.status]
    sleutels = [vraag.partij_id, vraag.klantvraag_id]
    return {
        "regel": vraag,
        "onbekend": onderwerp(vraag.onderwerp_code).code == "onbekend",
        "status": tekst if vraag.open else f"{tekst}: {UITKOMST.get(vraag.uitkomst, '')}",
        "status_soort": soort,
        "kanaal": kanaal(vraag.laatste_kanaal) if vraag.laatste_kanaal else "",
        "behandelaar": namen().get(vraag.behandelaar_id, "") if vraag.behandelaar_id else "",
        "van_mij": vraag.behandelaar_id == ctx.actor.id,
        "wacht": wachttijd(vraag.wacht_sinds) if vraag.open and vraag.wacht_sinds else "",
        "oppakken_url": reverse("werkplek:doen", args=[*sleutels, "oppakken"]),
        "heropenen_url": reverse("werkplek:doen", args=[*sleutels, "heropenen"]),
    }
