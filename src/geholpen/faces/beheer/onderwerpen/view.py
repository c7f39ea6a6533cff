"""Subjects of questions, to read: which purpose each brings and who answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.beheer.schil import alleen_beheer, pagina


@alleen_beheer("onderwerpen")
@require_GET
def view(request: Any) -> HttpResponse:
    """Every active subject."""
    gegevens = {
        "onderwerpen": onderwerpen(),
        "doelen": {a.nummer: a for a in activiteiten()},
        "afdelingen": afdelingen(),
    }
    return pagina(request, "onderwerpen/page.html", gegevens, actief="onderwerpen")
