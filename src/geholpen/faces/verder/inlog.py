"""Where a link ends that counts together with a login: who came from a letter shows who it is, once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from geholpen.domain.kanaalwissel.commands import redeem_by_login
from geholpen.faces.huis import huis, taal_links
from geholpen.faces.inloggen import alleen_klant
from geholpen.platform.context import system
from geholpen.platform.errors import Refused

#: How the page answers, by what became of the link.
STATUS = {"voorbij": 410, "ander": 403}


@require_http_methods(["GET", "HEAD", "POST"])
@alleen_klant
def view(request: Any, token: str) -> HttpResponse:
    """Ask once more, then take the link for who is logged in."""
    stand, vraag = "vraag", None
    if request.method == "POST":
        stand, vraag = _redeem(request, token)
    gegevens = {"organisatie": huis(), "taal_links": taal_links(request), "stand": stand, "vraag": vraag}
    answer = render(request, "verder/inlog.html", gegevens, status=STATUS.get(stand, 200))
    answer["Referrer-Policy"] = "same-origin"  # without any, a browser sends no origin and its own form is refused
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _redeem(request: Any, token: str) -> tuple[str, Any]:
    """(how it stands, the question that goes on)"""
    try:
        found = redeem_by_login(system("kanaalwissel", oorsprong="verder"), token, request.context.actor.id)
    except Refused:
        return "ander", None
    return ("verder", found[1]) if found else ("voorbij", None)
