"""The employee says how they stand, takes or gives back what is offered, or asks for the next question."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantcontacten.queries import TEKEN, Aanbod, werkstand
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.verdelen.stand import toon
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused


@alleen_medewerker
@require_http_methods(["GET", "POST"])
def stand(request: Any) -> HttpResponse:
    """Read how one stands (204 when nothing changed since `stand`; a sign of life), or say it."""
    if request.method == "POST":
        word, _space, reden = request.POST.get("stand", "").partition(" ")
        commands.set_stand(request.context, word, reden)
        return _back(request)
    now = toon(request, TEKEN)
    if now is None or now["merk"] == request.GET.get("stand"):
        return HttpResponse(status=204)
    return render(request, "werkplek/verdelen/ververst.html", {"werkstand": now})


@alleen_medewerker
@require_POST
def aannemen(request: Any, toewijzing_id: UUID) -> HttpResponse:
    """Take what was offered and go there. When it is over, say so and stay."""
    return _take(request, _offer(request, toewijzing_id))


@alleen_medewerker
@require_POST
def teruggeven(request: Any, toewijzing_id: UUID) -> HttpResponse:
    """Not this one, or not now."""
    commands.decline_toewijzing(request.context, toewijzing_id)
    messages.success(request, _("De vraag is terug in de wachtrij. Een collega krijgt de vraag."))
    return _back(request)


@alleen_medewerker
@require_POST
def volgende(request: Any) -> HttpResponse:
    """The next question that fits, at once."""
    offered = werkstand(request.medewerker.id).aangeboden
    id = offered.id if offered else commands.ask_next(request.context)
    if id is None:
        messages.info(request, _("Er wacht nu geen vraag die bij u past, of u heeft al genoeg werk bij u."))
        return _back(request)
    return _take(request, _offer(request, id))


def _offer(request: Any, toewijzing_id: UUID) -> Aanbod | None:
    return next((a for a in werkstand(request.medewerker.id).aanbod if a.id == toewijzing_id), None)


def _take(request: Any, found: Aanbod | None) -> HttpResponse:
    """Take it. A question that turns out not to be for this employee goes back: nothing is lost."""
    if found is None:
        messages.info(request, _("Deze vraag is niet meer voor u. Een collega heeft de vraag, of de tijd was om."))
        return _back(request)
    ctx = request.context.voor(Aanleiding("klantvraag", found.partij_id, found.klantvraag_id))
    try:
        commands.accept_toewijzing(ctx, found.partij_id, found.klantvraag_id, found.id)
    except Refused as refusal:
        commands.decline_toewijzing(request.context, found.id)
        messages.info(request, refusal.reason)
        return _back(request)
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[found.partij_id, found.klantvraag_id]))


def _back(request: Any) -> HttpResponse:
    """To the page of the desk where the button was pressed."""
    came = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(came if ours else reverse("werkplek:postvak"))
