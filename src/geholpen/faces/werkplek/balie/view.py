"""Reception and the counter on one page: today's appointments, tickets, call the next one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geholpen.domain.balie import commands
from geholpen.domain.balie.queries import (
    AfspraakRegel,
    WachtRegel,
    afspraaksoorten,
    afspraken_op,
    locaties,
    mijn_bezoekers,
    onzekere_afspraken,
    wachtrij,
)
from geholpen.faces.afspraakbericht import told
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import pagina
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald

#: Where a session keeps at which place and counter this employee sits.
_PLEK = "balie_plek"
#: How other agendas are called.
AGENDA = {"jcc": "JCC", "qmatic": "Qmatic"}


@alleen_medewerker
@require_GET
def view(request: Any) -> HttpResponse:
    """The counter of today."""
    plek, loket = _where(request)
    wat = {s.code: vertaald(s.naam) for s in afspraaksoorten()}
    ctx = request.context
    gegevens = {
        "plekken": [(p.code, p.naam) for p in locaties()],
        "plek": plek,
        "loket": loket,
        "soorten": [(s.code, wat[s.code]) for s in afspraaksoorten() if not s.video],  # nobody stands here for a call
        "afspraken": [_appointment(a, wat) for a in afspraken_op(ctx, plek, timezone.localdate())] if plek else [],
        "onzeker": [_unsure(a, wat) for a in onzekere_afspraken(ctx)],
        "wachten": [_ticket(v, wat) for v in wachtrij(ctx, plek)] if plek else [],
        "mijn": [_ticket(v, wat) for v in mijn_bezoekers(ctx)],
        "scherm_url": reverse("scherm", args=[plek]) if plek else "",
    }
    return pagina(request, "balie/page.html", gegevens, actief="balie")


def _where(request: Any) -> tuple[str, str]:
    """(place, counter) where this employee sits; the first place when nothing was chosen yet."""
    kept = request.session.get(_PLEK) or ["", ""]
    codes = [p.code for p in locaties()]
    plek = kept[0] if kept[0] in codes else next(iter(codes), "")
    return plek, kept[1]


def _appointment(a: AfspraakRegel, wat: dict[str, str]) -> dict[str, Any]:
    return {
        "regel": a,
        "wat": wat.get(a.soort_code, a.soort_code),
        "komt": a.stand in ("gevraagd", "onbekend", "bevestigd"),
        "laat": a.begin < timezone.now(),
    }


def _unsure(a: AfspraakRegel, wat: dict[str, str]) -> dict[str, Any]:
    waar = next((p.naam for p in locaties() if p.code == a.locatie_code), a.locatie_code)
    return {**_appointment(a, wat), "waar": waar, "agenda": AGENDA.get(a.agenda, a.agenda)}


def _ticket(v: WachtRegel, wat: dict[str, str]) -> dict[str, Any]:
    """A ticket; who it is only shows in the conversation itself."""
    url = ""
    if v.gesprek_id and v.partij_id:
        url = reverse("werkplek:gesprek_klant", args=[v.gesprek_id, v.partij_id])
    elif v.gesprek_id:
        url = reverse("werkplek:gesprek_zoek", args=[v.gesprek_id])
    return {"regel": v, "wat": wat.get(v.soort_code, ""), "url": url}


@alleen_medewerker
@require_POST
def doen(request: Any, actie: str) -> HttpResponse:
    """One thing at the counter; back to the page, or into the conversation of whoever was called."""
    plek, loket = _where(request)
    try:
        return _act(request, actie, plek, loket)
    except Invalid as problem:
        messages.error(request, problem.reason)
    return HttpResponseRedirect(reverse("werkplek:balie"))


def _act(request: Any, actie: str, plek: str, loket: str) -> HttpResponse:
    ctx, post = request.context, request.POST
    match actie:
        case "plek":
            request.session[_PLEK] = [post.get("plek", "")[:40], post.get("loket", "").strip()[:20]]
        case "volgnummer":
            code = commands.draw_volgnummer(ctx, plek, post.get("soort", ""))
            messages.success(request, _("Geef de bezoeker nummer %(code)s.") % {"code": code})
        case "aanmelden":
            partij_id = _id(post.get("partij"))
            code = commands.check_in(ctx.over({partij_id}), partij_id, _id(post.get("afspraak")))
            messages.success(request, _("Aangemeld. Geef de bezoeker nummer %(code)s.") % {"code": code})
        case "niet_gekomen":
            partij_id = _id(post.get("partij"))
            commands.miss_afspraak(ctx.over({partij_id}), partij_id, _id(post.get("afspraak")))
        case "nakijken":
            partij_id = _id(post.get("partij"))
            id = _id(post.get("afspraak"))
            velden = (post.get(f"notitie_{id}", ""), post.get(f"extern_{id}", ""))
            gezien = commands.Nagekeken(post.get("staat") == "ja", *velden)
            commands.settle_onzeker(ctx.over({partij_id}), partij_id, id, gezien)
            messages.success(request, _("Het is opgeschreven. %(bericht)s") % {"bericht": told(partij_id)})
        case "roep":
            gekozen = _id(post.get("volgnummer")) if post.get("volgnummer") else None
            return _called(request, commands.call_next(ctx, plek, loket, gekozen))
        case "weg":
            commands.miss_volgnummer(ctx, _id(post.get("volgnummer")))
        case _:
            raise Http404
    return HttpResponseRedirect(reverse("werkplek:balie"))


def _called(request: Any, volgnummer_id: UUID | None) -> HttpResponse:
    """Into the conversation of whoever was called."""
    if volgnummer_id is None:
        messages.success(request, _("Er wacht nu niemand die aan de beurt is."))
        return HttpResponseRedirect(reverse("werkplek:balie"))
    found = next(v for v in mijn_bezoekers(request.context) if v.id == volgnummer_id)
    messages.success(request, _("Nummer %(code)s is geroepen.") % {"code": found.code})
    return HttpResponseRedirect(_ticket(found, {})["url"])


def _id(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise Http404 from None


@alleen_medewerker
@require_GET
def bezoekers(request: Any) -> HttpResponse:
    """What another queue system brought to this counter, as a part of any page of the desk."""
    wat = {s.code: vertaald(s.naam) for s in afspraaksoorten()}
    rijen = [_ticket(v, wat) for v in mijn_bezoekers(request.context)]
    return render(request, "werkplek/balie/paneel.html", {"bezoekers": rijen})
