"""How we reach each other: the preferred channel, and the addresses we know."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.klantbeeld.queries import AdresRegel, DigitaalAdresRegel, Klantbeeld, klantbeeld
from geholpen.domain.partijen.commands import change_kanaalvoorkeur
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.faces.mijn.woorden import VOORKEUR
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import leesbaar


@require_http_methods(["GET", "POST"])
@alleen_klant
def contact(request: HttpRequest) -> HttpResponse:
    """The form with the preference; a POST keeps it."""
    ctx, partij_id = ik(request)
    fout = ""
    if request.method == "POST":
        try:
            change_kanaalvoorkeur(ctx, partij_id, request.POST.get("kanaal", ""))
        except Invalid as invalid:
            fout = invalid.reason
        else:
            messages.success(request, _("Uw voorkeur is bewaard."))
            return HttpResponseRedirect(request.path)
    beeld = klantbeeld(ctx, partij_id, 1)
    gegevens = {"opties": list(VOORKEUR.items()), "voorkeur": beeld.voorkeurskanaal, "fout": fout, **_adressen(beeld)}
    return pagina(
        request, "contact/page.html", gegevens, actief="contact", naam=beeld.naam, status=422 if fout else 200
    )


def _adressen(beeld: Klantbeeld) -> dict[str, Any]:
    rijen = [(_("Naam"), beeld.naam)]
    rijen += [_digitaal(d) for d in beeld.digitale_adressen]
    rijen += [(_("Adres"), _adres(a)) for a in beeld.adressen]
    return {"rijen": rijen, "geheim": beeld.geheim}


def _digitaal(d: DigitaalAdresRegel) -> tuple[str, str]:
    wat = _("E-mail") if d.soort == "email" else _("Telefoon")
    adres = d.adres if d.soort == "email" else leesbaar(d.adres)
    return wat, f"{adres} ({_('dit adres werkt niet')})" if d.onbestelbaar else adres


def _adres(a: AdresRegel) -> str:
    return ", ".join(a.regels)
