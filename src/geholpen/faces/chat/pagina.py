"""The chat without script: a page with a form. The token of the visit travels in the form, never in an address."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from geholpen.domain.chat import commands, queries
from geholpen.domain.chat.queries import Bezoek, Chatsleutel
from geholpen.faces.chat import v1, vorm
from geholpen.faces.chat import verder as verder_weg
from geholpen.faces.chat.adres import caller, stroom_url
from geholpen.faces.chat.kruis import is_own, own_origin
from geholpen.faces.chatkaart import can_log_in
from geholpen.faces.huis import TALEN as TAALNAMEN
from geholpen.faces.huis import huis
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.taal import TALEN

#: A fault by its field, and where the form to go on elsewhere shows it; any other is shown at the message.
VELDEN = {"channel": "kanaal", "kanaal": "kanaal", "address": "adres", "adres": "adres", "wanneer": "wanneer"}
#: What the button of another language sends, before its code.
TAAL = "taal-"
_KEUZES = (("keuzes", "ways"), ("momenten", "moments"))


@csrf_exempt  # no cookie says who writes: what counts is the token in the form
@require_http_methods(["GET", "POST"])
def pagina(request: HttpRequest, sleutel_id: UUID) -> HttpResponse:
    """Ask, read, write on, look again, end. The language travels in the form too: this page sets no cookie.

    No page of somebody else sends this form: else it could show its own chat here, for another to log in in.
    """
    if request.method == "POST" and not is_own(request, request.headers.get("origin", own_origin(request))):
        return HttpResponse(status=403)
    gevraagd = (request.GET if request.method == "GET" else request.POST).get("taal", "")
    doe = request.POST.get("doe", "")
    code = doe.removeprefix(TAAL) if doe.startswith(TAAL) else gevraagd
    with translation.override(code if code in TALEN else get_language()):
        response = _answer(request, sleutel_id)
        response["Content-Language"] = get_language() or "nl"
    return response


def _answer(request: HttpRequest, sleutel_id: UUID) -> HttpResponse:
    sleutel = queries.chatsleutel(sleutel_id)
    if sleutel is None:
        raise Http404
    if request.method == "GET":
        return show(request, sleutel, {})
    return _write(request, sleutel, request.POST.dict())


def _write(request: HttpRequest, sleutel: Chatsleutel, waarden: dict[str, str]) -> HttpResponse:
    token, fouten, gezegd = waarden.get("token", ""), {}, ""
    elders = _wants_elsewhere(waarden)
    bezoek = queries.bezoek_met(token) if token else None
    if bezoek and (bestand := _file(bezoek, waarden.get("bestand", ""))):
        return bestand
    try:
        if elders:
            gezegd = _elsewhere(sleutel, bezoek, waarden)
            waarden["adres"] = ""
        else:
            token = _do(request, sleutel, bezoek, token, waarden)
    except Invalid as no:
        fouten = {VELDEN.get(no.field, "kanaal" if elders else "tekst"): no.reason}
    except Refused as no:
        fouten = {"": no.reason}  # no field of the form is to blame
    return show(request, sleutel, waarden, token, fouten, gezegd)


def _wants_elsewhere(waarden: dict[str, str]) -> bool:
    """Whether the visitor goes on elsewhere. Enter in the field of the address presses the first button of the form."""
    doe = waarden.get("doe", "bericht")
    return doe == "verder" or (doe == "bericht" and bool(waarden.get("adres")) and not waarden.get("tekst", "").strip())


def _elsewhere(sleutel: Chatsleutel, bezoek: Bezoek | None, waarden: dict[str, str]) -> str:
    """Go on in another channel; what the visitor reads of it, once. Raises Invalid and Refused."""
    bezoek = _still(bezoek, sleutel)
    naar = {"channel": waarden.get("kanaal", ""), "address": waarden.get("adres", "")[:254]}
    begonnen = verder_weg.go_on(v1.ons(), bezoek, {**naar, "when": waarden.get("wanneer", "")})
    return "" if begonnen.stand else begonnen.zin  # of a link the page says itself how it stands


def _file(bezoek: Bezoek, id: str) -> HttpResponse | None:
    """The file whose button was pressed."""
    try:
        return v1.file_of(bezoek, UUID(id)) if id else None
    except ValueError:
        return None


def _still(bezoek: Bezoek | None, sleutel: Chatsleutel) -> Bezoek:
    if bezoek is None or bezoek.account_id != sleutel.id:
        raise Refused("GEEINDIGD", "Deze chat is er niet meer. Begin een nieuwe chat.")
    return bezoek


def _do(request: HttpRequest, sleutel: Chatsleutel, bezoek: Bezoek | None, token: str, waarden: dict[str, str]) -> str:
    """Carry out what was asked; returns the token of the visit. Raises Invalid and Refused."""
    if token:
        _still(bezoek, sleutel)
    doe = waarden.get("doe", "bericht")
    if doe == "ververs" or doe.startswith(TAAL):
        return token
    if doe == "einde" and bezoek is not None:
        commands.end_bezoek(v1.ons(), bezoek.id, "bezoeker")
        return token
    if not waarden.get("tekst", "").strip():
        raise Invalid("tekst", "Schrijf eerst uw bericht.")
    data = {"client_message_id": waarden.get("sleutel", ""), "text": waarden["tekst"]}
    data |= {"name": waarden.get("naam", ""), "email": waarden.get("mail", "")}
    bericht = v1.message(data)
    if bezoek is None:
        nieuw = commands.NieuwBezoek(sleutel, get_language() or "nl", caller(request))
        toegang = commands.start_bezoek(v1.ons(), nieuw)
        commands.write_chat(v1.ons(), toegang.bezoek_id, bericht)
        token = toegang.token
    else:
        commands.write_chat(v1.ons(), bezoek.id, bericht)
    waarden["tekst"] = ""
    return token


def show(
    request: HttpRequest,
    sleutel: Chatsleutel,
    waarden: dict[str, str],
    token: str = "",
    fouten: Mapping[str, str] = MappingProxyType({}),
    gezegd: str = "",
) -> HttpResponse:
    """The page as it is now."""
    bezoek = queries.bezoek_met(token) if token else None
    gesprek = v1.said(bezoek, 0) if bezoek else []
    if bezoek is not None:
        commands.mark_aanwezig(v1.ons(), [bezoek.id], [])
        commands.mark_gelezen(v1.ons(), bezoek.id, gesprek[-1].volgnummer if gesprek else 0)
    open_ = queries.chat_opening()
    plaats = queries.rij().plaats(bezoek.id) if bezoek else 0
    spreekt = not plaats and any((b.van, b.kanaal) == ("medewerker", "chat") for b in gesprek)
    gegevens: dict[str, Any] = {
        "organisatie": huis(),
        "sleutel": sleutel,
        "inrichting": vorm.inrichting(sleutel, open_, get_language() or "nl"),
        "gesprek": gesprek,
        "getoond": vorm.shown,
        "gelezen_tot": bezoek.wij_gelezen_tot if bezoek else 0,
        **_reference(bezoek, empty=not gesprek),
        "dicht": not open_.open and not spreekt,  # who talks with somebody is not told that nobody is there
        "plaats": plaats,
        "klaar": bezoek is not None and bezoek.geeindigd_op is not None,
        "token": token if bezoek else "",
        "stroom": stroom_url(request),
        "bericht_sleutel": str(uuid4()),
        "waarden": waarden,
        "fouten": fouten,
        "andere_talen": [(code, naam) for code, naam in TAALNAMEN if code != vorm.taal(get_language() or "nl")],
        "gezegd": gezegd,
        "link": (verder_weg.link_stands(bezoek), vorm.wissel(bezoek)) if bezoek else ("", ""),
        "verder": _ways() if gesprek else None,
        "inloggen": can_log_in() and bezoek is not None and not bezoek.plek and bezoek.geeindigd_op is None,
        "ingelogd": verder_weg.logged_in(bezoek) if bezoek else "",
    }
    return _page("chat/page.html", gegevens, 422 if fouten else 200)


def _kenmerk(bezoek: Bezoek) -> str:
    if bezoek.partij_id is None or bezoek.klantvraag_id is None:
        return ""
    return queries.kenmerk_van(v1.ons().over({bezoek.partij_id}), bezoek.partij_id, bezoek.klantvraag_id)


def _reference(bezoek: Bezoek | None, *, empty: bool) -> dict[str, str]:
    """`kenmerk` of the question; in an empty window of a question that was there already `bij`: what it is about."""
    kenmerk = _kenmerk(bezoek) if bezoek and not (empty and bezoek.geeindigd_op) else ""
    zin = _(
        "U praat hier verder over uw vraag %(kenmerk)s. Wat eerder is gezegd, staat niet in dit venster: wij zien het."
    )
    return {"kenmerk": "" if empty else kenmerk, "bij": zin % {"kenmerk": kenmerk} if empty and kenmerk else ""}


def _ways() -> dict[str, Any]:
    """How to go on elsewhere, as choices of a form."""
    found = verder_weg.ways(vorm.taal(get_language() or "nl"))
    paren = {naam: [(k["code"], k["name"]) for k in found[bron]] for naam, bron in _KEUZES}
    return {**found, **paren}


@csrf_exempt
@require_http_methods(["GET", "POST"])
def verder(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail. Looking at it uses nothing up: mail programs look at every link. The button does."""
    if request.method == "GET":
        return _page("chat/verder.html", {"organisatie": huis(), "toont": queries.link_shows(token)})
    toegang = commands.redeem_verder(v1.ons(), token)
    bezoek = queries.bezoek(toegang.bezoek_id) if toegang else None
    sleutel = queries.chatsleutel(bezoek.account_id) if bezoek else None
    if toegang is None or sleutel is None:
        reden = _("De link is al gebruikt of te oud, of daarna heeft iemand in deze chat ingelogd.")
        sleutel = next(iter(queries.chatsleutels()), None)
        return _page("chat/verder.html", {"organisatie": huis(), "fout": reden, "sleutel": sleutel}, 410)
    return show(request, sleutel, {}, toegang.token)


def _page(naam: str, gegevens: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page made without the request: so it sets no cookie, not even against forged forms.

    The tab that its window opens to log in may hear it.
    """
    response = HttpResponse(render_to_string(naam, gegevens), status=status)
    response["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return response
