"""The page of one question, and where it went when it is no longer ours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.chat.verhuisd import follows
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.bladzij import DOEN, Invoer, show
from geholpen.platform.taal import vertaald


@alleen_medewerker
@require_GET
@follows
def view(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """The question with its conversation and its customer."""
    doe = request.GET.get("doe", "antwoord")
    return show(request, partij_id, vraag_id, Invoer(doe if doe in DOEN else "antwoord"))


@alleen_medewerker
@require_GET
def doorgezet(request: Any, code: str) -> HttpResponse:
    """The question moved to a subject this employee does not work for. Names the subject, nothing of the customer."""
    wat = next((o for o in onderwerpen() if o.code == code), None)
    if wat is None:
        raise Http404
    gegevens = {
        "onderwerp": vertaald(wat.naam),
        "afdeling": vertaald(afdelingen().get(wat.afdeling_code, wat.afdeling_code)),
    }
    return pagina(request, "vraag/doorgezet.html", gegevens, actief="postvak")


@alleen_medewerker
@require_GET
def klant(request: Any, partij_id: UUID) -> HttpResponse:
    """A customer without a question, promise or conversation: the guard refuses and logs it. There is no such page."""
    klantbeeld(request.context.over({partij_id}), partij_id)
    return HttpResponse(status=404)
