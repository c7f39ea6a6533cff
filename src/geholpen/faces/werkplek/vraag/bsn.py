"""The BSN of a customer on the screen: only when asked for, and that is an action of its own in the log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from geholpen.domain.doelbinding.queries import doel_van
from geholpen.domain.partijen.queries import toon_bsn
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.bladzij import context
from geholpen.platform.context import Aanleiding


@alleen_medewerker
@require_POST
def view(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Show it once: whoever reloads the page asks again."""
    bsn = toon_bsn(context(request, partij_id, vraag_id), partij_id)
    doel = doel_van(Aanleiding("klantvraag", partij_id, vraag_id))
    gegevens = {"bsn": bsn, "terug_url": reverse("werkplek:vraag", args=[partij_id, vraag_id])}
    return pagina(request, "vraag/bsn.html", gegevens, actief="postvak", doel=doel)
