"""How often customers who changed channel could go on in the same question. Numbers only: nobody is named or ranked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.kanaalwissel.queries import aandeel_behouden
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.context import system

DAGEN = 30


@alleen_beheer("kanaalwissels")
@require_GET
def view(request: Any) -> HttpResponse:
    """The share over thirty days, and per pair of channels. Counted by the system: no employee sees who it was."""
    found = aandeel_behouden(system("beheer", oorsprong="kanaalwissels"), DAGEN)
    paren = [(kanaalnaam(p.van), kanaalnaam(p.naar), p) for p in found.paren]
    gegevens = {"aandeel": found, "paren": paren, "dagen": DAGEN}
    return pagina(request, "kanaalwissels/page.html", gegevens, actief="kanaalwissels")
