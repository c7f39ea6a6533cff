"""The pop of a call beside the work, and calling somebody from a promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import end_gesprek, start_gesprek
from geholpen.domain.klantcontacten.queries import has_gesprek, lopende_gesprekken, regel_van, taken_van
from geholpen.domain.oproepen.commands import Waarover, request_oproep
from geholpen.domain.oproepen.ports import bellers
from geholpen.domain.oproepen.queries import MijnOproep, kandidaten, mijn_oproepen, toestellen_van
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald

#: Where a session keeps who may be calling: looked up, and logged, once per call. Ids and levels only.
_ONTHOUDEN = "oproep_kandidaten"
#: Levels of a number that its customer proved to have. Who is calling with it now is another question.
_BEWEZEN = ("verified", "authenticated")
_GAAT_OVER = gettext_lazy("Uw telefoon gaat zo over. Neem op, dan bellen wij de klant.")


@alleen_medewerker
@require_GET
def paneel(request: Any) -> HttpResponse:
    """What is on the line for this employee, as a part of any page of the desk; empty when there is nothing.

    No names: a number proves nobody. Who it is comes after the employee asked. On the page of the conversation itself
    (`hier`) the call stands in place of its bar; with a customer opened nobody is offered any more.
    """
    ik = request.medewerker.id
    if not has_gesprek(ik):
        request.session.pop(_ONTHOUDEN, None)
        return HttpResponse("")
    lopend = {g.id: g for g in lopende_gesprekken(request.context)}
    mijn = [o for o in mijn_oproepen(request.context) if o.richting == "in" and o.gesprek_id in lopend]
    rijen = [_rij(request, o) for o in mijn]
    return render(request, "werkplek/oproep/paneel.html", {"oproepen": rijen})


def _rij(request: Any, oproep: MijnOproep) -> dict[str, Any]:
    naam = {o.code: vertaald(o.naam) for o in onderwerpen()}
    hier, klant = request.GET.get("hier") == str(oproep.gesprek_id), request.GET.get("klant", "")
    wie = [] if hier and klant else _candidates(request, oproep)
    return {
        "oproep": oproep,
        "hier": hier,
        "klant_open": bool(hier and klant),
        "nawerk": oproep.beeindigd_op is not None,
        "keuze": naam.get(oproep.keuze, ""),
        "kandidaten": [
            {"bewezen": niveau in _BEWEZEN, "url": reverse("werkplek:gesprek_klant", args=[oproep.gesprek_id, id])}
            for id, niveau in wie
        ],
        "zoek_url": reverse("werkplek:gesprek_zoek", args=[oproep.gesprek_id]),
        "stop_url": reverse("werkplek:gesprek_stop", args=[oproep.gesprek_id]),
    }


def _candidates(request: Any, oproep: MijnOproep) -> list[tuple[str, str]]:
    """Who has this number, looked up once per call."""
    known = request.session.get(_ONTHOUDEN, {})
    key = str(oproep.id)
    if key not in known:
        found = [(str(k.partij_id), k.niveau) for k in kandidaten(request.context, oproep.nummer)]
        request.session[_ONTHOUDEN] = {key: found}
        return found
    return [(id, niveau) for id, niveau in known[key]]


@dataclass(frozen=True, slots=True)
class Weigering:
    """Why nobody is called. `toch`: the employee may say to do it all the same."""

    reden: str
    toch: bool = False


@alleen_medewerker
@require_POST
def bel_nummer(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Call a number of the customer that this question shows. From a closed one a conversation begins."""
    ctx = request.context.voor(Aanleiding("klantvraag", partij_id, vraag_id))
    nummer = _shown(request, ctx, partij_id)
    terug = _back(request, reverse("werkplek:vraag", args=[partij_id, vraag_id]))
    if regel_van(ctx, partij_id, vraag_id).open:
        return _answer(request, _ring(request, partij_id, Waarover(klantvraag_id=vraag_id), nummer), terug)
    if on_the_line := _already_calling(request):
        return _answer(request, on_the_line, terug)
    gesprek_id = start_gesprek(request.context, "telefoon")
    if weigering := _ring(request, partij_id, Waarover(gesprek_id=gesprek_id), nummer):
        end_gesprek(request.context, gesprek_id)
        return _answer(request, weigering, terug)
    messages.success(request, _GAAT_OVER)
    verder = reverse("werkplek:gesprek_klant", args=[gesprek_id, partij_id])
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": verder})
    return HttpResponseRedirect(verder)


