"""Promises to customers: the list of the department, and keeping one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import Doel, doel_van
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantcontacten.queries import TaakRegel, gesproken_van, regel_van, taken_van
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.oproepregels import call_lines
from geholpen.faces.werkplek.deel.belofte import belofte
from geholpen.faces.werkplek.deel.klantbeeld import STAP, Beeld, beeld
from geholpen.faces.werkplek.postvak.lijst import taken
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag import beurten as tijd
from geholpen.faces.werkplek.woorden import TAAK
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald
from geholpen.platform.telefoonnummer import leesbaar

RESULTATEN = ("bereikt", "beantwoord", "niet_bereikt")


@alleen_medewerker
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Open promises of the department, due first on top."""
    rijen = [_rij(taak, request.medewerker.id) for taak in taken(request)]
    gegevens = {"mijn": [r for r in rijen if r["mij"]], "andere": [r for r in rijen if not r["mij"]]}
    return pagina(request, "taak/lijst.html", gegevens, actief="taken")


def _rij(taak: TaakRegel, ik: UUID) -> dict[str, Any]:
    """One promise with what tells it from the others: whose, about what, which question."""
    over = f"{vertaald(onderwerp(taak.onderwerp_code).naam)} ({taak.kenmerk})" if taak.kenmerk else ""
    vraag_url = reverse("werkplek:vraag", args=[taak.partij_id, taak.klantvraag_id])
    ons = belofte(taak, namen())
    return {**ons, "naam": taak.naam, "mij": taak.medewerker_id == ik, "over": over, "vraag_url": vraag_url}


@alleen_medewerker
def view(request: Any, partij_id: UUID, taak_id: UUID) -> HttpResponse:
    """One promise with the customer beside it; keep it, or note that nobody answered."""
    ctx = request.context.voor(Aanleiding("taak", partij_id, taak_id))
    if request.method != "POST":
        return _show(request, ctx, partij_id, taak_id, {}, {})
    waarden = request.POST.dict()
    try:
        zin = _do(ctx, partij_id, taak_id, waarden)
    except Invalid as problem:
        return _show(request, ctx, partij_id, taak_id, waarden, {problem.field: problem.reason}, status=422)
    messages.success(request, zin)
    return HttpResponseRedirect(reverse("werkplek:taken"))


def _do(ctx: Context, partij_id: UUID, taak_id: UUID, waarden: dict[str, str]) -> str:
    actie, tekst = waarden.get("actie", ""), waarden.get("antwoord", "").replace("\r\n", "\n")
    if actie == "poging":
        commands.register_poging(ctx, partij_id, taak_id)
        return _("Wij hebben opgeschreven dat de klant niet opnam. De belofte blijft open.")
    commands.complete_interne_taak(ctx, partij_id, taak_id, actie if actie in RESULTATEN else "", tekst)
    return _("De belofte is afgerond.") if actie == "niet_bereikt" else _("De belofte is nagekomen.")


def _show(
    request: Any,
    ctx: Context,
    partij_id: UUID,
    taak_id: UUID,
    waarden: dict[str, str],
    fouten: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    taak = _taak(ctx, partij_id, taak_id)
    doel = doel_van(Aanleiding("taak", partij_id, taak_id))
    gegevens = {**_work(ctx, taak, doel), "waarden": waarden, "fouten": fouten}
    return pagina(request, "taak/page.html", gegevens, actief="taken", doel=doel, status=status)


def _work(ctx: Context, taak: TaakRegel, doel: Doel | None) -> dict[str, Any]:
    """What was promised, about which question, and the customer beside it."""
    partij_id = taak.partij_id
    vraag = regel_van(ctx, partij_id, taak.klantvraag_id)
    pane = beeld(ctx, partij_id, STAP, vraag, vraag.niveau, doel)
    return {
        "taak": taak,
        "belofte_": {**belofte(taak, namen()), "url": ""},
        "soort": str(TAAK.get(taak.soort, taak.soort)),
        "vraag": vraag,
        "onderwerp": vertaald(onderwerp(vraag.onderwerp_code).naam),
        "vraag_url": reverse("werkplek:vraag", args=[partij_id, taak.klantvraag_id]),
        "gesproken": [g for g in gesproken_van(ctx, partij_id, taak.klantvraag_id) if tijd.is_spoken(g)],
        "namen": namen(),
        "oproepen": call_lines(ctx, partij_id, taak.klantvraag_id),
        "bel_url": reverse("werkplek:bel", args=[partij_id, taak.taak_id]) if taak.status == "te_verwerken" else "",
        "beeld": pane,
        "ander_nummer": _other_number(taak, pane),
        "meer_url": "",
    }


def _other_number(taak: TaakRegel, pane: Beeld) -> bool:
    """Whether the number of the promise is none of those that stand with the customer now."""
    nu = {leesbaar(a.adres) for a in pane.klant.digitale_adressen if a.soort == "telefoonnummer" and not a.onbestelbaar}
    return bool(taak.telefoonnummer and nu) and leesbaar(taak.telefoonnummer) not in nu


def _taak(ctx: Context, partij_id: UUID, taak_id: UUID) -> TaakRegel:
    for taak in taken_van(ctx, partij_id):
        if taak.taak_id == taak_id:
            return taak
    raise Http404
