"""Make sure who the customer of a question is, with what the customer answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from geholpen.domain.klantcontacten.commands import Controle, verify_identiteit
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.controle import advice, read_controle, without_answers
from geholpen.faces.werkplek.vraag.bladzij import Invoer, context, show
from geholpen.platform.errors import Invalid, Refused


@alleen_medewerker
@require_POST
def identiteit(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Compare the answers. Sure enough: the question shows what was held back; else the form again, with what to do."""
    waarden = request.POST.dict()
    try:
        controle = read_controle(waarden) or Controle()
        uitslag = verify_identiteit(context(request, partij_id, vraag_id), partij_id, vraag_id, controle)
    except Invalid as problem:
        fouten = {problem.field: problem.reason}
        return show(request, partij_id, vraag_id, Invoer("identiteit", waarden, fouten, status=422))
    except Refused as problem:
        if problem.code != "TE_VAAK_FOUT":
            raise
        return show(request, partij_id, vraag_id, Invoer("identiteit", waarden, melding=problem.reason, status=409))
    zin = advice(uitslag)
    if not uitslag.voldoende:
        leeg = without_answers(waarden)
        return show(request, partij_id, vraag_id, Invoer("identiteit", leeg, melding=zin, status=422))
    messages.success(request, zin)
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]))
