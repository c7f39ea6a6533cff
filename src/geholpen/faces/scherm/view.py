"""Who may come where. No script is needed, nobody is named, and nothing is asked of who looks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geholpen.domain.balie.queries import locaties, op_het_scherm
from geholpen.faces.huis import huis


@require_safe
def view(request: HttpRequest, locatie: str) -> HttpResponse:
    """The newest calls of one place; the page fetches itself again every five seconds."""
    plek = next((p for p in locaties() if p.code == locatie), None)
    if plek is None:
        raise Http404
    geroepen = op_het_scherm(locatie)
    gegevens = {"organisatie": huis(), "plek": plek, "nu": geroepen[:1], "eerder": geroepen[1:]}
    response = render(request, "scherm/page.html", gegevens)
    response["Refresh"] = "5"
    response["Cache-Control"] = "no-store"
    return response
