"""Which purposes are used, how much, and which are never: those may be withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import doelgebruik
from geholpen.faces.beheer.schil import alleen_beheer, pagina


@alleen_beheer("doelgebruik")
@require_GET
def view(request: Any) -> HttpResponse:
    """Per activity of the register: lines and customers in thirty days, and the thirty before."""
    tot, regels = doelgebruik(request.context)
    return pagina(request, "doelgebruik/page.html", {"tot": tot, "regels": regels}, actief="doelgebruik")
