"""How long we keep and what was destroyed: lists of records for three people, and every statement."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.bewaren import commands, queries
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.beheer.bewaren import woorden
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.soortnamen import soortnaam
from geholpen.platform.errors import Invalid, Missing


@alleen_beheer("bewaren")
def overzicht(request: Any) -> HttpResponse:
    """What waits, what can be put on a list, and what was destroyed; POST makes a list or records what the law says."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _post(request)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
    gegevens = {
        "te_maken": queries.te_maken(request.context),
        "lijsten": queries.lijsten(),
        "verklaringen": queries.verklaringen(),
        "ronde": queries.laatste_ronde(),
        "mag_maken": "functioneel_beheerder" in request.medewerker.rollen,
        "mag_waarderen": "archivaris" in request.medewerker.rollen,
        "w": woorden,
        "fouten": fouten,
    }
    return pagina(request, "bewaren/overzicht.html", gegevens, actief="bewaren", status=422 if fouten else 200)


def _post(request: Any) -> HttpResponse:
    given = request.POST
    if given.get("actie") == "waardering":
        stand = commands.set_waardering(request.context, given.get("selectielijst", ""), given.get("waardering", ""))
        if stand == "open":
            messages.success(request, _("De proceseigenaar of de privacy officer besluit of deze dossiers weg mogen."))
        else:
            messages.success(request, _("Vastgelegd wat er met deze dossiers gebeurt."))
        return HttpResponseRedirect(reverse("beheer:bewaren"))
    id = commands.make_lijst(request.context, given.get("selectielijst", ""))
    messages.success(request, _("De lijst is opgesteld. De proceseigenaar beoordeelt hem."))
    return HttpResponseRedirect(reverse("beheer:vernietigingslijst", args=[id]))


@alleen_beheer("bewaren")
def lijst(request: Any, lijst_id: UUID) -> HttpResponse:
    """One list; POST takes the step of this role, or takes a question off."""
    found = queries.lijst(lijst_id)
    if found is None:
        raise Http404
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _step(request, found)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing as gone:
            raise Http404 from gone
    acties = woorden.possible(found, request.medewerker.rollen)
    open_ = found.stand in {"opgesteld", "beoordeeld", "vastgesteld"}
    gegevens = {
        "lijst": found,
        "vragen": queries.lijstvragen(lijst_id),
        "stappen": queries.lijststappen(lijst_id),
        "wie": namen(),
        "onderwerp": {o.code: o.naam for o in onderwerpen()},
        "acties": acties,
        "doe": next((a for a in acties if a.code == request.GET.get("doe", request.POST.get("actie", ""))), None),
        "gelezen_op": _moment(found.pakket.get("gelezen_op", "")),
        "mag_pakket": _may_ask_package(found, request.medewerker.rollen),
        "mag_eraf": open_ and bool(request.medewerker.rollen & {"gegevenseigenaar", "archivaris"}),
        "eraf": request.GET.get("eraf", request.POST.get("regel", "")),
        "w": woorden,
        "fouten": fouten,
        "ingevuld": request.POST if fouten else {},
    }
    return pagina(request, "bewaren/lijst.html", gegevens, actief="bewaren", status=422 if fouten else 200)


def _moment(iso: str) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def _may_ask_package(found: queries.Lijst, rollen: frozenset[str]) -> bool:
    """The archivist, for a list of what is kept for good that was agreed with and is not being packed or gone."""
    mine = "archivaris" in rollen and found.stand == "vastgesteld" and found.waardering == "bewaren"
    return mine and not found.overgebracht_naar and found.pakket.get("stand") not in {"wacht", "gemaakt"}


def _step(request: Any, found: queries.Lijst) -> HttpResponse:
    waarom = request.POST.get("waarom", "")
    regel = request.POST.get("regel", "")
    if request.POST.get("actie") == "pakket":
        commands.ask_pakket(request.context, found.id)
        messages.success(request, _("Het systeem maakt het pakket en leest het na. Kijk over een paar minuten hier."))
    elif regel:
        known = next((v for v in queries.lijstvragen(found.id) if str(v.id) == regel), None)
        if known is None:
            raise Missing
        commands.take_off(request.context, found.id, known.id, waarom)
        messages.success(request, _("De vraag is van de lijst gehaald en blijft bewaard."))
    else:
        acties = woorden.possible(found, request.medewerker.rollen)
        actie = next((a for a in acties if a.code == request.POST.get("actie")), None)
        if actie is None:
            raise Invalid("lijst", _("Deze stap past niet meer bij de lijst. Laad de bladzijde opnieuw."))
        actie.doe(request.context, found.id, waarom)
        messages.success(request, str(actie.klaar))
    return HttpResponseRedirect(reverse("beheer:vernietigingslijst", args=[found.id]))


@alleen_beheer("bewaren")
@require_GET
def verklaring(request: Any, verklaring_id: UUID) -> HttpResponse:
    """One statement of destruction, to read and to print."""
    found = queries.verklaring(verklaring_id)
    if found is None:
        raise Http404
    per_soort: dict[int, int] = {}
    for regel in found.inhoud["regels"]:
        per_soort[regel["gegevens"]] = per_soort.get(regel["gegevens"], 0) + regel["aantal"]
    wie = {str(id): naam for id, naam in namen().items()}
    gegevens = {
        "v": found,
        "soorten": [(soortnaam(soort), aantal) for soort, aantal in sorted(per_soort.items())],
        "momenten": {s["op"]: datetime.fromisoformat(s["op"]) for s in found.inhoud.get("stappen", ())},
        "gelezen_op": _moment(found.inhoud.get("pakket", {}).get("gelezen_op", "")),
        "wie": wie,
        "w": woorden,
    }
    return pagina(request, "bewaren/verklaring.html", gegevens, actief="bewaren")


@alleen_beheer("bewaren")
@require_GET
def verklaring_json(request: Any, verklaring_id: UUID) -> HttpResponse:
    """The same as a file: exactly what the hash is of."""
    found = queries.verklaring(verklaring_id)
    if found is None:
        raise Http404
    response = HttpResponse(found.tekst, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="verklaring-{found.id}.json"'
    return response
