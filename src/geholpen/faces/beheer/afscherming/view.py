"""Shield a file or end it, say which groups may open shielded files, and the staff list with its two approvals."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.organisatie.queries import medewerkers, namen
from geholpen.domain.partijen import commands
from geholpen.domain.partijen.queries import (
    afschermgroepen,
    afschermingen,
    afschermmeldingen,
    find_om_af_te_schermen,
    personeelslijsten,
    read_lijst,
)
from geholpen.faces.beheer.schil import AFSCHERMEN, alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing

_UUID = re.compile(r"[0-9a-f-]{36}")


@alleen_beheer("afscherming")
def view(request: Any) -> HttpResponse:
    """What is shielded now and before; POST shields a file or ends it."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = _try(request, _change)
        if not fouten:
            return HttpResponseRedirect(reverse("beheer:afscherming"))
    rijen = afschermingen(request.context)
    gegevens = {
        "lopend": [r for r in rijen if r.beeindigd_op is None],
        "voorbij": [r for r in rijen if r.beeindigd_op is not None],
        "meldingen_groep": afschermmeldingen(request.context),
        "groepen": {g.code: g.naam for g in afschermgroepen()},
        "wie": namen(),
        **_formulier(request, fouten),
    }
    return _pagina(request, "page.html", gegevens, fouten)


@alleen_beheer("afscherming")
def groepen(request: Any) -> HttpResponse:
    """The groups; POST makes one or changes one."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = _try(request, _save_groep)
        if not fouten:
            return HttpResponseRedirect(reverse("beheer:afschermgroepen"))
    wie = namen()
    gekozen = next((g for g in afschermgroepen() if g.code == request.GET.get("groep")), None)
    gegevens = {
        "groepen": afschermgroepen(),
        "gekozen": gekozen,
        "namen_in": {g.code: ", ".join(wie.get(id, "–") for id in g.leden) for g in afschermgroepen()},
        "mensen": [(str(m.id), m.naam) for m in medewerkers()],
        **_formulier(request, fouten),
    }
    return _pagina(request, "groepen.html", gegevens, fouten)


@alleen_beheer("personeelslijst", AFSCHERMEN | {"ondernemingsraad"})
def personeel(request: Any) -> HttpResponse:
    """The staff list: who delivered it and who approved it, never who is on it. POST delivers, approves, withdraws."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = _try(request, _change_lijst)
        if not fouten:
            return HttpResponseRedirect(reverse("beheer:personeelslijst"))
    gegevens = {"lijsten": personeelslijsten(), "wie": namen(), **_formulier(request, fouten)}
    return _pagina(request, "personeel.html", gegevens, fouten)


def _pagina(request: Any, template: str, gegevens: dict[str, Any], fouten: dict[str, str]) -> HttpResponse:
    rollen = request.medewerker.rollen
    bladen = [
        ("afscherming", _("Dossiers"), "page.html"),
        ("afschermgroepen", _("Groepen"), "groepen.html"),
        ("personeelslijst", _("Personeelslijst"), "personeel.html"),
    ]
    samen = {
        "bladen": [
            {"tekst": tekst, "url": reverse(f"beheer:{naam}"), "actief": blad == template}
            for naam, tekst, blad in bladen
            if rollen & AFSCHERMEN
        ],
        "mag_plaatsen": "functioneel_beheerder" in rollen,
        "mag_akkoord": {"or": "ondernemingsraad" in rollen, "fg": "fg" in rollen},
    }
    status = 422 if fouten else 200
    actief = "afscherming" if rollen & AFSCHERMEN else "personeelslijst"
    return pagina(request, f"afscherming/{template}", samen | gegevens, actief=actief, status=status)


def _formulier(request: Any, fouten: dict[str, str]) -> dict[str, Any]:
    """What was typed comes back with the fault, but for numbers of people: those are typed again."""
    typed = {k: v for k, v in request.POST.items() if k not in ("wie", "lijst")} if fouten else {}
    return {"fouten": fouten, "ingevuld": typed, "leden": request.POST.getlist("leden") if fouten else []}


def _try(request: Any, change: Any) -> dict[str, str]:
    """Do what the form asks. Returns what is wrong with it, by field."""
    try:
        change(request)
    except Invalid as problem:
        return {fault.field: fault.reason for fault in (problem, *problem.also)}
    except Missing as gone:
        raise Http404 from gone
    return {}


def _change(request: Any) -> None:
    given = request.POST
    if given.get("actie") == "einde":
        partij_id, id = _id(given.get("partij", "")), _id(given.get("afscherming", ""))
        commands.end_shield(request.context.over({partij_id}), partij_id, id, given.get("einde", ""))
        messages.success(request, _("De afscherming is beëindigd."))
        return
    partij_id = find_om_af_te_schermen(request.context, given.get("wie", ""))
    commands.shield(request.context.over({partij_id}), partij_id, given.get("groep", ""), given.get("reden", ""))
    messages.success(request, _("Het dossier is afgeschermd."))


def _save_groep(request: Any) -> None:
    given = request.POST
    leden = [UUID(id) for id in given.getlist("leden") if _UUID.fullmatch(id)]
    code = given.get("code", "")
    if code and code not in {g.code for g in afschermgroepen()}:
        raise Missing
    commands.save_groep(
        request.context,
        code,
        given.get("naam", ""),
        given.get("meldadres", ""),
        leden,
        voor_personeel="voor_personeel" in given,
    )
    messages.success(request, _("De groep is bewaard."))


def _change_lijst(request: Any) -> None:
    given, ctx = request.POST, request.context
    match given.get("actie"):
        case "plaatsen":
            commands.place_personeelslijst(ctx, read_lijst(given.get("lijst", "")))
            messages.success(request, _("De lijst is geplaatst. Hij telt als de twee akkoorden er zijn."))
        case "intrekken":
            commands.withdraw_personeelslijst(ctx, _id(given.get("lijst_id", "")))
            messages.success(request, _("De lijst is ingetrokken."))
        case "or" | "fg" as deel:
            commands.approve_personeelslijst(ctx, _id(given.get("lijst_id", "")), deel)
            messages.success(request, _("Uw akkoord is vastgelegd."))
        case _:
            raise Missing


def _id(text: str) -> UUID:
    if not _UUID.fullmatch(text):
        raise Missing
    return UUID(text)
