"""An employee is asked why they looked, and says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.commands import answer_losse_inzage
from geholpen.domain.doelbinding.queries import gevraagde_inzage
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import pagina
from geholpen.platform.errors import Invalid, Missing


@alleen_medewerker
def view(request: Any) -> HttpResponse:
    """The questions, oldest first; sent, one is answered."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            answer_losse_inzage(request.context, _id(request.POST.get("inzage", "")), request.POST.get("antwoord", ""))
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing as error:
            raise Http404 from error
        else:
            messages.success(request, _("Dank u. Uw antwoord is vastgelegd."))
            return HttpResponseRedirect(reverse("werkplek:uitleg"))
    vragen = gevraagde_inzage(request.context.actor.person)
    gegevens = {"vraag": vragen[0] if vragen else None, "meer": len(vragen) - 1, "fouten": fouten}
    gegevens["antwoord"] = request.POST.get("antwoord", "")
    return pagina(request, "uitleg/page.html", gegevens, actief="", status=422 if fouten else 200)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
