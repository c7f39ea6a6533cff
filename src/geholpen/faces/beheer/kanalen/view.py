"""How every way in and out is doing, and what waits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.queries import kanaalstanden, storm, voorraad
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.context import system


@alleen_beheer("kanalen")
@require_GET
def view(request: Any) -> HttpResponse:
    """The state per channel. Counting what waits is work of the system: no message is shown."""
    ctx = system("beheer", oorsprong="beheer/kanalen")
    gegevens = {
        "standen": kanaalstanden(),
        "voorraad": voorraad(ctx),
        "storm": storm(ctx),
        "grens": {"postbus": settings.STORM_POSTBUS, "afzender": settings.STORM_AFZENDER},
    }
    return pagina(request, "kanalen/page.html", gegevens, actief="kanalen")
