"""Which other software may come in, for what, and until when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.domain.notificaties.queries import abonnementen
from geholpen.domain.organisatie import commands
from geholpen.domain.organisatie.queries import applicaties_overzicht
from geholpen.faces.beheer.abonnementen import woorden
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald


@alleen_beheer("applicaties")
def lijst(request: Any) -> HttpResponse:
    """All applications; POST adds one."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        keuze = [a for a in request.POST.getlist("activiteiten") if a in dict(_doelen())]
        try:
            id = commands.register_applicatie(request.context, request.POST.get("naam", ""), keuze)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            messages.success(request, _("De applicatie is toegevoegd. Maak nu een token."))
            return HttpResponseRedirect(reverse("beheer:applicatie", args=[id]))
    gegevens = {
        "applicaties": applicaties_overzicht(),
        "doelen": _doelen(),
        "fouten": fouten,
        "naam": request.POST.get("naam", ""),
        "gekozen": request.POST.getlist("activiteiten"),
    }
    return pagina(request, "applicaties/lijst.html", gegevens, actief="applicaties", status=422 if fouten else 200)


def _doelen() -> list[tuple[str, str]]:
    """The purposes that are meant for other software, as choices."""
    return [(a.code, vertaald(a.naam)) for a in activiteiten() if "koppeling" in a.aanleidingen]


@alleen_beheer("applicaties")
def view(request: Any, applicatie_id: UUID) -> HttpResponse:
    """One application and its tokens; POST makes a token, gives one another last day, or withdraws it."""
    fouten: dict[str, str] = {}
    nieuw = ""
    if request.method == "POST":
        try:
            nieuw = _do(request, applicatie_id)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing as gone:
            raise Http404 from gone
        if not nieuw and not fouten:
            return HttpResponseRedirect(reverse("beheer:applicatie", args=[applicatie_id]))
    found = next((a for a in applicaties_overzicht() if a.id == applicatie_id), None)
    if found is None:
        raise Http404
    namen = dict(_doelen())
    gegevens = {
        "applicatie": found,
        "doelen": [namen.get(code, code) for code in found.activiteiten],
        "abonnementen": [(a, woorden.stand(a), woorden.vraagt(a)) for a in abonnementen(applicatie_id)],
        "nieuw": nieuw,
        "fouten": fouten,
        "ingevuld": request.POST if fouten else {},
        "scopes": _scopes(),
        "gekozen_scopes": request.POST.getlist("scopes") if fouten else [],
        "nu": timezone.now(),
        "bezig": request.GET.get("token", ""),
    }
    einde = next((t.verloopt_op for t in found.tokens if str(t.id) == gegevens["bezig"]), None)
    gegevens["laatste_dag"] = timezone.localdate(einde).isoformat() if einde else ""
    return pagina(request, "applicaties/page.html", gegevens, actief="applicaties", status=422 if fouten else 200)


def _scopes() -> list[tuple[str, str]]:
    """What a token can be given for the log and for decisions, as choices. Their names are those of the standards."""
    return [
        ("ldv:lezen", _("Logregels lezen (LDV)")),
        ("ldv:schrijven", _("Logregels bij ons vastleggen (LDV)")),
        ("read:normal", _("Verwerkingsacties lezen (VNG)")),
        ("read:confidential", _("Ook vertrouwelijke verwerkingsacties lezen (VNG)")),
        ("create:normal", _("Verwerkingsacties vastleggen (VNG)")),
        ("create:confidential", _("Ook vertrouwelijke verwerkingsacties vastleggen (VNG)")),
        ("update:normal", _("Bewaartermijn van verwerkingsacties wijzigen (VNG)")),
        ("update:confidential", _("Verwerkingsacties en vertrouwelijkheid wijzigen (VNG)")),
        ("delete:normal", _("Verwerkingsacties laten vervallen (VNG)")),
        ("delete:confidential", _("Ook vertrouwelijke verwerkingsacties laten vervallen (VNG)")),
        ("authzen", _("Vragen of iemand iets mag (AuthZEN)")),
        ("adl:lezen", _("Beslissingen over toegang lezen (ADL)")),
    ]


def _do(request: Any, applicatie_id: UUID) -> str:
    """Do what was asked. Returns the token when one was made: it is shown in this answer and nowhere else."""
    actie, given = request.POST.get("actie", ""), request.POST
    verloopt = _day(given.get("verloopt", ""))
    if actie == "token":
        schrijven = given.get("rechten") == "schrijven"
        return commands.register_token(
            request.context, applicatie_id, given.get("omschrijving", ""), schrijven, verloopt, given.getlist("scopes")
        )
    token_id = _token(given.get("token", ""), applicatie_id)
    if actie == "intrekken":
        commands.withdraw_token(request.context, token_id)
        messages.success(request, _("Het token is ingetrokken. Wie het gebruikt komt er niet meer in."))
    elif actie == "einddatum":
        commands.change_expiry(request.context, token_id, verloopt)
        messages.success(request, _("De einddatum is veranderd."))
    return ""


def _token(text: str, applicatie_id: UUID) -> UUID:
    tokens = {str(t.id): t.id for a in applicaties_overzicht() if a.id == applicatie_id for t in a.tokens}
    if text not in tokens:
        raise Missing
    return tokens[text]


def _day(text: str) -> Any:
    """The day that was filled in, None for none. Raises Invalid."""
    try:
        found = parse_date(text.strip()) if text.strip() else None
    except ValueError:
        found = None
    if text.strip() and found is None:
        raise Invalid("verloopt", _("Kies een dag, bijvoorbeeld 31-12-2027."))
    return found
