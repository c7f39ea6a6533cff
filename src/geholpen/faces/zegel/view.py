"""The newest checkpoint of the logs, for everybody: printed or sent away, it proves later that nothing was changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geholpen.domain.doelbinding.queries import controlepunt, zegelsleutels
from geholpen.faces.huis import huis, taal_links


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """As a page for people."""
    punt = controlepunt()
    gegevens = {
        "organisatie": huis(),
        "talen": taal_links(request),
        "punt": punt,
        "moment": datetime.fromtimestamp(punt.moment / 1000, UTC) if punt else None,
        "regel": punt.line() if punt else "",
        "sleutels": {name: public.hex() for name, public in zegelsleutels().items()},
    }
    return render(request, "zegel/page.html", gegevens)


@require_safe
def als_json(request: HttpRequest) -> JsonResponse:
    """For software: the signed checkpoint as it is kept elsewhere, and the public keys. 404 while there is none."""
    punt = controlepunt()
    if punt is None:
        return JsonResponse({"controlepunt": None}, status=404)
    sleutels = {name: public.hex() for name, public in zegelsleutels().items()}
    return JsonResponse({"controlepunt": json.loads(punt.line()), "sleutels": sleutels})
