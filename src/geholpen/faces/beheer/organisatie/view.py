"""Settings of the organisation: who we are, our number, whom the system mails. A change is shown before it counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from geholpen.domain.organisatie.commands import decide_instelling, propose_instelling
from geholpen.domain.organisatie.queries import (
    ADRES,
    DELEN,
    POST,
    WijzigingInfo,
    applicaties_overzicht,
    organisatie,
    read_instellingen,
)
from geholpen.faces.beheer.organisatie.woorden import TITELS, UITLEG, in_words, plat, veldnaam, verschil
from geholpen.faces.beheer.schil import afdelingsnamen, alleen_beheer, pagina
from geholpen.faces.beheer.wijzigingen import tonen
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import leesbaar

GEGEVENS = ("naam", "mailadres", "telefoon", "website", "snel_weg", *ADRES)


def nu(deel: str) -> dict[str, Any]:
    """The settings of one group as they are."""
    o = organisatie()
    if deel == "gegevens":
        return {
            "naam": o.naam,
            "mailadres": o.mailadres,
            "telefoon": leesbaar(o.telefoon),
            "website": o.instellingen.get("website", ""),
            "snel_weg": o.instellingen.get("snel_weg", ""),
            "adres": o.instellingen.get("adres") or {},
        }
    namen = ("oin",) if deel == "nummer" else tuple(POST)
    return {naam: o.instellingen.get(naam) or ({} if deel == "post" else "") for naam in namen}


@alleen_beheer("organisatie")
@require_http_methods(["GET", "POST"])
def view(request: Any) -> HttpResponse:
    """Everything as it is, what waits for a second person, and what changed before."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = tonen.decide(request, decide_instelling)
        if not fouten:
            return HttpResponseRedirect(reverse("beheer:organisatie"))
    open_, eerder = tonen.show(
        request,
        ["organisatie"],
        titel=lambda info: str(TITELS[info.sleutel]),
        rijen=lambda info: verschil(info.was, info.wordt),
        gevolgen=_effects_of,
    )
    wacht = {g.info.sleutel for g in open_}
    delen = [
        (deel, str(TITELS[deel]), str(UITLEG[deel]), _rows(deel), "functioneel_beheerder" in request.medewerker.rollen)
        for deel in DELEN
    ]
    gegevens = {"delen": delen, "wacht": wacht, "open": open_, "eerder": eerder, "fouten": fouten}
    return pagina(request, "organisatie/page.html", gegevens, actief="organisatie", status=422 if fouten else 200)


def _rows(deel: str) -> list[tuple[str, str]]:
    waarden = plat(nu(deel))
    keys = _fields(deel) if deel != "post" else [k for k in _fields(deel) if waarden.get(k)]
    return [(veldnaam(k), in_words(k, waarden.get(k, ""))) for k in keys]


def _fields(deel: str) -> list[str]:
    """The fields of a group in the order of the form."""
    if deel == "gegevens":
        return list(GEGEVENS)
    if deel == "nummer":
        return ["oin"]
    fixed = [f"{setting}.{naam}" for setting, needed in POST.items() for naam in needed]
    return fixed + [f"{setting}.{code}" for code in afdelingsnamen() for setting in ("afdeling_mail", "toezicht_mail")]


@alleen_beheer("organisatie", frozenset({"functioneel_beheerder"}))
@require_http_methods(["GET", "POST"])
def wijzigen(request: Any, deel: str) -> HttpResponse:
    """One group: fill in, see what changes, say why, keep."""
    if deel not in DELEN:
        raise Http404
    post, fouten, wordt = request.POST, dict[str, str](), dict[str, Any]()
    velden = _fields(deel)
    waarden = {v: post.get(v, "") for v in velden} if post else {v: plat(nu(deel)).get(v, "") for v in velden}
    if request.method == "POST":
        try:
            wordt = read_instellingen(deel, waarden)
            if post.get("doe") == "bewaren":
                return _keep(request, deel, waarden)
        except Invalid as problem:
            fouten = {p.field: p.reason for p in (problem, *problem.also)}
    rijen = verschil(nu(deel), wordt) if wordt else []
    if wordt and not rijen and not fouten:
        fouten = {velden[0]: _("U heeft niets veranderd.")}
    gegevens = {
        "deel": deel,
        "titel": str(TITELS[deel]),
        "uitleg": str(UITLEG[deel]),
        "waarden": waarden,
        "velden": [(v, veldnaam(v)) for v in velden],
        "afdelingen": [(c, n) for c, n in afdelingsnamen().items()] if deel == "post" else [],
        "bekeken": rijen and set(fouten) <= {"waarom"},
        "rijen": rijen,
        "gevolgen": _effects(deel, rijen),
        "reden": post.get("waarom", ""),
        "fouten": fouten,
    }
    return pagina(request, "organisatie/wijzigen.html", gegevens, actief="organisatie", status=422 if fouten else 200)


def _keep(request: Any, deel: str, waarden: dict[str, str]) -> HttpResponse:
    stand = propose_instelling(request.context, deel, waarden, request.POST.get("waarom", ""))
    messages.success(request, str(tonen.KLAAR[stand]))
    return HttpResponseRedirect(reverse("beheer:organisatie"))


def _effects_of(info: WijzigingInfo) -> list[str]:
    return _effects(info.sleutel, verschil(info.was, info.wordt))


def _effects(deel: str, rijen: list[tuple[str, str, str]]) -> list[str]:
    """What a change of this group does, in sentences."""
    if not rijen:
        return []
    if deel == "gegevens":
        return [_("Alles wat vanaf nu wordt getoond of verstuurd, heeft dit. Wat al is verstuurd, verandert niet.")]
    if deel == "nummer":
        n = sum(1 for a in applicaties_overzicht() if a.geldige_tokens)
        return [
            _("Nieuwe regels in het logboek dragen dit nummer. Oude regels houden het nummer van toen."),
            ngettext(
                "%(num)s koppeling met andere software heeft nu toegang. Vertel de leverancier ons nieuwe nummer.",
                "%(num)s koppelingen met andere software hebben nu toegang. Vertel de leveranciers ons nieuwe nummer.",
                n,
            )
            % {"num": n},
        ]
    weg = [wat for wat, _was, straks in rijen if not straks]
    zin = ngettext("%(num)s lijst met adressen verandert.", "%(num)s lijsten met adressen veranderen.", len(rijen))
    return [zin % {"num": len(rijen)}, *(_("%(wat)s: daar komt dan geen mail meer.") % {"wat": w} for w in weg)]
