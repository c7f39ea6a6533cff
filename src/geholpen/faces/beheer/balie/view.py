"""Places with their hours and agenda, kinds of appointments, and the addresses of the screens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.balie.commands import Plek, Soort, save_afspraaksoort, save_locatie
from geholpen.domain.balie.ports import agendas
from geholpen.domain.balie.queries import (
    LocatieInstelling,
    afspraaksoorten,
    alle_locaties,
    alle_soorten,
    vrije_dagen,
    zuil_sleutel,
)
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.beheer.verdeling.woorden import DAGEN
from geholpen.platform.errors import Invalid, Unavailable
from geholpen.platform.taal import vertaald

AGENDA = {"eigen": "", "jcc": "JCC", "qmatic": "Qmatic"}


@alleen_beheer("balie")
@require_GET
def view(request: Any) -> HttpResponse:
    """All places and kinds, in use or not."""
    over = {o.code: vertaald(o.naam) for o in onderwerpen()}
    gegevens = {
        "plekken": [
            {
                "plek": p,
                "agenda": AGENDA.get(p.agenda, p.agenda) or _("van onszelf"),
                "scherm": reverse("scherm", args=[p.code]),
                "zuil": reverse("zuil", args=[p.code, zuil_sleutel(p.code)]),
            }
            for p in alle_locaties()
        ],
        "soorten": [(s, over.get(s.onderwerp_code, s.onderwerp_code)) for s in alle_soorten()],
    }
    return pagina(request, "balie/page.html", gegevens, actief="balie")


@alleen_beheer("balie")
@require_http_methods(["GET", "POST"])
def plek(request: Any, code: str = "") -> HttpResponse:
    """One place; without a code a new one."""
    found = next((p for p in alle_locaties() if p.code == code), None)
    if code and found is None:
        raise Http404
    fouten: dict[str, str] = {}
    proberen = request.method == "POST" and request.POST.get("actie") == "proberen" and found is not None
    if request.method == "POST" and not proberen:
        try:
            save_locatie(request.context, _plek(request.POST, code), nieuw=not code)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            return _done(request)
    nu: dict[str, Any] = request.POST.dict()
    if request.method != "POST" or proberen:
        nu = {"loketten": 1, "agenda": "eigen", "actief": "on"}
        nu |= _values(found) if found else {}
    gegevens = {
        "code": code,
        "naam": found.naam if found else "",
        "te_proberen": found is not None and found.agenda != "eigen" and found.actief,
        "uitslag": _probe(found) if found and proberen else None,
        "waarden": nu,
        "dagen": [(nummer, str(dag), nu.get(f"dag_{nummer}", "")) for nummer, dag in DAGEN],
        "agendas": [("eigen", _("van onszelf")), *((a, AGENDA.get(a, a)) for a in agendas())],
        "fouten": fouten,
    }
    return pagina(request, "balie/plek.html", gegevens, actief="balie", status=422 if fouten else 200)


def _probe(plek: LocatieInstelling) -> tuple[bool, str]:
    """Ask the other agenda for free days, live: whether it works, and what to say. Nothing is booked."""
    wat = next((s for s in afspraaksoorten() if plek.agenda in s.agendas), None)
    if wat is None:
        return False, _("Vul eerst bij een soort afspraak in hoe die in deze agenda heet.")
    try:
        dagen = vrije_dagen(wat.code, plek.code, timezone.localdate())
    except (Invalid, Unavailable):
        return False, _("De agenda antwoordt niet, of kent onze sleutel niet. Kijk het adres na.")
    vrij = ngettext("%(num)s dag vrij", "%(num)s dagen vrij", len(dagen)) % {"num": len(dagen)}
    wanneer = _("De agenda antwoordt. Voor %(wat)s: %(vrij)s in de komende twee weken.")
    return bool(dagen), wanneer % {"wat": vertaald(wat.naam), "vrij": vrij}


def _values(p: Any) -> dict[str, Any]:
    extern = {"adres_agenda": p.extern.get("adres", ""), "locatie_agenda": p.extern.get("locatie", "")}
    uren = {f"dag_{dag}": tekst for dag, tekst in p.uren.items()}
    kaal = {"naam": p.naam, "adres": p.adres, "loketten": p.loketten, "agenda": p.agenda}
    return {**kaal, "actief": "on" if p.actief else "", **extern, **uren}


def _plek(post: Any, code: str) -> Plek:
    return Plek(
        code or post.get("code", "").strip(),
        post.get("naam", ""),
        post.get("adres", ""),
        _number(post.get("loketten", "")),
        post.get("agenda", ""),
        {nummer: post.get(f"dag_{nummer}", "") for nummer, _dag in DAGEN},
        {"adres": post.get("adres_agenda", ""), "locatie": post.get("locatie_agenda", "")},
        bool(post.get("actief")),
    )


@alleen_beheer("balie")
@require_http_methods(["GET", "POST"])
def soort(request: Any, code: str = "") -> HttpResponse:
    """One kind of appointment; without a code a new one."""
    found = next((s for s in alle_soorten() if s.code == code), None)
    if code and found is None:
        raise Http404
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            save_afspraaksoort(request.context, _soort(request.POST, code), nieuw=not code)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            return _done(request)
    nu: dict[str, Any] = request.POST.dict()
    if request.method != "POST":
        nu = {"minuten": 15, "actief": "on"}
        if found:
            nu = {naam: getattr(found, naam) for naam in ("naam", "onderwerp_code", "minuten", "meenemen")}
            nu |= {"actief": "on" if found.actief else "", "video": "on" if found.video else ""}
            nu |= {f"extern_{a}": found.extern.get(a, "") for a in agendas()}
    gegevens = {
        "code": code,
        "naam": found.naam if found else "",
        "waarden": nu,
        "onderwerpen": [(o.code, vertaald(o.naam)) for o in onderwerpen() if not o.gevoelig and o.code != "onbekend"],
        "agendas": [(a, AGENDA.get(a, a)) for a in agendas()],
        "fouten": fouten,
    }
    return pagina(request, "balie/soort.html", gegevens, actief="balie", status=422 if fouten else 200)


def _soort(post: Any, code: str) -> Soort:
    return Soort(
        code or post.get("code", "").strip(),
        post.get("naam", ""),
        post.get("onderwerp_code", ""),
        _number(post.get("minuten", "")),
        post.get("meenemen", ""),
        bool(post.get("video")),
        {a: post.get(f"extern_{a}", "") for a in agendas()},
        bool(post.get("actief")),
    )


def _done(request: Any) -> HttpResponse:
    messages.success(request, _("Dit is bewaard en geldt vanaf nu."))
    return HttpResponseRedirect(reverse("beheer:balie"))


def _number(text: str) -> int:
    """A whole number; -1 for anything else, which every field refuses with its own words."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1
