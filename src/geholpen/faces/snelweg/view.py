"""Quick exit: away from here, with nothing left of us in the browser.

A plain link does it, so it works without script; with script the page is replaced in the history as well. Nothing is
fetched from elsewhere by us: the browser goes there itself, without saying where it came from.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geholpen.domain.organisatie.queries import organisatie

WIS = '"cache", "cookies", "storage"'


@require_safe
def weg(request: Any) -> HttpResponse:
    """End the session, have the browser clear what it keeps of us, and go to a neutral page."""
    request.session.flush()
    answer = HttpResponse(status=303)
    answer["Location"] = naar()
    answer["Clear-Site-Data"] = WIS
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer


def naar() -> str:
    """The neutral page that the organisation chose (setting `snel_weg`), else one of our own that names nobody."""
    try:
        chosen = str(organisatie().instellingen.get("snel_weg") or "")
    except ObjectDoesNotExist:
        chosen = ""
    return chosen if urlsplit(chosen).scheme == "https" else reverse("vandaag")


@require_safe
def vandaag(request: HttpRequest) -> HttpResponse:
    """A page that says which day it is, and nothing about us."""
    return render(request, "snelweg/vandaag.html", {"vandaag": timezone.localdate()})
