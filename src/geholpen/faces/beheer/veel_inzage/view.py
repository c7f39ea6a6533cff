"""Who saw very many customers in one hour: a department and a number, and a way to ask who it was."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import veel_inzagen
from geholpen.faces.beheer.schil import afdelingsnamen, alleen_beheer, pagina


@alleen_beheer("veel_inzage")
@require_GET
def view(request: Any) -> HttpResponse:
    """Signals, newest first; at most 200."""
    gegevens = {"regels": veel_inzagen(request.context), "afdelingen": afdelingsnamen()}
    return pagina(request, "veel_inzage/page.html", gegevens, actief="veel_inzage")
