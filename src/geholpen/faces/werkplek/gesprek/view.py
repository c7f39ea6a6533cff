"""Somebody calls or stands at the counter: begin, find out who it is, stop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantcontacten.queries import GesprekRegel, lopende_gesprekken
from geholpen.domain.partijen.commands import register_beller
from geholpen.domain.partijen.queries import Zoekresultaat, Zoekvraag, find_personen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import pagina
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.ui.geboortedatum import read_geboortedatum

VELDEN = ("achternaam", "geboortedatum", "postcode", "huisnummer", "bsn", "telefoon", "email", "kvk")


def lopend(request: Any, gesprek_id: UUID) -> GesprekRegel:
    """The conversation of this employee. Raises Http404 when it is over or somebody else's."""
    for gesprek in lopende_gesprekken(request.context):
        if gesprek.id == gesprek_id:
            return gesprek
    raise Http404


@alleen_medewerker
def begin(request: Any) -> HttpResponse:
    """Begin a conversation (POST), or see which ones are still going on."""
    if request.method != "POST":
        return pagina(
            request, "gesprek/begin.html", {"gesprekken": lopende_gesprekken(request.context)}, actief="gesprek"
        )
    gesprek_id = commands.start_gesprek(request.context, request.POST.get("kanaal", ""))
    return HttpResponseRedirect(reverse("werkplek:gesprek_zoek", args=[gesprek_id]))


@alleen_medewerker
def zoek(request: Any, gesprek_id: UUID) -> HttpResponse:
    """Search a customer. What is typed travels in the body, never in an address."""
    gesprek = lopend(request, gesprek_id)
    if request.method != "POST":
        return _zoekpagina(request, gesprek, {}, {})
    waarden = {veld: request.POST.get(veld, "").strip() for veld in VELDEN}
    try:
        geboren = read_geboortedatum(waarden["geboortedatum"], timezone.localdate())
        found = find_personen(request.context, Zoekvraag(**{**waarden, "geboortedatum": geboren}))
    except Invalid as problem:
        return _zoekpagina(request, gesprek, waarden, {problem.field: problem.reason}, status=422)
    return _zoekpagina(request, gesprek, waarden, {}, found)


def _zoekpagina(
    request: Any,
    gesprek: GesprekRegel,
    waarden: dict[str, str],
    fouten: dict[str, str],
    found: Zoekresultaat | None = None,
    status: int = 200,
) -> HttpResponse:
    gegevens = {
        "gesprek": gesprek,
        "waarden": dict.fromkeys((*VELDEN, "naam"), "") | waarden,
        "fouten": fouten,
        "gevonden": found,
    }
    return pagina(request, "gesprek/zoek.html", gegevens, actief="gesprek", status=status)


@alleen_medewerker
@require_POST
def stop(request: Any, gesprek_id: UUID) -> HttpResponse:
    """End a conversation in which nothing has to be recorded: wrong number, hung up."""
    commands.end_gesprek(request.context, gesprek_id)
    messages.success(request, _("Het gesprek is gestopt. Er is niets vastgelegd."))
    return HttpResponseRedirect(reverse("werkplek:postvak"))


@alleen_medewerker
@require_POST
def onbekend(request: Any, gesprek_id: UUID) -> HttpResponse:
    """Somebody who is not found: write down name and number, and go on with the conversation."""
    gesprek = lopend(request, gesprek_id)
    waarden = {"naam": request.POST.get("naam", "").strip(), "telefoon": request.POST.get("telefoon", "").strip()}
    partij_id = uuid7()
    ctx = request.context.voor(Aanleiding("gesprek", partij_id, gesprek_id))
    try:
        register_beller(ctx, partij_id, waarden["naam"], waarden["telefoon"])
    except Invalid as problem:
        return _zoekpagina(request, gesprek, waarden, {f"nieuw_{problem.field}": problem.reason}, status=422)
    return HttpResponseRedirect(reverse("werkplek:gesprek_klant", args=[gesprek_id, partij_id]))
