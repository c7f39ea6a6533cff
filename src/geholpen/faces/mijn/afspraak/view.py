"""An appointment in four steps, a page each: what for, where, which day, what time. Ids in addresses only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.balie.commands import Aanvraag, book_afspraak, cancel_afspraak, move_afspraak
from geholpen.domain.balie.queries import (
    AfspraakRegel,
    afspraaksoorten,
    afspraken_van,
    kalenderbestand,
    locaties,
)
from geholpen.faces.afspraakkeuze import STAND, key, known, meant, moment, silent, since, skipped, step, warned, when
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.errors import Invalid, Unavailable
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum_tijd


@require_GET
@alleen_klant
def lijst(request: HttpRequest) -> HttpResponse:
    """Appointments of this customer, those to come first."""
    ctx, partij_id = ik(request)
    rijen = [_row(a) for a in afspraken_van(ctx, partij_id)]
    gegevens = {"komt": [r for r in rijen if r["regel"].staat], "was": [r for r in rijen if not r["regel"].staat][:20]}
    return pagina(request, "afspraak/lijst.html", gegevens, actief="afspraken")


def _row(a: AfspraakRegel) -> dict[str, Any]:
    wat = {s.code: s for s in afspraaksoorten()}.get(a.soort_code)
    waar = {p.code: p for p in locaties()}.get(a.locatie_code)
    stand, soort = STAND.get(a.stand, (a.stand, "neutraal"))
    return {
        "regel": a,
        "wat": vertaald(wat.naam) if wat else a.soort_code,
        "meenemen": vertaald(wat.meenemen) if wat else "",
        "waar": f"{waar.naam}, {waar.adres}" if waar and not a.video_url else "",
        "eigen": bool(waar and waar.agenda == "eigen"),
        "stand": stand,
        "soort": soort,
    }


@require_http_methods(["GET", "POST"])
@alleen_klant
def nieuw(request: HttpRequest) -> HttpResponse:
    """The next step; the last one is a POST that makes it."""
    ctx, partij_id = ik(request)
    fout, weer = skipped(request), {"gekozen": "", "toch": ""}
    if request.method == "POST":
        try:
            soort, plek = known(request, "soort"), known(request, "plek")
            aanvraag = Aanvraag(soort, plek, moment(request), id=key(request), ook_dubbel=meant(request))
            gemaakt = book_afspraak(ctx, partij_id, aanvraag)
        except Invalid as invalid:
            fout, weer = invalid.reason, warned(request, invalid)
        except Unavailable:
            fout = silent(plek)
        else:
            messages.success(request, _made(plek) % {"wanneer": datum_tijd(aanvraag.begin)})
            return _list(gemaakt)
    gegevens = {**weer, "fout": fout, **step(request)}
    return pagina(request, "afspraak/nieuw.html", gegevens, actief="afspraken", status=422 if gegevens["fout"] else 200)


def _list(afspraak_id: UUID) -> HttpResponse:
    """The list, at this appointment."""
    return HttpResponseRedirect(f"{reverse('mijn:afspraken')}#afspraak_{afspraak_id}")


def _made(plek: str) -> str:
    """What is true at once: the agenda of another system is asked first."""
    if any(p.code == plek and p.agenda != "eigen" for p in locaties()):
        return _("Wij vragen deze tijd voor u aan: %(wanneer)s. U hoort zo van ons of het lukt.")
    return _("Uw afspraak staat: %(wanneer)s.")


@require_http_methods(["GET", "POST"])
@alleen_klant
def verzetten(request: HttpRequest, afspraak_id: UUID) -> HttpResponse:
    """Another moment for an appointment that stands."""
    ctx, partij_id = ik(request)
    a = _mine(request, afspraak_id)
    fout, weer = "", {"gekozen": "", "toch": ""}
    if request.method == "POST":
        try:
            move_afspraak(ctx, partij_id, afspraak_id, moment(request), ook_dubbel=meant(request))
        except Invalid as invalid:
            fout, weer = invalid.reason, warned(request, invalid)
        else:
            naar = {"wanneer": datum_tijd(moment(request))}
            messages.success(request, _("Uw afspraak is verzet naar %(wanneer)s.") % naar)
            return _list(afspraak_id)
    rij = _row(a)
    gegevens = {
        **weer,
        "fout": fout,
        "soort": a.soort_code,
        "plek": a.locatie_code,
        "verzet": a,
        "wat": rij["wat"],
        "meenemen": "",
    }
    gegevens |= when(a.soort_code, a.locatie_code, known(request, "dag"), since(request))
    return pagina(request, "afspraak/nieuw.html", gegevens, actief="afspraken", status=422 if fout else 200)


@require_http_methods(["GET", "POST"])
@alleen_klant
def afzeggen(request: HttpRequest, afspraak_id: UUID) -> HttpResponse:
    """Ask whether they are sure; a POST cancels it."""
    ctx, partij_id = ik(request)
    a = _mine(request, afspraak_id)
    if request.method == "POST":
        cancel_afspraak(ctx, partij_id, afspraak_id)
        messages.success(request, _("Uw afspraak is afgezegd. De tijd is weer vrij voor iemand anders."))
        return HttpResponseRedirect(reverse("mijn:afspraken"))
    return pagina(request, "afspraak/afzeggen.html", _row(a), actief="afspraken")


@require_GET
@alleen_klant
def agenda(request: HttpRequest, afspraak_id: UUID) -> HttpResponse:
    """The calendar entry of one appointment."""
    ctx, partij_id = ik(request)
    found = kalenderbestand(ctx, partij_id, afspraak_id)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response


def _mine(request: HttpRequest, afspraak_id: UUID) -> AfspraakRegel:
    """An appointment that still has to come. Raises Http404."""
    ctx, partij_id = ik(request)
    for a in afspraken_van(ctx, partij_id):
        if a.id == afspraak_id and a.staat:
            return a
    raise Http404
