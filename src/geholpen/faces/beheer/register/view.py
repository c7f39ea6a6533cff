"""The register of purposes: the list, one version with its history, and the steps with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding import queries as register
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import Versie, activiteiten
from geholpen.domain.organisatie.queries import afdelingen, namen
from geholpen.faces.beheer.register import acties, woorden
from geholpen.faces.beheer.register.gevolg import gevolg
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald

#: How many lines of the history the page shows.
HISTORIE = 60


@alleen_beheer("register")
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Every activity with its article and its state, and what waits for somebody."""
    per = register.versies_per_activiteit()
    gegevens = {
        "activiteiten": [_by_use(per[a.code])[0] for a in activiteiten() if a.code in per],
        "onderweg": register.versies_onderweg(),
        "standen": woorden.STATUSSEN,
        "mag_opstellen": "functioneel_beheerder" in request.medewerker.rollen,
        "meldingen": list(messages.get_messages(request)),
    }
    return pagina(request, "register/lijst.html", gegevens, actief="register")


def _by_use(versies: list[Versie]) -> list[Versie]:
    """Versions of one activity, the one that counts today first."""
    order = ("actief", "verlopen", "geschorst", "goedgekeurd", "ter_advies", "concept", "ingetrokken")
    return sorted(versies, key=lambda v: (order.index(v.status), -v.versie))


@alleen_beheer("register")
def view(request: Any, code: str, versie: int = 0) -> HttpResponse:
    """One version: what it says, what hangs on it and how it came about; POST takes a step."""
    alle = _by_use(register.versies(code))
    gekozen = next((v for v in alle if v.versie == versie), None) if versie else next(iter(alle), None)
    if gekozen is None:
        raise Http404
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _step(request, gekozen)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing as gone:
            raise Http404 from gone
    gegevens = _page(request, gekozen, alle) | {"fouten": fouten, "ingevuld": request.POST if fouten else {}}
    return pagina(request, "register/page.html", gegevens, actief="register", status=422 if fouten else 200)


def _step(request: Any, v: Versie) -> HttpResponse:
    actie = request.POST.get("actie", "")
    if actie == "nieuwe_versie":
        nieuw = commands.begin_versie(request.context, v.code, v.versie)
        return HttpResponseRedirect(reverse("beheer:activiteit_bewerken", args=[v.code, nieuw]))
    acties.take(request.context, v.code, v.versie, actie, request.POST)
    messages.success(request, next(str(a.klaar) for a in acties.ACTIES if a.code == actie))
    return HttpResponseRedirect(reverse("beheer:activiteit_versie", args=[v.code, v.versie]))


def _page(request: Any, v: Versie, alle: list[Versie]) -> dict[str, Any]:
    rollen, codes, mensen = request.medewerker.rollen, register.nummers(), namen()
    stappen = register.stappen_van(v.code)
    deze = [s for s in stappen if s.versie == v.versie]
    kan, waarom_niet = acties.possible(v, rollen, request.medewerker.id, deze)
    doe = request.POST.get("actie") or request.GET.get("doe", "")
    hangt = gevolg(v.code, v.nummer, v.inhoud.rollen, v.inhoud.afdelingen)
    titels = namen_van(codes)
    loopt = next((a for a in alle if a.status in {"actief", "verlopen", "geschorst"}), None)
    return {
        "a": v,
        "i": v.inhoud,
        "alle": sorted(alle, key=lambda x: -x.versie),
        "acties": kan,
        "waarom_niet": waarom_niet,
        "doe": next((a for a in kan if a.code == doe), None),
        "kan_bewerken": v.status == "concept" and "functioneel_beheerder" in rollen,
        "kan_nieuw": "functioneel_beheerder" in rollen and not any(x.status == "concept" for x in alle),
        "gevolg": hangt,
        "gevolg_namen": [titels.get(c, c) for c in hangt.bron_van],
        "verschil": register.verschil(loopt.inhoud, v.inhoud) if loopt and loopt.versie < v.versie else None,
        "loopt": loopt,
        "stappen": [(s, mensen.get(s.door, "") if s.door else "") for s in stappen[:HISTORIE]],
        "gezegd": _said(v, deze, mensen),
        "bewijzen": [(b, mensen.get(b.door, "")) for b in register.bewijzen_van(v.code)],
        "namen": titels,
        "codes": codes,
        "soort": lambda nummer: vertaald(Gegevenssoort(nummer).omschrijving),
        "w": woorden,
        "afdelingen": [vertaald(afdelingen().get(c, c)) for c in v.inhoud.afdelingen],
        "over_een_jaar": (timezone.localdate() + timedelta(days=365)).isoformat(),
        "meldingen": list(messages.get_messages(request)),
    }


def _said(v: Versie, stappen: list[register.Stap], mensen: dict[UUID, str]) -> tuple[register.Stap, str] | None:
    """What whoever handles this version must have read: the advice on it, or why it came back; and who said so."""
    found = acties.advice(stappen) if v.status in {"ter_advies", "goedgekeurd"} else None
    if v.status == "concept":
        found = next((s for s in stappen if s.stap == "teruggestuurd"), None)
    return (found, mensen.get(found.door, "") if found.door else "") if found else None


def namen_van(codes: dict[int, str]) -> dict[str, str]:
    """Code → name of every activity, as it is called today."""
    return {a.code: vertaald(a.naam) for a in activiteiten() if a.code in set(codes.values())}
