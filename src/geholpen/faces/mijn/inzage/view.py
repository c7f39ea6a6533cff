"""Who looked at my data, when, why and which data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding import queries as doelbinding
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import taken_van, vragen_van
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.inzage.regels import groepen, regels
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.context import Context
from geholpen.platform.taal import vertaald

PERIODEN = {"92": 92, "365": 365}
#: More lines than this in one period are not on the page; the file has them all.
_REGELS, _BESTAND = 2000, 20000


@require_GET
@alleen_klant
def inzage(request: HttpRequest) -> HttpResponse:
    """The page: a period, a filter, and the lines per question."""
    ctx, partij_id = ik(request)
    periode = request.GET.get("periode", "92")
    dagen, alleen = PERIODEN.get(periode, 92), request.GET.get("wie") == "medewerker"
    gezien = doelbinding.inzage(ctx, partij_id, dagen, _REGELS)
    lijst = regels(gezien, afdelingen(), alleen_medewerker=alleen)
    gegevens = {
        "groepen": groepen(lijst, _vragen(ctx, partij_id)),
        "periode": str(dagen),
        "perioden": [("92", _("de laatste 3 maanden")), ("365", _("het laatste jaar"))],
        "alleen": alleen,
        "aantal": sum(regel.keer for _id, regel in lijst if regel.medewerker),
    }
    return pagina(request, "inzage/page.html", gegevens, actief="inzage")


def _vragen(ctx: Context, partij_id: UUID) -> dict[UUID, str]:
    """What to call the reason of a line: questions, and promises by their question."""
    namen = {o.code: vertaald(o.naam) for o in onderwerpen()}
    titels = {
        v.klantvraag_id: _("Bij uw vraag over: %(onderwerp)s (%(kenmerk)s)")
        % {"onderwerp": namen.get(v.onderwerp_code, ""), "kenmerk": v.kenmerk}
        for v in vragen_van(ctx, partij_id)
    }
    taken = {t.taak_id: titels[t.klantvraag_id] for t in taken_van(ctx, partij_id) if t.klantvraag_id in titels}
    return titels | taken


@require_GET
@alleen_klant
def inzage_bestand(request: HttpRequest) -> JsonResponse:
    """The same lines as a file, for whoever wants to keep or check them; a year, without own looks left out."""
    ctx, partij_id = ik(request)
    namen = afdelingen()
    rows = [_row(i, namen) for i in doelbinding.inzage(ctx, partij_id, 365, _BESTAND)]
    response = JsonResponse({"inzage": rows}, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="wie-bekeek-mijn-gegevens.json"'
    return response


def _row(i: doelbinding.Inzage, namen: dict[str, str]) -> dict[str, Any]:
    return asdict(i) | {"door": namen.get(i.door, i.door or "systeem")}
