"""The search box in the bar: a reference opens a question; a person is looked for in a conversation only."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from geholpen.domain.klantcontacten.queries import lopende_gesprekken, zoek_kenmerk
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import mag_bellen, pagina

_KENMERK = re.compile(r"[A-Z]{2}-?[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}", re.IGNORECASE)


@alleen_medewerker
def view(request: Any) -> HttpResponse:
    """Only from a form body: what is typed here may be a name or a BSN, and belongs in no address."""
    term = request.POST.get("q", "").strip()
    found = zoek_kenmerk(request.context, term) if _KENMERK.fullmatch(term) else None
    if found:
        return HttpResponseRedirect(reverse("werkplek:vraag", args=found))
    bellen = mag_bellen(request.context)
    gegevens = {
        "kenmerk": term if _KENMERK.fullmatch(term) else "",
        "gezocht": bool(term),
        "bellen": bellen,
        "gesprekken": lopende_gesprekken(request.context) if bellen else [],
    }
    return pagina(request, "zoeken/page.html", gegevens, actief="zoeken", status=404 if gegevens["kenmerk"] else 200)
