"""Who looked at my data, when, why and which data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.doelbinding import queries as doelbinding
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import waarover
from geholpen.domain.organisatie.queries import afdelingen, oin
from geholpen.domain.rechten.commands import Melding, meld_inzage
from geholpen.domain.rechten.queries import verzoeken_van
from geholpen.faces.huis import huis
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.inzage import bestanden
from geholpen.faces.mijn.inzage.optreden import optreden
from geholpen.faces.mijn.inzage.regels import groepen, in_woorden
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.taal import vertaald

STANDAARD = "92"
PERIODEN = {STANDAARD: 92, "183": 183, "365": 365, "730": 731}


def perioden() -> list[tuple[str, str]]:
    """The choices, in words; the last is as long as we keep a line."""
    return [
        (STANDAARD, _("de laatste 3 maanden")),
        ("183", _("het laatste half jaar")),
        ("365", _("het laatste jaar")),
        ("730", _("alles wat wij bewaren (2 jaar)")),
    ]


@require_GET
@alleen_klant
def inzage(request: HttpRequest) -> HttpResponse:
    """The page: a period, a filter, and the lines per question."""
    ctx, partij_id = ik(request)
    periode, alleen = _periode(request), request.GET.get("wie") == "medewerker"
    vanaf = _uuid(request.GET.get("vanaf", ""))
    blad = doelbinding.inzage(ctx, partij_id, PERIODEN[periode], alleen_medewerker=alleen, voor=vanaf)
    keuze = {"periode": periode} | ({"wie": "medewerker"} if alleen else {})
    gegevens = {
        "groepen": groepen(
            blad.regels, afdelingen(), _vragen(ctx, partij_id, blad), optreden(ctx, partij_id, blad.regels)
        ),
        "periode": periode,
        "perioden": perioden(),
        "alleen": alleen,
        "aantal": blad.medewerker,
        "lijsten": blad.lijsten,
        "keuze": urlencode(keuze),
        "vanaf": vanaf,
        "volgende": f"?{urlencode(keuze | {'vanaf': str(blad.volgende)})}" if blad.volgende else "",
    }
    return pagina(request, "inzage/page.html", gegevens, actief="inzage")


def _vragen(ctx: Context, partij_id: UUID, blad: doelbinding.Inzageblad) -> dict[UUID, tuple[str, str]]:
    """What to call the reason of a line: questions, and promises by their question."""
    ids = {r.aanleiding_id for r in blad.regels if r.aanleiding_id and r.aanleiding_soort in {"klantvraag", "taak"}}
    if not ids:
        return {}
    namen = {o.code: vertaald(o.naam) for o in onderwerpen()}
    return {id: (namen.get(code, ""), kenmerk) for id, (code, kenmerk) in waarover(ctx, partij_id, ids).items()}


@require_http_methods(["GET", "POST"])
@alleen_klant
def klopt_niet(request: HttpRequest, trace: UUID, activiteit: UUID) -> HttpResponse:
    """Say that a line is not right; it goes to the privacy officer, who has a month to answer."""
    ctx, partij_id = ik(request)
    regel = doelbinding.inzage_van(ctx, partij_id, trace, activiteit)
    if regel is None:
        raise Http404
    fout, tekst = "", request.POST.get("tekst", "")
    if request.method == "POST":
        try:
            sleutel = _uuid(request.POST.get("sleutel", "")) or uuid7()
            vraag_id = meld_inzage(ctx, partij_id, Melding(trace, activiteit, tekst, sleutel))
        except Invalid as invalid:
            fout = invalid.reason
        else:
            messages.success(request, _("Wij hebben uw melding ontvangen. U krijgt binnen een maand antwoord."))
            return HttpResponseRedirect(reverse("mijn:vraag", args=[vraag_id]))
    gegevens = {
        "regel": in_woorden(regel, afdelingen(), optreden(ctx, partij_id, [regel])),
        "fout": fout,
        "tekst": tekst,
        "sleutel": request.POST.get("sleutel") or uuid7(),
        "eerder": next(
            (v for v in verzoeken_van(ctx, partij_id) if (v.trace, v.activiteit) == (trace, regel.nummer)), None
        ),
    }
    return pagina(request, "inzage/klopt_niet.html", gegevens, actief="inzage", status=422 if fout else 200)


@require_GET
@alleen_klant
def inzage_bestand(request: HttpRequest, vorm: str) -> HttpResponse:
    """The same lines as a file: to read (html), or for software (ldv, vng)."""
    ctx, partij_id = ik(request)
    if vorm not in {"document", "ldv", "vng"}:
        raise Http404
    dagen = PERIODEN[_periode(request)]
    if vorm == "document":
        return _document(request, ctx, partij_id, dagen)
    regels = doelbinding.logregels(ctx, partij_id, dagen)
    wie = doelbinding.pseudoniem(partij_id)
    data: Any = bestanden.ldv(regels, wie, partij_id) if vorm == "ldv" else bestanden.vng(regels, wie, partij_id, oin())
    return _saved(
        JsonResponse(data, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1}), f"{vorm}.json"
    )


def _document(request: HttpRequest, ctx: Context, partij_id: UUID, dagen: int) -> HttpResponse:
    """One file that can be read, printed and kept without us."""
    lijst = doelbinding.inzage_geheel(ctx, partij_id, dagen)
    blad = doelbinding.Inzageblad(tuple(lijst), None, 0)
    gegevens = {
        "groepen": groepen(lijst, afdelingen(), _vragen(ctx, partij_id, blad), optreden(ctx, partij_id, lijst)),
        "periode": dict(perioden())[_periode(request)],
        "organisatie": huis(),
        "nu": timezone.now(),
    }
    return _saved(render(request, "mijn/inzage/document.html", gegevens), "document.html")


def _saved(response: HttpResponse, naam: str) -> HttpResponse:
    """As a file of the customer's own, kept by nobody in between."""
    response["Content-Disposition"] = f'attachment; filename="wie-bekeek-mijn-gegevens-{naam}"'
    response["Cache-Control"] = "no-store"
    return response


def _periode(request: HttpRequest) -> str:
    asked = request.GET.get("periode", STANDAARD)
    return asked if asked in PERIODEN else STANDAARD


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
