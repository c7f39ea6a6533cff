"""Oversight at a glance: what waits, how often, and how the log is doing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import (
    logcontroles,
    logstand,
    losse_inzagen,
    noodtoegangen,
    onthullingen,
    veel_inzagen,
    weigeringen_per_code,
)
from geholpen.faces.beheer.schil import alleen_beheer, pagina


@alleen_beheer("toezicht")
@require_GET
def view(request: Any) -> HttpResponse:
    """One line per kind of signal, and the log."""
    ctx = request.context
    regels = [
        (_("Noodtoegang"), "noodtoegang", sum(not n.uitkomst for n in noodtoegangen(ctx)), _("te beoordelen")),
        (_("Losse inzage"), "losse_inzage", sum(not r.uitkomst for r in losse_inzagen(ctx)), _("te beoordelen")),
        (_("Zeer veel inzage"), "veel_inzage", len(veel_inzagen(ctx)), _("signalen")),
        (
            _("Geweigerde inzage"),
            "weigeringen",
            sum(t.aantal for t in weigeringen_per_code(ctx)),
            _("in de laatste 30 dagen"),
        ),
        (
            _("Verzoeken om een naam"),
            "onthullingen",
            sum(r.mag_besluiten for r in onthullingen(ctx)),
            _("wachten op uw besluit"),
        ),
    ]
    fg = "fg" in request.medewerker.rollen
    controles = logcontroles(1) if fg else []
    gegevens = {
        "regels": [(naam, reverse(f"beheer:{pad}"), aantal, wat) for naam, pad, aantal, wat in regels],
        "stand": logstand() if fg else None,
        "controle": controles[0] if controles else None,
    }
    return pagina(request, "toezicht/page.html", gegevens, actief="toezicht")
