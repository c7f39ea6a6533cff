"""Say in a chat that goes on elsewhere who you are: after logging in, and only when you say so yourself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.chat.commands import show_inlogkaart
from geholpen.domain.chat.queries import inlogkaart, kaarttaal
from geholpen.faces import chatkaart
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform import vluchtig
from geholpen.platform.context import system
from geholpen.platform.errors import Refused
from geholpen.platform.taal import language, vertaald


@require_http_methods(["GET", "POST"])
@alleen_klant
def inloggen(request: HttpRequest) -> HttpResponse:
    """GET asks whether this is who chats; POST says it in the chat. The ticket works once.

    In the language of the chat: there the customer goes on.
    """
    kaart = chatkaart.brought(request)
    taal = kaarttaal(kaart)
    with translation.override(language(taal) if taal else get_language()):
        response = _answer(request, kaart)
        response["Content-Language"] = get_language() or "nl"
    return response


def _answer(request: HttpRequest, kaart: str) -> HttpResponse:
    found = inlogkaart(kaart) if kaart else None
    if request.method == "GET":
        gegevens = {"begonnen_op": found.begonnen_op} if found else {"fout": _gone()}
        return _page(request, gegevens, 200 if found else 410)
    _ctx, partij_id = ik(request)
    try:
        bezoek_id = show_inlogkaart(system("chat", oorsprong="mijn"), kaart, partij_id)
    except Refused as no:
        response = _page(request, {"fout": vertaald(no.reason)}, 410 if no.code == "KAART" else 403)
    else:
        vluchtig.tell({"soort": "chat", "wat": "bewezen", "kant": "wij", "bezoek_id": str(bezoek_id)})
        response = _page(request, {"klaar": True})
    chatkaart.forget(response)
    return response


def _gone() -> str:
    return _("Inloggen voor deze chat kan zo niet meer. Ga terug naar de chat en kies daar opnieuw Inloggen.")


def _page(request: HttpRequest, gegevens: dict[str, Any], status: int = 200) -> HttpResponse:
    return pagina(request, "chat/inloggen.html", gegevens, actief="chat", status=status)
