"""A room: whoever has its address is in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from geholpen.domain.organisatie.queries import organisatie


@require_GET
def kamer(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Where the call would be. The key is not looked up: it is another product's."""
    context = {"organisatie": organisatie(), "kamer": sleutel[:6]}
    return render(request, "waterdam/video/kamer.html", context, using="jinja2")
