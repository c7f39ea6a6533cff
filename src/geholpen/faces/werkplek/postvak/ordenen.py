"""Look something up in the inbox, keep a view, remove one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.klantcontacten.commands import delete_weergave, save_weergave
from geholpen.domain.klantcontacten.queries import Werkkeuze, read_kenmerk, zoek_kenmerk
from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.postvak import keuze as gekozen_door
from geholpen.faces.werkplek.postvak.lijst import found, inbox
from geholpen.faces.werkplek.schil import mag_bellen, pagina
from geholpen.platform.errors import Invalid


@alleen_medewerker
@require_POST
def zoek(request: Any) -> HttpResponse:
    """Only from a form body: what is typed belongs in no address of a page. Shows rows of the own inbox only."""
    try:
        keuze = _looked_for(request.context, request.POST.get("q", "").strip())
    except Invalid as problem:
        return _refused(request, {"zoek": problem.reason})
    bellen = mag_bellen(request.context)
    gegevens = {"postvak": found(request, keuze), "bellen": bellen, "paneel": "postvak"}
    return pagina(request, "postvak/page.html", gegevens, actief="postvak")


def _refused(request: Any, fouten: dict[str, str]) -> HttpResponse:
    """The inbox as it was, with what is wrong at its field and what was typed still in it."""
    gegevens = {"postvak": inbox(request), "bellen": mag_bellen(request.context), "paneel": "postvak"}
    gegevens |= {"werkfouten": fouten, "getypt": request.POST.dict()}
    return pagina(request, "postvak/page.html", gegevens, actief="postvak", status=422)


def _looked_for(ctx: Any, term: str) -> Werkkeuze:
    """The search as keys: a reference, a mail address or a telephone number. Raises Invalid for anything else."""
    if kenmerk := read_kenmerk(term):
        hit = zoek_kenmerk(ctx, kenmerk)
        return replace(Werkkeuze(), vraag=hit[1] if hit else UUID(int=0))
    if "@" in term:
        vraag = Zoekvraag(email=term)
    elif len(re.sub(r"\D", "", term)) >= 9 and re.fullmatch(r"[+\d\s().-]+", term):
        vraag = Zoekvraag(telefoon=term)
    else:
        raise Invalid("q", _("Zoek in uw postvak op een kenmerk, een heel mailadres of een heel telefoonnummer."))
    hits = find_personen(ctx, vraag).hits
    return replace(Werkkeuze(), partijen=tuple(h.partij_id for h in hits))


@alleen_medewerker
@require_POST
def weergave_bewaren(request: Any) -> HttpResponse:
    """Keep what is looked at under a name."""
    toon, keuze = gekozen_door.read(request.GET)
    try:
        save_weergave(request.context, request.POST.get("naam", ""), keuze, delen=bool(request.POST.get("delen")))
    except Invalid as problem:
        return _refused(request, {"weergave": problem.reason})
    messages.success(request, _("De weergave is bewaard. U vindt hem bij Weergave."))
    return HttpResponseRedirect(gekozen_door.adres(toon, keuze))


@alleen_medewerker
@require_POST
def weergave_weg(request: Any, weergave_id: UUID) -> HttpResponse:
    """Remove a view of one's own."""
    delete_weergave(request.context, weergave_id)
    messages.success(request, _("De weergave is verwijderd."))
    return HttpResponseRedirect(reverse("werkplek:postvak"))
