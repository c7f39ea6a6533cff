"""Scanned letters of which nothing says where they belong: look at the page, point at a question or a customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.commands import Keuze, discard_scan, index_scan
from geholpen.domain.berichten.queries import ScanInfo, scan, scanblad, te_indelen
from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import ONBEKEND, onderwerp, onderwerpen, suggest_onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.queries import Zoekresultaat, Zoekvraag, find_personen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.brieven.voorstel import names_in, read_afzender
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.keuzes import grouped
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.ui.geboortedatum import read_geboortedatum

ZOEKVELDEN = ("achternaam", "geboortedatum", "postcode", "huisnummer")
#: Nothing runs in a picture of a stranger's paper.
CSP = "default-src 'none'; sandbox"


@alleen_medewerker
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Letters that wait, oldest first."""
    return pagina(request, "brieven/lijst.html", {"regels": te_indelen(request.context)}, actief="brieven")


@alleen_medewerker
@require_GET
def blad(request: Any, envelop_id: UUID, nummer: int) -> HttpResponse:
    """One page as a picture."""
    beeld = scanblad(request.context, envelop_id, nummer) if 0 < nummer <= 20 else None  # noqa: PLR2004
    if beeld is None:
        raise Http404
    response = HttpResponse(beeld, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CSP
    response["Cache-Control"] = "private, no-store"
    return response


@alleen_medewerker
def view(request: Any, envelop_id: UUID) -> HttpResponse:
    """One letter with what can be done with it. What is typed to search travels in the body, never in an address."""
    if request.method != "POST":
        return _show(request, envelop_id, {}, {})
    waarden = {naam: str(waarde).strip() for naam, waarde in request.POST.items()}
    try:
        if waarden.get("actie") == "zoek":
            return _show(request, envelop_id, waarden, {}, _search(request, waarden))
        return _file(request, envelop_id, waarden)
    except Invalid as problem:
        gevonden = _search(request, waarden) if waarden.get("actie") == "klant" else None
        return _show(request, envelop_id, waarden, {problem.field: problem.reason}, gevonden, status=422)


def _search(request: Any, waarden: dict[str, str]) -> Zoekresultaat:
    gezocht = {veld: waarden.get(veld, "") for veld in ZOEKVELDEN}
    gezocht["geboortedatum"] = read_geboortedatum(gezocht["geboortedatum"], timezone.localdate())
    return find_personen(request.context, Zoekvraag(**gezocht))


def _file(request: Any, envelop_id: UUID, waarden: dict[str, str]) -> HttpResponse:
    """Do what was chosen, and go on: to the question when it may be seen, else to the next letter."""
    if waarden.get("actie") == "weg":
        discard_scan(request.context, envelop_id)
        messages.success(request, _("De post is weggelegd."))
        return HttpResponseRedirect(reverse("werkplek:brieven"))
    filed = index_scan(request.context, envelop_id, _choice(waarden))
    messages.success(request, _("De brief ligt nu bij de vraag."))
    if filed.partij_id and filed.klantvraag_id and _may_see(request, filed.partij_id, filed.klantvraag_id):
        return HttpResponseRedirect(reverse("werkplek:vraag", args=[filed.partij_id, filed.klantvraag_id]))
    return HttpResponseRedirect(reverse("werkplek:brieven"))


def _choice(waarden: dict[str, str]) -> Keuze:
    """What was filled in. Raises Invalid for a choice that is none."""
    onderwerp_code = waarden.get("onderwerp", "") or ONBEKEND
    match waarden.get("actie"):
        case "kenmerk":
            if not waarden.get("kenmerk"):
                raise Invalid("kenmerk", _("Vul het kenmerk in dat op de brief staat."))
            return Keuze(kenmerk=waarden["kenmerk"])
        case "klant":
            return Keuze(partij_id=_id(waarden.get("klant", "")), onderwerp_code=onderwerp_code)
        case _:
            return Keuze(naam=waarden.get("naam", ""), onderwerp_code=onderwerp_code)


def _id(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError:
        raise Invalid("klant", _("Kies van wie de brief is.")) from None


def _may_see(request: Any, partij_id: UUID, klantvraag_id: UUID) -> bool:
    try:
        regel_van(request.context.voor(Aanleiding("klantvraag", partij_id, klantvraag_id)), partij_id, klantvraag_id)
    except Refused:
        return False
    return True


def _show(
    request: Any,
    envelop_id: UUID,
    waarden: dict[str, str],
    fouten: dict[str, str],
    gevonden: Zoekresultaat | None = None,
    status: int = 200,
) -> HttpResponse:
    brief = scan(request.context, envelop_id)
    if brief is None:
        messages.info(request, _("Deze brief is al ingedeeld door een collega."))
        return HttpResponseRedirect(reverse("werkplek:brieven"))
    aanwijzingen = read_afzender(brief.tekst, _own_postcodes(), organisatie().naam)
    gelezen = {a.veld: a.waarde for a in aanwijzingen}
    gegevens = {
        "brief": brief,
        "bladen": range(1, brief.paginas + 1),
        "onderwerpen": grouped(onderwerpen()),
        "voorstel": _suggested(brief),
        "zoeken": mag_werken(request.context.actor, "zoeken"),
        "aanwijzingen": aanwijzingen,
        "waarden": dict.fromkeys((*ZOEKVELDEN, "naam", "onderwerp", "klant"), "") | gelezen | waarden,
        "redenen": {h.partij_id: _reasons(brief, h.naam, gelezen, waarden) for h in gevonden.hits} if gevonden else {},
        "kenmerk": waarden.get("kenmerk") or next(iter(brief.kenmerken), ""),
        "fouten": fouten,
        "gevonden": gevonden,
    }
    return pagina(request, "brieven/page.html", gegevens, actief="brieven", status=status)


def _suggested(brief: ScanInfo) -> str:
    """The subject that the text points at; "" when it says nothing."""
    code = suggest_onderwerp("", brief.tekst).code
    return "" if code == ONBEKEND else onderwerp(code).code


def _own_postcodes() -> tuple[str, ...]:
    """Our own address stands on letters too, and is nobody's."""
    adres = organisatie().instellingen.get("adres")
    return (str(adres.get("postcode", "")),) if isinstance(adres, dict) else ()


def _reasons(brief: ScanInfo, naam: str, gelezen: dict[str, str], waarden: dict[str, str]) -> list[str]:
    """What on the letter points at this customer, in words."""
    redenen = []
    if gelezen.get("huisnummer") and all(_same(waarden.get(v, ""), gelezen[v]) for v in ("postcode", "huisnummer")):
        redenen.append(_("Postcode en huisnummer staan op de brief."))
    if namen := names_in(naam, brief.tekst):
        redenen.append(_("Op de brief staat: %(naam)s.") % {"naam": ", ".join(namen)})
    return redenen


def _same(een: str, ander: str) -> bool:
    return een.replace(" ", "").upper() == ander.replace(" ", "").upper()
