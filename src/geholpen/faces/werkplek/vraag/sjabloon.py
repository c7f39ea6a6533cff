"""Put a text of our own in the answer: as JSON where the cursor is, or the page again with the text in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from geholpen.domain.berichten import queries
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.vraag.bladzij import Invoer, context, show
from geholpen.faces.werkplek.vraag.wegen import channel
from geholpen.platform.errors import Invalid

#: The empty place between greeting and closing that `toon.voorzet` leaves.
_LEEG = "\n\n\n\n"


@alleen_medewerker
@require_POST
def view(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Fill the chosen template in for this customer. Nothing that was typed goes away; it can be undone."""
    waarden = {naam: waarde.replace("\r\n", "\n") for naam, waarde in request.POST.dict().items()}
    als_json = request.headers.get("Accept", "") == "application/json"
    if waarden.pop("terug", "") and not als_json:
        voor = {"tekst": waarden.pop("tekst_voor", ""), "sjabloonversie": "", "antwoordsjabloon": ""}
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden | voor))
    waarden.pop("tekst_voor", None)
    try:
        versie_id, tekst = _filled(request, partij_id, vraag_id, waarden)
    except Invalid as problem:
        if als_json:
            return JsonResponse({"fout": problem.reason}, status=422)
        fouten = {problem.field: problem.reason}
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, fouten, status=422))
    if als_json:
        return JsonResponse({"tekst": tekst, "versie": str(versie_id)})
    had = waarden.get("tekst", "")
    erbij = {"tekst": put_in(had, tekst), "tekst_voor": had, "sjabloonversie": str(versie_id)}
    return show(request, partij_id, vraag_id, Invoer("antwoord", waarden | erbij))


def _filled(request: Any, partij_id: UUID, vraag_id: UUID, waarden: dict[str, str]) -> tuple[UUID, str]:
    """The version and its text for this customer. Raises Invalid."""
    try:
        versie_id = UUID(waarden.get("antwoordsjabloon", ""))
    except ValueError:
        raise Invalid("antwoordsjabloon", "Kies eerst een sjabloon.") from None
    ctx, over = context(request, partij_id, vraag_id), channel(waarden.get("kanaal", ""))
    tekst = queries.fill_antwoordsjabloon(ctx, partij_id, vraag_id, versie_id, over, request.medewerker)
    return versie_id, tekst


def put_in(had: str, tekst: str) -> str:
    """What was there with the text in the empty place between greeting and closing, else after it."""
    if _LEEG in had:
        return had.replace(_LEEG, f"\n\n{tekst}\n\n", 1)
    return f"{had.rstrip()}\n\n{tekst}" if had.strip() else tekst
