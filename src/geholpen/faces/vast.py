"""Fixed pages: two texts for machines, and the gallery of components for whoever builds a page."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone

from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.ui.galerij import PAGINAS, render_galerij, render_pagina


def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); valid a year from now."""
    tot = (timezone.now() + timedelta(days=364)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{organisatie().mailadres}",
        f"Expires: {tot}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def galerij(request: HttpRequest, naam: str = "") -> HttpResponse:
    """Every component in all its states, or one full page with example data."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    if naam and naam not in PAGINAS:
        raise Http404
    return HttpResponse(render_pagina(env, naam) if naam else render_galerij(env))
