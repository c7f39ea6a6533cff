"""The inbox: home of the desk, the part that is fetched again, and the polling answer."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.postvak.lijst import LIJSTEN, inbox
from geholpen.faces.werkplek.schil import mag_bellen, pagina


@alleen_medewerker
@require_GET
def view(request: Any) -> HttpResponse:
    """The home of the desk. Whoever only manages goes to the management pages."""
    if not any(mag_werken(request.context.actor, code) for code in LIJSTEN) and request.medewerker.rollen:
        return HttpResponseRedirect(reverse("beheer:start"))
    gegevens = {"postvak": inbox(request), "bellen": mag_bellen(request.context), "paneel": "postvak"}
    return pagina(request, "postvak/page.html", gegevens, actief="postvak")


@alleen_medewerker
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Only the list, for the live page; 204 when nothing changed since `stand`."""
    postvak = inbox(request, _uuid(request.GET.get("gekozen", "")))
    if postvak.stand == request.GET.get("stand"):
        return HttpResponse(status=204)
    delen = "teamleider" in request.medewerker.rollen
    gegevens = {"postvak": postvak, "mag_delen": delen}
    return render(request, "werkplek/postvak/ververst.html", gegevens)


@alleen_medewerker
@require_GET
def poll(request: Any) -> HttpResponse:
    """For a browser without a stream: "look again"; the page then asks for its parts, which are 204 when unchanged."""
    return JsonResponse({"berichten": [{"id": "", "event": "resync", "data": {"moment": int(time.time())}}]})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
