"""Take a number, or report in with a code. Works without a script; goes back to the start when nobody touches it."""

from __future__ import annotations

import hmac
import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from geholpen.domain.balie.commands import draw_zelf, report_in
from geholpen.domain.balie.queries import LocatieInfo, afspraaksoorten, locaties, zuil_sleutel
from geholpen.faces.huis import huis
from geholpen.platform.context import system
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.taal import vertaald

#: Seconds until the start comes back: while somebody chooses, and when the number is shown.
KIEZEN, TONEN = 60, 20
_NUMMER = re.compile(r"[A-Z]\d\d")
_STAPPEN = ("waarvoor", "code")


@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, locatie: str, sleutel: str) -> HttpResponse:
    """The step that is asked for. 404 without the secret part of the address."""
    plek = next((p for p in locaties() if p.code == locatie), None)
    if plek is None or not hmac.compare_digest(sleutel, zuil_sleutel(locatie)):
        raise Http404
    hier = reverse("zuil", args=[locatie, sleutel])
    stap = request.GET.get("stap", "")
    stap = stap if stap in _STAPPEN else ""
    if request.method != "POST":
        nummer = request.GET.get("nummer", "")
        return _show(request, plek, hier, stap, nummer=nummer if _NUMMER.fullmatch(nummer) else "")
    try:
        code = _take(request, locatie, stap)
    except Invalid as problem:
        return _show(request, plek, hier, stap, fout=problem.reason)
    return HttpResponseRedirect(f"{hier}?nummer={code}")


def _take(request: HttpRequest, locatie: str, stap: str) -> str:
    """The number that somebody gets. Raises Invalid."""
    ctx = system("balie", oorsprong="zuil")
    if stap == "code":
        return report_in(ctx, locatie, request.POST.get("code", "")[:40], timezone.localdate()).code
    return draw_zelf(ctx, locatie, request.POST.get("soort", "")[:60], _id(request.POST.get("id", "")))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _show(
    request: HttpRequest, plek: LocatieInfo, hier: str, stap: str, *, nummer: str = "", fout: str = ""
) -> HttpResponse:
    gegevens: dict[str, Any] = {
        "organisatie": huis(),
        "plek": plek,
        "hier": hier,
        "stap": stap,
        "nummer": nummer,
        "fout": fout,
        "id": uuid7(),
        "soorten": [(s.code, vertaald(s.naam)) for s in afspraaksoorten() if not s.video],
    }
    response = render(request, "zuil/page.html", gegevens, status=422 if fout else 200)
    if nummer or stap:
        response["Refresh"] = f"{TONEN if nummer else KIEZEN}; url={hier}"
    response["Cache-Control"] = "no-store"
    return response
