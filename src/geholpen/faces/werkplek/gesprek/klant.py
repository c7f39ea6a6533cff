"""The conversation with one customer: who it is, what runs, and what was asked now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geholpen.domain.doelbinding.queries import doel_van, mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.commands import Controle, Uitslag, record_gesprek, try_controle
from geholpen.domain.klantcontacten.queries import GesprekRegel, VraagRegel, stand_van, vragen_van
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.bewaard import give_back
from geholpen.faces.werkplek.deel.controle import VELDEN, advice, gesteld, read_controle, without_answers
from geholpen.faces.werkplek.deel.klantbeeld import STAP, Beeld, beeld
from geholpen.faces.werkplek.gesprek.formulier import Ingevuld, field_of, read, verslag
from geholpen.faces.werkplek.gesprek.view import lopend
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.bladzij import belofte_keuzes, grouped
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.taal import vertaald

#: This many closed questions can be taken up again.
MAX_DICHT = 5


@alleen_medewerker
def view(request: Any, gesprek_id: UUID, partij_id: UUID) -> HttpResponse:
    """Show the form, add a row to it, or record everything and end the conversation."""
    try:
        gesprek = lopend(request, gesprek_id)
    except Http404:
        return _over(request)
    if request.method != "POST":
        return _show(request, gesprek, partij_id, Ingevuld({}, 1, {}))
    if request.POST.get("actie") in ("rij", "rij_weg"):
        extra = 1 if request.POST["actie"] == "rij" else -1
        return _show(request, gesprek, partij_id, read(request.POST, extra=extra))
    if request.POST.get("actie") == "controle":
        return _controleer(request, gesprek, partij_id)
    return _record(request, gesprek, partij_id)


def _controleer(request: Any, gesprek: GesprekRegel, partij_id: UUID) -> HttpResponse:
    """Say whether the answers are right, while the customer is there. What was compared leaves the form."""
    fouten, uitslag = _attempt(request, gesprek, partij_id)
    post = request.POST if fouten else without_answers(request.POST.dict())
    return _show(request, gesprek, partij_id, read(post, fouten), status=422 if fouten else 200, uitslag=uitslag)


def _attempt(request: Any, gesprek: GesprekRegel, partij_id: UUID) -> tuple[dict[str, str], Uitslag | None]:
    """(what is wrong with the form, how the attempt ended)"""
    ctx = request.context.voor(Aanleiding("gesprek", partij_id, gesprek.id))
    try:
        return {}, try_controle(ctx, partij_id, gesprek.id, read_controle(request.POST) or Controle())
    except Invalid as problem:
        return {problem.field: problem.reason}, None
    except Refused as problem:
        if problem.code != "TE_VAAK_FOUT":
            raise
        return {"controle": problem.reason}, None


def _over(request: Any) -> HttpResponse:
    """The conversation ended meanwhile (sent twice, or hours ago): what was typed is given back, not thrown away."""
    titel, reden = _("Dit gesprek is al afgerond"), _("Als een gesprek voorbij is, ziet u de gegevens niet meer.")
    return give_back(request, titel, reden, actief="gesprek", status=409)


def _record(request: Any, gesprek: GesprekRegel, partij_id: UUID) -> HttpResponse:
    ctx = request.context.voor(Aanleiding("gesprek", partij_id, gesprek.id))
    if any(request.POST.get(veld) for veld in VELDEN):  # answers that nobody compared yet
        fouten, _uitslag = _attempt(request, gesprek, partij_id)
        if fouten:
            return _show(request, gesprek, partij_id, read(request.POST, fouten), status=422)
    try:
        ids = record_gesprek(ctx, partij_id, gesprek.id, verslag(read(request.POST), "onbekend" in request.POST))
    except Invalid as problem:
        ingevuld = read(request.POST, {field_of(problem): problem.reason})
        return _show(request, gesprek, partij_id, ingevuld, status=422)
    n = len(ids)
    zin = ngettext("Het gesprek is vastgelegd: %(n)s vraag.", "Het gesprek is vastgelegd: %(n)s vragen.", n) % {"n": n}
    messages.success(request, zin)
    if request.POST.get("actie") == "verder":
        return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, ids[0]]))
    return HttpResponseRedirect(reverse("werkplek:postvak"))


def _show(
    request: Any,
    gesprek: GesprekRegel,
    partij_id: UUID,
    ingevuld: Ingevuld,
    status: int = 200,
    uitslag: Uitslag | None = None,
) -> HttpResponse:
    reden = Aanleiding("gesprek", partij_id, gesprek.id)
    ctx, doel, stand = request.context.voor(reden), doel_van(reden), stand_van(partij_id, gesprek.id)
    pane = beeld(ctx, partij_id, STAP, None, "verified" if stand.zeker else "asserted", doel)
    alle = vragen_van(ctx, partij_id) if stand.zeker else []
    vragen, dicht = [v for v in alle if v.open], [v for v in alle if not v.open][:MAX_DICHT]
    gegevens = {
        "gesprek": gesprek,
        "partij_id": partij_id,
        "beeld": pane,
        "meer_url": "",
        "nood_vragen_url": reverse("werkplek:noodtoegang_vragen", args=[partij_id])
        if mag_werken(ctx.actor, "noodtoegang")
        else "",
        "onbekend": pane.klant.soort_partij == "onbekend",
        "stand": stand,
        "gesteld": gesteld(stand),
        "uitslag": advice(uitslag) if uitslag else "",
        "vragen": [_vraag(v) for v in vragen],
        "waarover": _waarover(vragen, dicht),
        "namens": _namens(pane),
        "invoer": ingevuld,
        **belofte_keuzes(pane, request.medewerker.afdeling_code),
    }
    return pagina(request, "gesprek/klant.html", gegevens, actief="gesprek", doel=doel, status=status)


def _vraag(v: VraagRegel) -> dict[str, Any]:
    naam = {o.code: vertaald(o.naam) for o in onderwerpen()}
    url = reverse("werkplek:vraag", args=[v.partij_id, v.klantvraag_id])
    return {"regel": v, "onderwerp": naam.get(v.onderwerp_code, v.onderwerp_code), "url": url}


def _waarover(lopend_: list[VraagRegel], dicht: list[VraagRegel]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for one row: the questions that run, closed ones to take up again, and every subject for a new one."""
    naam = {o.code: vertaald(o.naam) for o in onderwerpen()}
    groepen = [
        (kop, [(f"vraag:{v.klantvraag_id}", f"{naam.get(v.onderwerp_code, '')} ({v.kenmerk})") for v in vragen])
        for kop, vragen in ((_("Loopt al"), lopend_), (_("Al afgesloten, weer openen"), dicht))
        if vragen
    ]
    nieuw = [
        (f"{_('Nieuwe vraag')}: {d}", [(f"nieuw:{c}", n) for c, n in lijst]) for d, lijst in grouped(onderwerpen())
    ]
    return [*groepen, *nieuw, (_("Nieuwe vraag"), [("nieuw:onbekend", _("Onderwerp nog niet bekend"))])]


def _namens(pane: Beeld) -> list[tuple[str, str]]:
    """For whom this customer may speak."""
    return [(str(m.partij_id), m.naam) for m in pane.machtigingen if m.vertegenwoordigt]
