"""The tab that the window opens to log in: it gets the ticket from the window that opened it, and from nobody else.

A ticket that somebody sends to another, by link or by form, does nothing: it comes from a page where its chat may
stand, in the browser of who clicks, or from our own page without script.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from geholpen.domain.chat import commands, queries
from geholpen.faces import chatkaart
from geholpen.faces.chat.kruis import is_own
from geholpen.faces.chat.v1 import ons
from geholpen.faces.huis import huis
from geholpen.platform.taal import TALEN, language


@csrf_exempt  # a page of somebody else is recognised by its Origin, and no cookie counts here
@require_http_methods(["GET", "POST"])
def inloggen(request: HttpRequest) -> HttpResponse:
    """GET: the tab that waits for its window. POST: keep the ticket of `kaart`, or one for the visit of `token`."""
    with translation.override(_language(request)):
        response = _wait() if request.method == "GET" else _take(request)
        response["Content-Language"] = get_language() or "nl"
    return response


def _language(request: HttpRequest) -> str:
    """The language of the chat: of its visit, or as its window says as long as that is not known."""
    gevraagd = (request.GET if request.method == "GET" else request.POST).get("taal", "")
    anders = gevraagd if gevraagd in TALEN else get_language() or "nl"
    if request.method == "GET":
        return anders
    bezoek = queries.bezoek_met(token) if (token := request.POST.get("token", "")) else None
    taal = bezoek.taal if bezoek else queries.kaarttaal(request.POST.get("kaart", ""))
    return language(taal) if taal else anders


def _wait() -> HttpResponse:
    response = _page({"stand": "wacht"})
    response["Cross-Origin-Opener-Policy"] = "unsafe-none"  # else it could not hear the window that opened it
    return response


def _take(request: HttpRequest) -> HttpResponse:
    if not is_own(request, request.headers.get("origin", "")):
        return HttpResponse(status=403)
    kaart = _of_visit(request.POST.get("token", "")) or _of_window(request)
    if not kaart:
        return _page({"stand": "voorbij"}, 410)
    response = _page({"stand": "verder"})
    chatkaart.keep(response, kaart)
    return response


def _of_visit(token: str) -> str:
    """A ticket for who chats without script: the form is on our own page. Raises Refused."""
    bezoek = queries.bezoek_met(token) if token else None
    return commands.make_inlogkaart(ons(), bezoek.id) if bezoek else ""


def _of_window(request: HttpRequest) -> str:
    """The ticket that a window gave, from a page (`herkomst`, as the browser told the tab) where its chat may stand."""
    kaart, herkomst = request.POST.get("kaart", ""), request.POST.get("herkomst", "")
    found = queries.inlogkaart(kaart)
    sleutel = queries.chatsleutel(found.account_id) if found else None
    return kaart if sleutel and (sleutel.staat_op(herkomst) or is_own(request, herkomst)) else ""


def _page(gegevens: dict[str, str], status: int = 200) -> HttpResponse:
    """A page made without the request: it sets no cookie of its own."""
    return HttpResponse(render_to_string("chat/inloggen.html", {**gegevens, "organisatie": huis()}), status=status)