@alleen_medewerker
@require_POST
def bel_in_gesprek(request: Any, gesprek_id: UUID, partij_id: UUID) -> HttpResponse:
    """Call a number that this conversation shows: the line broke off, or there is no question yet."""
    if gesprek_id not in {g.id for g in lopende_gesprekken(request.context)}:
        raise Http404
    ctx = request.context.voor(Aanleiding("gesprek", partij_id, gesprek_id))
    weigering = _ring(request, partij_id, Waarover(gesprek_id=gesprek_id), _shown(request, ctx, partij_id))
    return _answer(request, weigering, reverse("werkplek:gesprek_klant", args=[gesprek_id, partij_id]))


def _shown(request: Any, ctx: Context, partij_id: UUID) -> str:
    """The number that was chosen. Raises Http404 for one that the klantbeeld does not show."""
    nummer = request.POST.get("nummer", "")
    shown = klantbeeld(ctx, partij_id, 1).digitale_adressen
    if nummer not in {a.adres for a in shown if a.soort == "telefoonnummer"}:
        raise Http404
    return str(nummer)


def _ring(request: Any, partij_id: UUID, over: Waarover, nummer: str) -> Weigering | None:
    """Have it called. Returns why that was not done, or nothing."""
    if on_the_line := _already_calling(request):
        return on_the_line
    try:
        request_oproep(request.context, _account(), partij_id, over, nummer)
    except Invalid as problem:
        return Weigering(str(problem.reason))
    return None


def _already_calling(request: Any) -> Weigering | None:
    """An own call runs, as far as the exchange told. It may have missed the end: the employee has the last word."""
    nu = [] if "toch" in request.POST else [o for o in mijn_oproepen(request.context) if o.beeindigd_op is None]
    if not nu:
        return None
    if any(o.richting == "in" for o in nu):
        zin = _("U heeft nu iemand aan de telefoon. Hang eerst op. Heeft u al opgehangen? Bel dan toch.")
    else:
        zin = _("U bent nu aan het bellen. Hang eerst op. Heeft u al opgehangen? Bel dan toch.")
    return Weigering(zin, toch=True)


def _answer(request: Any, weigering: Weigering | None, terug: str) -> HttpResponse:
    """In place of the button, so that nothing that was typed is lost; without a script on the page."""
    if "HX-Request" in request.headers:
        again = {"url": request.path, "nummer": request.POST.get("nummer", ""), "terug": request.POST.get("terug", "")}
        return render(request, "werkplek/oproep/gebeld.html", {"weigering": weigering, "gelukt": _GAAT_OVER, **again})
    if weigering:
        (messages.info if weigering.toch else messages.error)(request, weigering.reden)
    else:
        messages.success(request, _GAAT_OVER)
    return HttpResponseRedirect(terug)


def _back(request: Any, anders: str) -> str:
    """The page of the desk on which the number stood."""
    terug = request.POST.get("terug", "")
    ours = terug.startswith("/werkplek/") and url_has_allowed_host_and_scheme(terug, allowed_hosts=None)
    return terug if ours else anders


def can_call(ctx: Context) -> bool:
    """Whether this employee can have a number called: there is an exchange, and an extension of theirs."""
    return any(a.actief for k in bellers() for a in kanaalaccounts(k)) and bool(toestellen_van(ctx.actor.person))


@alleen_medewerker
@require_POST
def bel(request: Any, partij_id: UUID, taak_id: UUID) -> HttpResponse:
    """Call the customer of a promise at the number that stands in it."""
    ctx = request.context.voor(Aanleiding("taak", partij_id, taak_id))
    taak = next((t for t in taken_van(ctx, partij_id) if t.taak_id == taak_id), None)
    if taak is None or not taak.telefoonnummer:
        raise Http404
    weigering = _ring(request, partij_id, Waarover(klantvraag_id=taak.klantvraag_id), taak.telefoonnummer)
    return _answer(request, weigering, reverse("werkplek:taak", args=[partij_id, taak_id]))


def _account() -> str:
    """The first exchange that can call for us. Raises Invalid when there is none."""
    for kanaal in bellers():
        for account in kanaalaccounts(kanaal):
            if account.actief:
                return str(account.id)
    raise Invalid("centrale", _("Bellen vanaf het scherm is nog niet ingesteld. Bel de klant met uw eigen telefoon."))
