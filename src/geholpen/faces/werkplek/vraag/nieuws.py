"""What changed in a conversation while it was open: a newer message, and how ours are on their way."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.queries import bezorgingen
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.chat.verhuisd import follows
from geholpen.faces.werkplek.vraag.beurten import bezorgd
from geholpen.faces.werkplek.vraag.kop import kop
from geholpen.platform.context import Aanleiding, Context


@alleen_medewerker
@require_GET
@follows
def nieuws(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """The part again with what changed since `stand`; 204 when nothing did. `na`: the last message on the screen."""
    na = request.GET.get("na", "0")
    if not na.isascii() or not na.isdigit():
        return HttpResponse(status=204)
    ctx = request.context.voor(Aanleiding("klantvraag", partij_id, vraag_id))
    vraag = regel_van(ctx, partij_id, vraag_id)
    stand = deel(ctx, vraag, bezorgd(partij_id, vraag_id, bezorgingen(ctx, partij_id, vraag_id)), int(na))
    if stand["stand"] == request.GET.get("stand"):
        return HttpResponse(status=204)
    return render(request, "werkplek/vraag/nieuws.html", {"nieuws": {**stand, "ververst": True}})


def deel(ctx: Context, vraag: VraagRegel, bezorgd: list[dict[str, Any]], na: int) -> dict[str, Any]:
    """What the template reads."""
    sleutels = [vraag.partij_id, vraag.klantvraag_id]
    wat = ("id", "stand", "reden", "andere", "terug_url", "verder_op")
    over = (vraag.status, vraag.uitkomst, vraag.behandelaar_id, vraag.wacht_sinds, vraag.uiterlijk_op)
    alles = repr((vraag.laatste_volgnummer, over, [[z[w] for w in wat] for z in bezorgd]))
    stand = hashlib.sha256(alles.encode()).hexdigest()[:12]
    laatste = vraag.laatste_volgnummer
    hier = next((z for z in reversed(bezorgd) if z["terug_url"]), None)
    return {
        "stand": stand,
        "url": f"{reverse('werkplek:nieuws', args=sleutels)}?{urlencode({'na': na, 'stand': stand})}",
        "nieuwer": laatste > na,
        "toon_url": f"{reverse('werkplek:vraag', args=sleutels)}?tot={laatste}#bericht-{laatste}",
        "bezorgd": [z for z in bezorgd if z["nummer"] <= na],  # of what is on the screen
        "terug": {"url": hier["terug_url"], "van": _colleague(ctx, hier["door"])} if hier else None,
        "onderweg": any(z["stand"] == "onderweg" for z in bezorgd),
        "kop": kop(ctx, vraag),
        "ververst": False,
    }


def _colleague(ctx: Context, door: UUID | None) -> str:
    """The name of the colleague who wrote it; "" when whoever looks did."""
    return "" if door == ctx.actor.person else namen().get(door or UUID(int=0), _("een collega"))
