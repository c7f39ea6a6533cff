"""Looks in a conversation of which nothing was recorded: all of them are looked at, whoever looked can be asked why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.commands import ask_losse_inzage, judge_losse_inzage
from geholpen.domain.doelbinding.queries import gezien_bij, losse_inzage, losse_inzagen
from geholpen.faces.beheer.schil import afdelingsnamen, alleen_beheer, pagina
from geholpen.faces.soortnamen import soortnaam
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald


@alleen_beheer("losse_inzage")
def lijst(request: Any) -> HttpResponse:
    """All of them, what waits for a verdict first."""
    gegevens = {"regels": losse_inzagen(request.context), "afdelingen": afdelingsnamen()}
    return pagina(request, "losse_inzage/lijst.html", gegevens, actief="losse_inzage")


@alleen_beheer("losse_inzage")
def view(request: Any, inzage_id: UUID) -> HttpResponse:
    """One of them: ask why, or give a verdict."""
    waarden = {veld: request.POST.get(veld, "") for veld in ("uitkomst", "bevinding")}
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _do(request, inzage_id, waarden)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing:
            messages.warning(request, _("Uw oordeel of vraag is niet vastgelegd: hierover is al geoordeeld."))
            return HttpResponseRedirect(reverse("beheer:losse_inzage"))
    try:
        regel = losse_inzage(request.context, inzage_id)
    except Missing as error:
        raise Http404 from error
    gezien = [
        (vertaald(g.naam), ", ".join(map(soortnaam, g.soorten)), g.keer) for g in gezien_bij(request.context, inzage_id)
    ]
    gegevens = {"gezien": gezien, "r": regel, "afdelingen": afdelingsnamen(), "waarden": waarden, "fouten": fouten}
    return pagina(request, "losse_inzage/page.html", gegevens, actief="losse_inzage", status=422 if fouten else 200)


def _do(request: Any, inzage_id: UUID, waarden: dict[str, str]) -> HttpResponse:
    if request.POST.get("actie") == "vragen":
        ask_losse_inzage(request.context, inzage_id)
        messages.success(request, _("De vraag staat nu op het scherm van wie keek. U hoeft niet te weten wie dat is."))
        return HttpResponseRedirect(reverse("beheer:losse_inzage_bekijken", args=[inzage_id]))
    judge_losse_inzage(request.context, inzage_id, **waarden)
    messages.success(request, _("Uw oordeel is vastgelegd. De klant kan het nu lezen."))
    return HttpResponseRedirect(reverse("beheer:losse_inzage"))
