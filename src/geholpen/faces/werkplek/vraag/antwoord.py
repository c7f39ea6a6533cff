"""Write to the customer: answer, keep a draft, send again."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.berichten import commands
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.bewaard import give_back
from geholpen.faces.werkplek.vraag.bladzij import Invoer, context, show
from geholpen.platform.errors import Invalid, Refused


@alleen_medewerker
@require_POST
def antwoord(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Send the answer; when the customer wrote meanwhile, show that first and keep the text."""
    ctx, waarden = context(request, partij_id, vraag_id), request.POST.dict()
    gezien = _number(waarden.get("gezien_tot", ""))
    nieuw = commands.NieuwAntwoord(
        _text(waarden), gezien, waarden.get("kanaal", ""), toch_versturen=waarden.get("toch") == "1"
    )
    try:
        commands.send_antwoord(ctx, partij_id, vraag_id, nieuw)
    except (Invalid, Refused) as problem:
        if isinstance(problem, Refused) and problem.code != "NIEUWER_BERICHT":
            return give_back(request, _("Uw antwoord is niet verstuurd"), problem.reason, actief="postvak", status=403)
        return _not_sent(request, partij_id, vraag_id, waarden, problem)
    messages.success(request, _("Uw antwoord is onderweg naar de klant."))
    return _back(partij_id, vraag_id)


def _not_sent(request: Any, partij_id: UUID, vraag_id: UUID, waarden: dict[str, str], why: Exception) -> HttpResponse:
    """The same page with the text still in it, and kept as a draft for when the browser closes now."""
    commands.save_concept(context(request, partij_id, vraag_id), partij_id, vraag_id, _text(waarden))
    if isinstance(why, Refused):
        na = _number(waarden.get("gezien_tot", ""))
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, conflict_na=na, status=409))
    fouten = {why.field: why.reason} if isinstance(why, Invalid) else {}
    return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, fouten, status=422))


@alleen_medewerker
@require_POST
def concept(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Keep the draft: from the script as JSON, or from the button "Concept bewaren"."""
    ctx = context(request, partij_id, vraag_id)
    if request.content_type == "application/json":
        commands.save_concept(ctx, partij_id, vraag_id, _json_text(request.body))
        return JsonResponse({"bewaard": True})
    commands.save_concept(ctx, partij_id, vraag_id, _text(request.POST.dict()))
    messages.success(request, _("Uw concept is bewaard. Collega's zien het ook."))
    return _back(partij_id, vraag_id)


@alleen_medewerker
@require_POST
def opnieuw(request: Any, partij_id: UUID, vraag_id: UUID, bezorging_id: UUID) -> HttpResponse:
    """Send again what did not arrive or may not have: a person decides."""
    commands.resend(context(request, partij_id, vraag_id), partij_id, bezorging_id)
    messages.success(request, _("Het bericht gaat opnieuw op weg."))
    return _back(partij_id, vraag_id)


def _back(partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _text(waarden: dict[str, str]) -> str:
    """Browsers send line ends as CR LF."""
    return waarden.get("tekst", "").replace("\r\n", "\n")


def _json_text(body: bytes) -> str:
    try:
        tekst = json.loads(body).get("tekst", "")
    except (ValueError, AttributeError):
        raise Invalid("tekst", _("Wij konden uw concept niet lezen.")) from None
    return str(tekst).replace("\r\n", "\n").replace("\0", "")
