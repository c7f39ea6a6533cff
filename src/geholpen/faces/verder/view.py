"""Where a one-time link ends: a page with one button. Opening it uses nothing up: mail programs open links too."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from geholpen.domain.kanaalwissel.commands import redeem_wissel
from geholpen.faces.huis import huis, taal_links
from geholpen.platform.context import system


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: Any, token: str) -> HttpResponse:
    """Ask once more, then take the link. A link that was used, is over or never was: the same answer.

    Into a chat the same press of the button goes along: who said yes here is not asked again there.
    """
    stand, chat = "vraag", ""
    if request.method == "POST":
        found = redeem_wissel(system("kanaalwissel", oorsprong="verder"), token)
        stand, chat = ("verder" if found else "voorbij"), found.chat if found else ""
        if found and found.kanaal == "chat" and chat:
            return HttpResponseRedirect(reverse("chat:verder", args=[chat]), preserve_request=True)
    gegevens = {"organisatie": huis(), "taal_links": taal_links(request), "stand": stand, "chat": chat}
    answer = render(request, "verder/page.html", gegevens, status=410 if stand == "voorbij" else 200)
    answer["Referrer-Policy"] = "same-origin"  # without any, a browser sends no origin and its own form is refused
    answer["X-Robots-Tag"] = "noindex"
    return answer
