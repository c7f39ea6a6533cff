"""Rights over one's own data: ask, see how it stands, fetch what is ready."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.domain.rechten import queries as rechten
from geholpen.domain.rechten.commands import (
    Antwoord,
    LooptAl,
    NieuwVerzoek,
    antwoord_toestemming,
    doe_verzoek,
    trek_toestemming_in,
)
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.rechten import correctie
from geholpen.faces.mijn.rechten.woorden import (
    RECHTEN,
    SOORT,
    STAND,
    UITKOMST,
    eerder,
    gegevens,
    loopt_al,
    onderdelen,
    stilstand,
    verteld,
    volgende,
)
from geholpen.faces.mijn.rechten.woorden import toestemming as toestemmingszin
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.taal import vertaald


@require_GET
@alleen_klant
def overzicht(request: HttpRequest) -> HttpResponse:
    """What somebody can ask, what they asked, and what they consented to."""
    return _overzicht(request, None)


def _overzicht(request: HttpRequest, fout: tuple[str, str] | None) -> HttpResponse:
    ctx, partij_id = ik(request)
    gevonden = rechten.verzoeken_van(ctx, partij_id)
    return pagina(
        request,
        "rechten/page.html",
        {
            "ingangen": [
                {"titel": titel, "uitleg": uitleg, "icoon": icoon, "url": reverse("mijn:recht_vragen", args=[code])}
                for code, (titel, uitleg, icoon) in RECHTEN.items()
            ],
            "verzoeken": [_kaart(v) for v in gevonden],
            "toestemmingen": [
                (t, toestemmingszin(t), [(e.toestemming_id, eerder(e)) for e in t.eerder])
                for t in rechten.toestemmingen_van(ctx, partij_id)
            ],
            "fout": fout,
        },
        actief="rechten",
        status=422 if fout else 200,
    )


@require_http_methods(["GET", "POST"])
@alleen_klant
def toestemming(request: HttpRequest, nummer: int) -> HttpResponse:
    """Answer a question for consent, or stop it: one button each. Whoever comes back from logging in sees the page."""
    ctx, partij_id = ik(request)
    if request.method == "GET":
        return HttpResponseRedirect(reverse("mijn:rechten"))
    try:
        if request.POST.get("stop"):
            trek_toestemming_in(ctx, partij_id, nummer)
            said = _("Uw toestemming is gestopt. Wij gebruiken uw gegevens hiervoor niet meer.")
        else:
            gegeven = Antwoord(nummer, request.POST.get(f"antwoord_{nummer}", ""), request.POST.get("tekst_hash", ""))
            antwoord_toestemming(ctx, partij_id, gegeven)
            said = _("Uw antwoord is bewaard.")
    except Invalid as invalid:
        return _overzicht(request, (f"toestemming_{nummer}", invalid.reason))
    messages.success(request, said)
    return HttpResponseRedirect(reverse("mijn:rechten"))


@require_GET
@alleen_klant
def bewijs(request: HttpRequest, toestemming_id: UUID) -> HttpResponse:
    """The receipt of a consent, as a file."""
    ctx, partij_id = ik(request)
    try:
        found = rechten.toestemming_bewijs(ctx, partij_id, toestemming_id, ontvangst=True)
    except Invalid as absent:
        raise Http404 from absent
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="bewijs-van-toestemming.json"'
    response["Cache-Control"] = "no-store"
    return response


def _kaart(v: rechten.Verzoek) -> dict[str, Any]:
    status, soort = STAND[v.stand]
    return {
        "titel": SOORT[v.soort],
        "url": reverse("mijn:recht", args=[v.id]),
        "status": status,
        "soort": "let-op" if v.te_laat else soort,
        "nummer": v.kenmerk,
        "moment": v.ingediend_op,
        "volgende": volgende(v),
    }


@require_http_methods(["GET", "POST"])
@alleen_klant
def vragen(request: HttpRequest, soort: str) -> HttpResponse:
    """The form of one right; a POST makes the request."""
    ctx, partij_id = ik(request)
    if soort not in RECHTEN:
        raise Http404
    fout: tuple[str, str] | None = None
    eerder = ""
    if request.method == "POST":
        try:
            verzoek_id = doe_verzoek(ctx, partij_id, _asked(request, soort))
        except LooptAl as loopt:
            fout, eerder = ("activiteit", loopt_al(loopt)), reverse("mijn:recht", args=[loopt.verzoek_id])
        except Invalid as invalid:
            fout = (invalid.field, invalid.reason)
        else:
            messages.success(request, _("Wij hebben uw verzoek ontvangen. U krijgt binnen een maand ons besluit."))
            return HttpResponseRedirect(reverse("mijn:recht", args=[verzoek_id]))
    if soort == "correctie":
        return correctie.show(request, ctx, partij_id, fout)
    titel, uitleg, _icoon = RECHTEN[soort]
    velden = {veld: request.POST.get(veld, "") for veld in ("tekst",)}
    velden["activiteit"] = request.POST.get("activiteit") or request.GET.get("activiteit", "")
    keuze = {
        "soort": soort,
        "titel": titel,
        "uitleg": uitleg,
        "fout": fout,
        "eerder": eerder,
        "sleutel": request.POST.get("sleutel") or uuid7(),
        "onderdelen": onderdelen(),
        "gekozen": request.POST.getlist("onderdelen"),
        "rijen": correctie.single_rows(ctx, partij_id, soort),
        "gekozen_rijen": request.POST.getlist("rijen"),
        "doelen": sorted(((a.nummer, vertaald(a.doel)) for a in rechten.bezwaar_tegen()), key=lambda rij: rij[1])
        if soort == "bezwaar"
        else [],
    }
    return pagina(request, "rechten/vragen.html", velden | keuze, actief="rechten", status=422 if fout else 200)


def _asked(request: HttpRequest, soort: str) -> NieuwVerzoek:
    """What the form says. What is no number is not in the list, and the door says so."""
    post = request.POST
    return NieuwVerzoek(
        soort,
        post.get("tekst", ""),
        onderdelen=tuple(_number(n) for n in post.getlist("onderdelen")),
        rijen=tuple(post.getlist("rijen")) if soort in correctie.PER_RIJ else (),
        activiteit=_number(post["activiteit"]) if post.get("activiteit") else None,
        nu=post.get("nu", ""),
        moet=post.get("moet", ""),
        veld=post.get("veld", ""),
        doel=post.get("doel", ""),
        waarden={naam: post.get(naam, "") for naam in correctie.KOLOMMEN},
        id=_uuid(post.get("sleutel", "")) or uuid7(),
    )


@require_GET
@alleen_klant
def verzoek(request: HttpRequest, verzoek_id: UUID) -> HttpResponse:
    """One request: how it stands, what was decided and why."""
    ctx, partij_id = ik(request)
    try:
        found = rechten.verzoek(ctx, partij_id, verzoek_id)
    except Invalid as absent:
        raise Http404 from absent
    v = found.verzoek
    status, soort = STAND[v.stand]
    getoond = {
        "v": v,
        "inhoud": found,
        "titel": SOORT[v.soort],
        "status": status,
        "soort": "let-op" if v.te_laat else soort,
        "volgende": volgende(v),
        "gegevens": gegevens(v.onderdelen),
        "rijen": list(dict.fromkeys(r["tekst"] for r in found.gevraagd.get("rijen", []))),
        "verbeterd": verteld(rechten.verbetering_bij(ctx, partij_id, verzoek_id)) if v.soort == "correctie" else None,
        **_objection(ctx, found),
    }
    return pagina(request, "rechten/verzoek.html", getoond, actief="rechten")


def _objection(ctx: Context, found: rechten.VerzoekInhoud) -> dict[str, Any]:
    """Against what an objection is, since when that stands still, and what was decided per part of any request."""
    v, namen = found.verzoek, {a.nummer: vertaald(a.naam) for a in activiteiten()}
    stil = rechten.stilstand_bij(ctx, v.partij_id, v.id) if v.soort == "bezwaar" else []
    delen = namen if v.soort == "bezwaar" else {int(g): vertaald(g.omschrijving) for g in Gegevenssoort}
    return {
        "waartegen": [namen[n] for n in found.doelen if n in namen],
        "stilstand": [(namen.get(s.activiteit, ""), stilstand(s, not v.open)) for s in stil],
        "delen": [(delen.get(d["soort"], ""), UITKOMST[d["uitkomst"]], d["reden"], d["grond"]) for d in found.delen],
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
