"""Is the log still whole? Seals, checkpoints outside the database, and a check that the privacy officer can begin."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from geholpen.domain.doelbinding.commands import start_logcontrole
from geholpen.domain.doelbinding.queries import logcontroles, logstand
from geholpen.domain.organisatie.queries import namen
from geholpen.domain.verantwoording.queries import uitvoerstand
from geholpen.faces.beheer.schil import alleen_beheer, pagina


@alleen_beheer("logboek")
@require_GET
def view(request: Any) -> HttpResponse:
    """The state now, the last check and those before it."""
    gegevens = {
        "stand": logstand(),
        "uitvoer": uitvoerstand(),
        "mag_controleren": "fg" in request.medewerker.rollen,
        **_controles(),
    }
    return pagina(request, "logboek/page.html", gegevens, actief="logboek")


@alleen_beheer("logboek")
@require_GET
def controles(request: Any) -> HttpResponse:
    """The part that changes while a check runs."""
    return render(request, "beheer/logboek/controles.html", _controles())


@alleen_beheer("logboek")
@require_POST
def controleren(request: Any) -> HttpResponse:
    """Begin a check, and back to the page that shows how far it is."""
    start_logcontrole(request.context)
    return HttpResponseRedirect(reverse("beheer:logboek"))


def _controles() -> dict[str, Any]:
    """The newest check apart, the others below; with the name of who asked."""
    found, wie = logcontroles(), namen()
    return {
        "laatste": found[0] if found else None,
        "eerder": [(c, wie.get(c.actor_id, "") if c.actor_id else "") for c in found[1:]],
        "door": wie.get(found[0].actor_id, "") if found and found[0].actor_id else "",
    }
