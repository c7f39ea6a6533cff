"""Templates of our own: the list, one with its versions, and the form with a preview for a made-up customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geholpen.domain.berichten import commands, queries
from geholpen.domain.berichten.queries import KANALEN, PLEKKEN, Sjabloonkop, Versieregel
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.organisatie.queries import namen, organisatie
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.beheer.sjablonen.woorden import STAAT, TAAL, TOON, kanaalkeuzes
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald


@alleen_beheer("sjablonen")
@require_GET
def lijst(request: Any) -> HttpResponse:
    """All templates by name, a page at a time, of one channel when chosen."""
    kanaal = request.GET.get("kanaal", "")
    kanaal = kanaal if kanaal in KANALEN else ""
    vanaf = _number(request.GET.get("vanaf", ""))
    regels, totaal = queries.antwoordsjablonen(kanaal, vanaf)
    gegevens = {
        "regels": [(r, _words(r)) for r in regels],
        "kanaal": kanaal,
        "kanalen": [("", _("Alle kanalen")), *kanaalkeuzes()],
        "totaal": totaal,
        "vorige": _page(kanaal, vanaf - queries.BLADZIJDE) if vanaf else "",
        "volgende": _page(kanaal, vanaf + queries.BLADZIJDE) if vanaf + queries.BLADZIJDE < totaal else "",
    }
    return pagina(request, "sjablonen/lijst.html", gegevens, actief="sjablonen")


def _page(kanaal: str, vanaf: int) -> str:
    return f"{reverse('beheer:sjablonen')}?kanaal={kanaal}&vanaf={max(vanaf, 0)}"


def _words(r: Sjabloonkop) -> dict[str, str]:
    names = {o.code: vertaald(o.naam) for o in onderwerpen()}
    talen = ", ".join(str(TAAL[t]) for t in r.in_gebruik)
    return {
        "kanalen": ", ".join(kanaalnaam(k) for k in r.kanalen),
        "onderwerpen": ", ".join(names.get(o, o) for o in r.onderwerpen) or _("alle onderwerpen"),
        "gebruik": _("In gebruik: %(talen)s") % {"talen": talen} if talen else "",
    }


@alleen_beheer("sjablonen")
@require_http_methods(["GET", "POST"])
def view(request: Any, sjabloon_id: UUID) -> HttpResponse:
    """One template with its versions; put one in use, or withdraw it."""
    sjabloon = queries.antwoordsjabloon(sjabloon_id)
    if sjabloon is None:
        raise Http404
    fout = ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, sjabloon_id))
            return HttpResponseRedirect(reverse("beheer:sjabloon", args=[sjabloon_id]))
        except Invalid as problem:
            fout = problem.reason
    wie = namen()
    versies = queries.sjabloonversies(sjabloon_id)
    gegevens = {
        "sjabloon": sjabloon,
        "woorden": _words(sjabloon),
        "versies": [_version(v, wie) for v in versies],
        "fout": fout,
        "talen": [(code, str(naam)) for code, naam in TAAL.items()],
    }
    return pagina(request, "sjablonen/page.html", gegevens, actief="sjablonen", status=422 if fout else 200)


def _act(request: Any, sjabloon_id: UUID) -> str:
    """What a button of a version does. Returns what to tell."""
    wanted = request.POST.get("versie", "")
    versie = next((v for v in queries.sjabloonversies(sjabloon_id) if str(v.id) == wanted), None)
    if versie is None:
        raise Http404
    try:
        if request.POST.get("actie") == "intrekken":
            commands.withdraw_sjabloonversie(request.context, versie.id)
            return _("Versie %(nummer)s is ingetrokken. Niemand kan haar nog kiezen.") % {"nummer": versie.nummer}
        commands.use_sjabloonversie(request.context, versie.id)
    except Missing as gone:
        raise Http404 from gone
    return _("Versie %(nummer)s is nu in gebruik.") % {"nummer": versie.nummer}


def _version(v: Versieregel, wie: dict[UUID, str]) -> dict[str, Any]:
    staat, soort = STAAT[v.staat]
    maker = wie.get(v.gemaakt_door, "") if v.gemaakt_door else ""
    return {"regel": v, "staat": str(staat), "soort": soort, "taal": str(TAAL[v.taal]), "toon": str(TOON[v.toon]),
            "wie": maker}  # fmt: skip


@alleen_beheer("sjablonen")
@require_http_methods(["GET", "POST"])
def bewerken(request: Any, sjabloon_id: UUID | None = None) -> HttpResponse:
    """Make or change one; the button "Voorbeeld bekijken" shows the text without keeping it."""
    sjabloon = queries.antwoordsjabloon(sjabloon_id) if sjabloon_id else None
    if sjabloon_id and sjabloon is None:
        raise Http404
    fouten: dict[str, str] = {}
    waarden = _typed(request.POST) if request.method == "POST" else _kept(sjabloon, request.GET.get("taal", "nld"))
    if request.method == "POST" and request.POST.get("doe") != "proef":
        try:
            return _save(request, waarden, sjabloon_id)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
    gegevens = {
        "sjabloon": sjabloon,
        "waarden": waarden,
        "fouten": fouten,
        "kanalen": kanaalkeuzes(),
        "onderwerpen": [(o.code, vertaald(o.naam)) for o in onderwerpen() if o.code != "onbekend"],
        "talen": [(code, str(naam)) for code, naam in TAAL.items()],
        "tonen": [(code, str(naam)) for code, naam in TOON.items()],
        "variabelen": [("{" + naam + "}", vertaald(uitleg)) for naam, uitleg in PLEKKEN.items()],
        **_proof(waarden),
    }
    return pagina(request, "sjablonen/bewerken.html", gegevens, actief="sjablonen", status=422 if fouten else 200)


@alleen_beheer("sjablonen")
@require_POST
def proef(request: Any) -> HttpResponse:
    """The preview alone, while somebody types."""
    return render(request, "beheer/sjablonen/proef.html", _proof(_typed(request.POST)))


def _typed(post: Any) -> dict[str, Any]:
    return {
        "naam": post.get("naam", ""),
        "kanalen": tuple(post.getlist("kanalen")),
        "onderwerpen": tuple(post.getlist("onderwerpen")),
        "taal": post.get("taal", "nld"),
        "toon": post.get("toon", "u"),
        "tekst": post.get("tekst", "").replace("\r\n", "\n").replace("\0", ""),
    }


def _kept(sjabloon: Sjabloonkop | None, taal: str) -> dict[str, Any]:
    """What the form begins with: the concept in this language, else what is in use, else nothing."""
    taal = taal if taal in TAAL else "nld"
    waarden: dict[str, Any] = {"naam": "", "kanalen": ("email",), "onderwerpen": (), "taal": taal}
    waarden |= {"toon": str(organisatie().instellingen.get("aanspreken", "u")), "tekst": ""}
    if sjabloon is None:
        return waarden
    waarden |= {"naam": sjabloon.naam, "kanalen": sjabloon.kanalen, "onderwerpen": sjabloon.onderwerpen}
    mine = [v for v in queries.sjabloonversies(sjabloon.id) if v.taal == taal]
    order = ("concept", "in_gebruik", "ingetrokken")
    found = min(mine, key=lambda v: (order.index(v.staat), -v.nummer), default=None)
    return waarden | ({"toon": found.toon, "tekst": found.tekst} if found else {})


def _save(request: Any, waarden: dict[str, Any], sjabloon_id: UUID | None) -> HttpResponse:
    try:
        id = commands.save_antwoordsjabloon(request.context, commands.NieuwSjabloon(**waarden), sjabloon_id)
    except Missing as gone:
        raise Http404 from gone
    messages.success(request, _("Het sjabloon is bewaard. Neem de nieuwe tekst in gebruik als hij klaar is."))
    return HttpResponseRedirect(reverse("beheer:sjabloon", args=[id]))


def _proof(waarden: dict[str, Any]) -> dict[str, Any]:
    """The text as a made-up customer gets it, with what each channel says of it."""
    over = [k for k in waarden["kanalen"] if k in KANALEN]
    found = queries.sjabloonvoorbeeld(waarden["tekst"], over, waarden["toon"], waarden["taal"])
    return {"proef": found, "grenzen": [(kanaalnaam(g.kanaal), _limit(g), g.fits) for g in found.grenzen]}


def _limit(g: Any) -> str:
    if g.kanaal == "sms":
        return ngettext("%(n)s sms", "%(n)s sms'jes", g.delen) % {"n": g.delen}
    if g.meest is None:
        return _("%(n)s tekens, geen grens") % {"n": g.tekens}
    return _("%(n)s van %(meest)s tekens") % {"n": g.tekens, "meest": g.meest}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
