"""Who was it? Only two people of different roles together find out, with a reason, and that is logged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from geholpen.domain.doelbinding.commands import ask_onthulling, decide_onthulling
from geholpen.domain.doelbinding.queries import onthul, onthullingen
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.beheer.schil import afdelingsnamen, alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing

BRONNEN = {
    "weigering": gettext_lazy("Een geweigerde poging"),
    "veel_inzage": gettext_lazy("Zeer veel inzage"),
    "losse_inzage": gettext_lazy("Losse inzage"),
}
ROLLEN = {"teamleider": gettext_lazy("de teamleider"), "fg": gettext_lazy("de functionaris gegevensbescherming")}


@alleen_beheer("onthullingen")
def lijst(request: Any) -> HttpResponse:
    """Every request, what waits first; sent with an id, it shows who it was."""
    wie = ""
    if request.method == "POST":
        found = onthul(request.context, _id(request.POST.get("onthulling", "")))
        wie = namen().get(found, "") if found else ""
    gegevens = {"wie": wie, "gevraagd": request.method == "POST", **_lijst(request)}
    return pagina(request, "onthullingen/lijst.html", gegevens, actief="onthullingen")


def _lijst(request: Any) -> dict[str, Any]:
    regels = onthullingen(request.context)
    return {"regels": regels, "bronnen": BRONNEN, "rollen": ROLLEN, "afdelingen": afdelingsnamen()}


@alleen_beheer("onthullingen")
def vragen(request: Any, bron: str, bron_id: UUID) -> HttpResponse:
    """The form: why one must know."""
    if bron not in BRONNEN:
        raise Http404
    reden, fouten = request.POST.get("reden", ""), {}
    if request.method == "POST":
        try:
            ask_onthulling(request.context, bron, bron_id, reden)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing as error:
            raise Http404 from error
        else:
            messages.success(request, _("Uw verzoek is verstuurd. Iemand met een andere rol besluit."))
            return HttpResponseRedirect(reverse("beheer:onthullingen"))
    gegevens = {"bron": BRONNEN[bron], "reden": reden, "fouten": fouten}
    return pagina(request, "onthullingen/vragen.html", gegevens, actief="onthullingen", status=422 if fouten else 200)


@alleen_beheer("onthullingen")
@require_POST
def besluiten(request: Any, onthulling_id: UUID) -> HttpResponse:
    """Agree, or not."""
    try:
        decide_onthulling(request.context, onthulling_id, akkoord=request.POST.get("akkoord") == "ja")
    except Missing as error:
        raise Http404 from error
    messages.success(request, _("Uw besluit is vastgelegd."))
    return HttpResponseRedirect(reverse("beheer:onthullingen"))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
