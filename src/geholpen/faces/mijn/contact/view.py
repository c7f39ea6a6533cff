"""How we reach each other: the preferred channel, and the addresses we know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.klantbeeld.queries import AdresRegel, DigitaalAdresRegel, Klantbeeld, klantbeeld
from geholpen.domain.partijen.commands import change_afmelding, change_kanaalvoorkeur
from geholpen.domain.rechten.queries import rijen_met_grens
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.faces.mijn.woorden import VOORKEUR
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import leesbaar


@require_http_methods(["GET", "POST"])
@alleen_klant
def contact(request: HttpRequest) -> HttpResponse:
    """The form with the preference; a POST keeps it."""
    ctx, partij_id = ik(request)
    fout = ""
    if request.method == "POST" and request.POST.get("actie") in {"stop", "weer"}:
        return _afmelding(request, ctx, partij_id)
    if request.method == "POST":
        try:
            change_kanaalvoorkeur(ctx, partij_id, request.POST.get("kanaal", ""))
        except Invalid as invalid:
            fout = invalid.reason
        else:
            messages.success(request, _("Uw voorkeur is bewaard."))
            return HttpResponseRedirect(request.path)
    beeld = klantbeeld(ctx, partij_id, 1)
    grenzen = {r.rij: r.soort for r in rijen_met_grens(partij_id)}
    gegevens = {"opties": list(VOORKEUR.items()), "voorkeur": beeld.voorkeurskanaal, "fout": fout}
    gegevens |= _adressen(beeld, grenzen)
    return pagina(
        request, "contact/page.html", gegevens, actief="contact", naam=beeld.naam, status=422 if fout else 200
    )


def _afmelding(request: HttpRequest, ctx: Context, partij_id: UUID) -> HttpResponse:
    """Messages that were not asked for: no more there, or welcome again."""
    soort, _streep, waarde = request.POST.get("adres", "").partition("|")
    weer = request.POST.get("actie") == "weer"
    try:
        change_afmelding(ctx, partij_id, soort, waarde, weer=weer)
    except Invalid as invalid:
        messages.error(request, invalid.reason)
    else:
        aan = _("Berichten van ons zijn daar weer welkom.")
        messages.success(request, aan if weer else _("U krijgt daar alleen nog antwoord als u zelf iets vraagt."))
    return HttpResponseRedirect(f"{request.path}#berichten")


def _berichten(beeld: Klantbeeld, grenzen: dict[str, str]) -> list[dict[str, Any]]:
    """Every address with whether messages that were not asked for are welcome there."""
    return [
        {
            "wat": wat,
            "adres": adres,
            "bij": adres if d.soort == "email" else f"{wat if d.kanaal == 'whatsapp' else wat.lower()} {adres}",
            "code": f"{d.kanaal or d.soort}|{d.adres}",
            "afgemeld": d.afgemeld,
        }
        for d in beeld.digitale_adressen
        for wat, adres in [_digitaal(d)]
        if not d.onbestelbaar and grenzen.get(d.id) != "beperking"
    ]


def _adressen(beeld: Klantbeeld, grenzen: dict[str, str]) -> dict[str, Any]:
    rijen = [(_("Naam"), beeld.naam)]
    rijen += [(wat, _limit(adres, grenzen.get(d.id))) for d in beeld.digitale_adressen for wat, adres in [_digitaal(d)]]
    rijen += [(_("Adres"), _limit(_adres(a), grenzen.get(a.id))) for a in beeld.adressen]
    return {"rijen": rijen, "geheim": beeld.geheim, "berichten": _berichten(beeld, grenzen)}


def _limit(adres: str, grens: str | None) -> str:
    """An address with what the customer asked about it."""
    if grens == "beperking":
        return f"{adres} ({_('gebruiken wij niet, omdat u dat vroeg')})"
    return f"{adres} ({_('wij zoeken uit of dit klopt')})" if grens else adres


def _digitaal(d: DigitaalAdresRegel) -> tuple[str, str]:
    wat = _("E-mail") if d.soort == "email" else "WhatsApp" if d.kanaal == "whatsapp" else _("Telefoon")
    nummer = f"+{d.adres}" if d.kanaal == "whatsapp" and d.adres.isdigit() else d.adres
    adres = d.adres if d.soort == "email" else leesbaar(nummer)
    return wat, f"{adres} ({_('dit adres werkt niet')})" if d.onbestelbaar else adres


def _adres(a: AdresRegel) -> str:
    return ", ".join(a.regels)
