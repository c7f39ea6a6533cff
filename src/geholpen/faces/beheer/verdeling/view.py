"""How a department gives out its questions: who can what, how heavy a channel is, opening hours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.domain.organisatie.commands import set_openingstijden
from geholpen.domain.organisatie.queries import kalender
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.beheer.verdeling.woorden import DAGEN, REGELS, STAND, TALEN
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import wachttijd


@alleen_beheer("verdeling")
@require_http_methods(["GET", "POST"])
def view(request: Any) -> HttpResponse:
    """What waits, who is there, and the rule of the department."""
    code = request.medewerker.afdeling_code
    regel = klantcontacten.verdeelregel(code)
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = _save(request, lambda: commands.set_verdeelregel(request.context, _regel(request.POST, code)))
        if not fouten:
            return _done(request)
    now = kalender()
    gegevens = {
        "wachtend": [(kanaalnaam(w.kanaal), w.aantal, wachttijd(w.oudste)) for w in klantcontacten.wachtrij(code)],
        "collegas": [(c, str(STAND[c.stand])) for c in klantcontacten.collegas(code)],
        "waarden": request.POST.dict() or {naam: getattr(regel, naam) for naam in REGELS},
        "aanbieden": bool(request.POST.get("aanbieden")) if request.method == "POST" else regel.aanbieden,
        "kanalen": [(k, kanaalnaam(k.kanaal), k.kanaal in now.uren) for k in klantcontacten.kanaalgewichten()],
        "fouten": fouten,
    }
    return pagina(request, "verdeling/page.html", gegevens, actief="verdeling", status=422 if fouten else 200)


@alleen_beheer("verdeling")
@require_http_methods(["GET", "POST"])
def profiel(request: Any, medewerker_id: UUID) -> HttpResponse:
    """What one employee of the department can, and how much at a time."""
    alle = klantcontacten.collegas(request.medewerker.afdeling_code)
    wie = next((c for c in alle if c.id == medewerker_id), None)
    if wie is None:
        raise Http404
    fouten: dict[str, str] = {}
    if request.method == "POST":
        post = request.POST
        lists = {naam: tuple(post.getlist(naam)) for naam in ("onderwerpen", "talen", "kanalen")}
        nieuw = commands.Profiel(_number(post.get("capaciteit", "")), **lists)
        fouten = _save(request, lambda: commands.set_werkprofiel(request.context, medewerker_id, nieuw))
        if not fouten:
            return _done(request)
    gegevens = {
        "wie": wie,
        "capaciteit": request.POST.get("capaciteit", wie.capaciteit),
        "onderwerpen": [(o.code, vertaald(o.naam)) for o in onderwerpen() if o.code != "onbekend"],
        "talen": [(code, str(naam)) for code, naam in TALEN.items()],
        "kanalen": [(k.kanaal, kanaalnaam(k.kanaal)) for k in klantcontacten.kanaalgewichten()],
        "fouten": fouten,
    }
    return pagina(request, "verdeling/profiel.html", gegevens, actief="verdeling", status=422 if fouten else 200)


@alleen_beheer("verdeling")
@require_http_methods(["GET", "POST"])
def kanaal(request: Any, code: str) -> HttpResponse:
    """How heavy one channel weighs, and when it is open."""
    found = next((k for k in klantcontacten.kanaalgewichten() if k.kanaal == code), None)
    if found is None:
        raise Http404
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = _save(request, lambda: _kanaal(request, code))
        if not fouten:
            return _done(request)
    uren = {dag: f"{van:%-H.%M} tot {tot:%-H.%M}" for dag, van, tot in kalender().uren.get(code, ())}
    gegevens = {
        "naam": kanaalnaam(code),
        "waarden": request.POST.dict()
        or {naam: getattr(found, naam) for naam in ("gewicht", "aanbod_seconden", "voorsprong_minuten")},
        "dagen": [
            (nummer, str(naam), request.POST.get(f"dag_{nummer}", uren.get(nummer, ""))) for nummer, naam in DAGEN
        ],
        "fouten": fouten,
    }
    return pagina(request, "verdeling/kanaal.html", gegevens, actief="verdeling", status=422 if fouten else 200)


def _kanaal(request: Any, code: str) -> None:
    numbers = [_number(request.POST.get(naam, "")) for naam in ("gewicht", "aanbod_seconden", "voorsprong_minuten")]
    commands.set_kanaalgewicht(request.context, commands.Gewicht(code, *numbers))
    dagen = {nummer: request.POST.get(f"dag_{nummer}", "") for nummer, _naam in DAGEN}
    set_openingstijden(request.context, code, dagen)


def _regel(post: Any, code: str) -> klantcontacten.Regel:
    return klantcontacten.Regel(code, bool(post.get("aanbieden")), *(_number(post.get(naam, "")) for naam in REGELS))


def _save(request: Any, do: Callable[[], None]) -> dict[str, str]:
    """Per field what is wrong; nothing when it was kept."""
    try:
        do()
    except Invalid as problem:
        return {problem.field: problem.reason}
    return {}


def _done(request: Any) -> HttpResponse:
    messages.success(request, _("Dit is bewaard en geldt vanaf nu."))
    return HttpResponseRedirect(reverse("beheer:verdeling"))


def _number(text: str) -> int:
    """A whole number; -1 for anything else, which every field refuses with its own words."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1
