"""Writing a concept: a new purpose, the content of a version, and its categories one by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding import queries as register
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.beheer.register import lezen, woorden
from geholpen.faces.beheer.register.view import namen_van
from geholpen.faces.beheer.schil import OPSTELLERS, alleen_beheer, pagina
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald


@alleen_beheer("register", OPSTELLERS)
def nieuw(request: Any) -> HttpResponse:
    """A new purpose: nothing that was typed is lost when something is still wrong."""
    inhoud, fouten = lezen.leeg(), {}
    if request.method == "POST":
        inhoud = lezen.read_concept(request.POST, inhoud)
        fouten = register.concept_fouten(inhoud)
        if not fouten:
            code = commands.begin_activiteit(request.context, inhoud)
            messages.success(request, _("Het concept is opgeslagen. Voeg nu toe welke gegevens nodig zijn."))
            return HttpResponseRedirect(reverse("beheer:activiteit_versie", args=[code, 1]))
    return _form(request, inhoud, fouten, None)


@alleen_beheer("register", OPSTELLERS)
def bewerken(request: Any, code: str, versie: int) -> HttpResponse:
    """The content of a concept."""
    v = _concept(code, versie)
    inhoud, fouten = v.inhoud, {}
    if request.method == "POST":
        inhoud = lezen.read_concept(request.POST, inhoud)
        fouten = register.concept_fouten(inhoud, code, versie) or _store(request, v, inhoud)
        if not fouten:
            messages.success(request, _("Het concept is opgeslagen."))
            return HttpResponseRedirect(reverse("beheer:activiteit_versie", args=[code, versie]))
    return _form(request, inhoud, fouten, v)


def _store(request: Any, v: register.Versie, inhoud: commands.Concept) -> dict[str, str]:
    try:
        commands.change_concept(request.context, v.code, v.versie, inhoud)
    except Invalid as problem:
        return {problem.field: problem.reason}
    return {}


def _concept(code: str, versie: int) -> register.Versie:
    """The concept, or 404: what is not a concept has no form."""
    found = next((v for v in register.versies(code) if v.versie == versie and v.status == "concept"), None)
    if found is None:
        raise Http404
    return found


def _form(request: Any, inhoud: commands.Concept, fouten: dict[str, str], v: register.Versie | None) -> HttpResponse:
    gegevens = {
        "a": v,
        "i": lezen.shown(inhoud),
        "fouten": {veld: vertaald(reden) for veld, reden in fouten.items()},
        "w": woorden,
        "afdelingen": [(c, vertaald(n)) for c, n in afdelingen().items()],
    }
    return pagina(request, "register/bewerken.html", gegevens, actief="register", status=422 if fouten else 200)


@alleen_beheer("register", OPSTELLERS)
def gegeven(request: Any, code: str, versie: int, soort: int = 0) -> HttpResponse:
    """One category of a concept: why, what for, how sure, and from where; POST stores it or takes it away."""
    v = _concept(code, versie)
    soort = soort or _chosen(request)
    if soort not in set(Gegevenssoort) - {0}:
        raise Http404
    codes = register.nummers()
    known = next((g for g in v.inhoud.gegevens if g.soort == soort), None)
    typed, fouten = known, {}
    if request.method == "POST":
        if request.POST.get("actie") == "weghalen":
            inhoud = lezen.without(v.inhoud, soort)
        else:
            typed = lezen.read_gegeven(request.POST, soort, {c: n for n, c in codes.items()})
            inhoud = lezen.with_gegeven(v.inhoud, typed)
        fouten = register.concept_fouten(inhoud, code, versie) or _store(request, v, inhoud)
        if not fouten:
            messages.success(request, _("Het concept is opgeslagen."))
            return HttpResponseRedirect(reverse("beheer:activiteit_versie", args=[code, versie]) + "#gegevens")
    titels = namen_van(codes)
    gegevens = {
        "a": v,
        "soort": soort,
        "omschrijving": vertaald(Gegevenssoort(soort).omschrijving),
        "g": typed or commands.Gegeven(soort, "", ("lezen",), "geen", "matched", (v.nummer,)),
        "bestaat": known is not None,
        "fouten": {veld: vertaald(reden) for veld, reden in fouten.items()},
        "w": woorden,
        "alle_fouten": [("waarom" if veld == "gegevens" else "", vertaald(reden)) for veld, reden in fouten.items()],
        "gekozen": [codes[n] for n in (typed.bronnen if typed else (v.nummer,)) if n in codes],
        "bronnen": [(c, titels.get(c, c)) for c in codes.values()],
    }
    return pagina(request, "register/gegeven.html", gegevens, actief="register", status=422 if fouten else 200)


def _chosen(request: Any) -> int:
    text = request.GET.get("soort", "")
    return int(text) if text.isdigit() and len(text) < 3 else 0
