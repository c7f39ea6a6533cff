"""Checks of who a customer is that did not work: for the team lead, and the alarms for the privacy officer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geholpen.domain.klantcontacten.commands import settle_controlemelding
from geholpen.domain.klantcontacten.queries import alarmen, controlemeldingen
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.beheer.schil import alleen_beheer, pagina

TEAMLEIDER = frozenset({"teamleider"})


@alleen_beheer("controles")
@require_GET
def view(request: Any) -> HttpResponse:
    """Newest first. Nothing about the customer: whoever asked the questions can tell."""
    leidt = bool(request.medewerker.rollen & TEAMLEIDER)
    regels = controlemeldingen(request.context) if leidt else alarmen(request.context)
    gegevens = {"regels": regels, "wie": namen(), "mag_afvinken": leidt}
    return pagina(request, "controles/page.html", gegevens, actief="controles")


@alleen_beheer("controles", TEAMLEIDER)
@require_POST
def gezien(request: Any, melding_id: UUID) -> HttpResponse:
    """Somebody looked into it."""
    settle_controlemelding(request.context, melding_id)
    messages.success(request, _("U heeft de melding afgevinkt."))
    return HttpResponseRedirect(reverse("beheer:controles"))
