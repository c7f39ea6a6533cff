"""Set up one way in and out: its fields as the channel asks them, a live test, on and off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.berichten import commands, queries
from geholpen.domain.berichten.ports import Gezondheid, Instelbaar, Webkanaal, kanaal, kanalen
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing

BEHEERDER = frozenset({"functioneel_beheerder"})


@alleen_beheer("kanalen", BEHEERDER)
def nieuw(request: Any, code: str) -> HttpResponse:
    """Make an account of a channel."""
    plug = _plug(code)
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            id = commands.save_kanaalaccount(request.context, code, request.POST.dict())
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            messages.success(request, _("Het kanaal is ingesteld. Probeer nu of het werkt."))
            return HttpResponseRedirect(reverse("beheer:kanaalaccount", args=[id]))
    gegevens = {"account": None, "waarden": request.POST, "uitslag": None, **_form(code, plug, fouten)}
    return pagina(request, "kanalen/account.html", gegevens, actief="kanalen", status=422 if fouten else 200)


@alleen_beheer("kanalen", BEHEERDER)
def view(request: Any, account_id: UUID) -> HttpResponse:
    """One account: change it, try it, switch it on or off."""
    regel = next((a for a in queries.kanaalaccounts() if a.id == account_id), None)
    if regel is None:
        raise Http404
    plug, fouten, uitslag = _plug(regel.kanaal), {}, None
    if request.method == "POST":
        match request.POST.get("actie", ""):
            case "proberen":
                uitslag = _probe(plug, account_id)
            case "aan" | "uit" as actie:
                return _switch(request, account_id, actief=actie == "aan")
            case _:
                try:
                    commands.save_kanaalaccount(request.context, regel.kanaal, request.POST.dict(), account_id)
                except Invalid as problem:
                    fouten = {problem.field: problem.reason}
                else:
                    messages.success(request, _("De instellingen zijn bewaard. Probeer of het werkt."))
                    return HttpResponseRedirect(reverse("beheer:kanaalaccount", args=[account_id]))
    bewaard = {"naam": regel.naam, "adres": regel.adres, "afdeling_code": regel.afdeling_code, **regel.instellingen}
    gegevens = {
        "account": regel,
        "waarden": request.POST if fouten else bewaard,
        "uitslag": uitslag,
        "roep": _callback(plug, regel.kanaal, account_id),
        **_form(regel.kanaal, plug, fouten),
    }
    return pagina(request, "kanalen/account.html", gegevens, actief="kanalen", status=422 if fouten else 200)


def _plug(code: str) -> Instelbaar:
    plug = kanaal(code) if code in kanalen() else None
    if not isinstance(plug, Instelbaar):
        raise Http404
    return plug


def _form(code: str, plug: Instelbaar, fouten: dict[str, str]) -> dict[str, Any]:
    return {"code": code, "plug": plug, "velden": plug.velden, "fouten": fouten, "afdelingen": afdelingen().items()}


def _probe(plug: Instelbaar, account_id: UUID) -> Gezondheid:
    """Ask the other side, outside any door: no data of a customer is in it."""
    account = queries.kanaalaccount(account_id)
    if account is None:
        raise Http404
    return plug.probe(account)


def _switch(request: Any, account_id: UUID, *, actief: bool) -> HttpResponse:
    try:
        commands.switch_kanaalaccount(request.context, account_id, actief)
    except Missing as gone:
        raise Http404 from gone
    aan, uit = _("Het kanaal staat aan."), _("Het kanaal staat uit. Wat nog moest worden verstuurd, blijft wachten.")
    messages.success(request, aan if actief else uit)
    return HttpResponseRedirect(reverse("beheer:kanaalaccount", args=[account_id]))


def _callback(plug: Instelbaar, code: str, account_id: UUID) -> str:
    """The address to give to the provider; "" when the channel is not called."""
    if not isinstance(plug, Webkanaal):
        return ""
    return settings.ADRES + reverse("kanaal:roep", args=[code, account_id])
