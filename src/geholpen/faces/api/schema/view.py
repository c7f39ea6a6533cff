"""What an interface can do, for whoever connects software to it: without a token, without JavaScript."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geholpen.faces.api.poorten import POORTEN
from geholpen.faces.api.schema import blad
from geholpen.faces.huis import huis, taal_links


@lru_cache(8)
def _onderdelen(interface: str, taal: str) -> list[blad.Onderdeel]:
    """Made once per language: it is the same for everybody, and anybody may ask for it."""
    return blad.onderdelen(POORTEN[interface].document("/"))


@require_safe
def view(request: HttpRequest, interface: str) -> HttpResponse:
    """The page of one interface; `interface` is where it begins."""
    poort = POORTEN[interface]
    before = request.headers.get("x-forwarded-prefix", "").rstrip("/") if settings.PROXY else ""
    adres = f"{request.scheme}://{request.get_host()}{before}{interface}"
    gegevens = {
        "organisatie": huis(),
        "titel": poort.titel or interface.split("/")[1].capitalize(),
        "eigen_vorm": bool(poort.titel),
        "versie": poort.versie,
        "adres": adres,
        "onderdelen": _onderdelen(interface, get_language() or "nl"),
        "codes": blad.codes(),
        "talen": taal_links(request),
        "demo": settings.DEMO,
    }
    return render(request, "api/schema/page.html", gegevens)
