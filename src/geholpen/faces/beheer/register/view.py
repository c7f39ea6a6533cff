"""The register of purposes, to read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.beheer.register.woorden import woorden
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.taal import vertaald


@alleen_beheer("register")
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Every activity with its article and its state."""
    return pagina(request, "register/lijst.html", {"activiteiten": activiteiten()}, actief="register")


@alleen_beheer("register")
@require_GET
def view(request: Any, code: str) -> HttpResponse:
    """One activity: which law, which data and why."""
    alle = activiteiten()
    found = next((a for a in alle if a.code == code), None)
    if found is None:
        raise Http404
    namen = {a.code: a.naam for a in alle}
    alle_afdelingen = afdelingen()
    gegevens = {
        "a": found,
        "namen": namen,
        "woorden": woorden,
        "afdelingen": [vertaald(alle_afdelingen.get(c, c)) for c in found.afdelingen],
    }
    return pagina(request, "register/page.html", gegevens, actief="register")
