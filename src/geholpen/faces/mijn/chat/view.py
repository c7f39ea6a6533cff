"""Chat from one's own environment: who it is, is proven by the session."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from geholpen.domain.chat.queries import bewijs_voor, chatsleutels
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.keys import keyed_hash


@require_GET
@alleen_klant
def chat(request: Any) -> HttpResponse:
    """The window. Without script, or without a chat: how to ask in another way."""
    wie = keyed_hash("chatvenster", str(request.session.session_key)).hex()[:16]  # this login, and nobody's id
    gegevens = {"sleutel": next(iter(chatsleutels()), None), "wie": wie}
    return pagina(request, "chat/page.html", gegevens, actief="chat")


@require_GET
@alleen_klant
def chatbewijs(request: Any) -> HttpResponse:
    """A token that says to our own chat who this is: for two minutes, once. Only a page of ours can read it."""
    _ctx, partij_id = ik(request)
    sleutel = next(iter(chatsleutels()), None)
    return JsonResponse({"identity": bewijs_voor(partij_id, sleutel.id) if sleutel else ""})
