"""The pages of logging in and out."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST, require_safe

from geholpen.domain.organisatie.queries import medewerker_met_code
from geholpen.domain.partijen.queries import partij_met_bsn
from geholpen.faces.huis import huis, taal_links
from geholpen.faces.inloggen import oidc
from geholpen.faces.inloggen.aanmelding import alleen_medewerker, sign_in
from geholpen.faces.inloggen.niveau import again, logged_in_at, second_step, sure_enough
from geholpen.platform.context import ActorSoort, system
from geholpen.platform.errors import Invalid, Unavailable

log = logging.getLogger("geholpen.inloggen")
POGING = "inlogpoging"


def local(address: str) -> str:
    """A path on this site, or "": nobody is sent elsewhere by us."""
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if safe and not urlsplit(address).netloc else ""


def start_page(request: Any) -> str:
    """Where somebody belongs after logging in."""
    if request.context is None:
        return reverse("inloggen:keuze")
    return "/mijn/" if request.context.actor.soort == ActorSoort.KLANT else "/werkplek/"


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """`/`: to the login page, or to where this person belongs."""
    return HttpResponseRedirect(start_page(request))


@require_safe
def keuze(request: HttpRequest) -> HttpResponse:
    """Customer or employee?"""
    next_ = local(request.GET.get("next", ""))
    vraag = f"?{urlencode({'next': next_})}" if next_ else ""
    uit = request.GET.get("uit") == "1"
    return _page(request, "inloggen/keuze.html", {"vraag": vraag, "uitgelogd": uit})


@require_GET
def naar_aanbieder(request: HttpRequest, wie: str) -> HttpResponse:
    """Send the browser to the provider, with fresh secrets in a session."""
    bij = oidc.aanbieder(wie)
    poging = oidc.new_poging(local(request.GET.get("next", "")))
    address = oidc.authorize_address(bij, poging, _return_address(request, wie))
    request.session[f"{POGING}_{wie}"] = asdict(poging)
    return HttpResponseRedirect(_for_browser(request, bij, address))


@alleen_medewerker
@require_GET
def opnieuw(request: Any) -> HttpResponse:
    """Send an employee who is logged in to the provider once more, for a fresh second step."""
    bij = oidc.aanbieder("medewerker")
    poging = oidc.new_poging(local(request.GET.get("next", "")), opnieuw=True)
    asked = oidc.step_up(request.medewerker.code, settings.OIDC_MFA_ACR)
    address = oidc.authorize_address(bij, poging, _return_address(request, "medewerker"), **asked)
    request.session[f"{POGING}_medewerker"] = asdict(poging)
    return HttpResponseRedirect(_for_browser(request, bij, address))


def _return_address(request: HttpRequest, wie: str) -> str:
    return request.build_absolute_uri(reverse("inloggen:terug", args=[wie]))


def _for_browser(request: HttpRequest, bij: oidc.Aanbieder, address: str) -> str:
    """The demo's own provider is on the host the browser already uses, also when that is not the loopback."""
    path = urlsplit(bij.issuer).path
    if settings.DEMO and path.startswith("/simulator/"):
        parts = urlsplit(address)
        return request.build_absolute_uri(f"{parts.path}?{parts.query}")
    return address


@require_GET
def terug(request: HttpRequest, wie: str) -> HttpResponse:
    """The provider's answer."""
    kept = request.session.pop(f"{POGING}_{wie}", None)
    if kept is None:
        return _failed(request, "GEEN_POGING")
    poging = oidc.Poging(**kept)
    try:
        said = oidc.claims(oidc.aanbieder(wie), poging, request.GET.dict(), _return_address(request, wie))
    except oidc.Mislukt as mislukt:
        return _failed(request, mislukt.code)
    code = _accept_medewerker(request, said, poging) if wie == "medewerker" else _accept_klant(request, said)
    return _failed(request, code) if code else HttpResponseRedirect(poging.next or f"/{_FACE[wie]}/")


_FACE = {"medewerker": "werkplek", "klant": "mijn"}


def _accept_medewerker(request: Any, said: dict[str, Any], poging: oidc.Poging) -> str:
    """Sign the employee in; returns "" or why not."""
    nu = time.time()
    if not second_step(said, settings.OIDC_MFA_ACR):
        return "TWEEDE_STAP"
    found = medewerker_met_code(str(said["sub"]))
    if found is None:
        return "ONBEKENDE_MEDEWERKER"
    if poging.opnieuw and (request.medewerker is None or request.medewerker.id != found.id):
        return "IEMAND_ANDERS"
    if poging.opnieuw and not again(said, poging.sinds, nu):
        return "NIET_OPNIEUW"
    sign_in(request, ActorSoort.MEDEWERKER, found.id, bevestigd=logged_in_at(said, nu))
    return ""


def _accept_klant(request: HttpRequest, said: dict[str, Any]) -> str:
    """Sign the customer in; returns "" or why not."""
    if not sure_enough(said, settings.OIDC_KLANT_NIVEAU):
        return "NIVEAU"
    try:
        partij_id = partij_met_bsn(system("mijn", oorsprong="inloggen"), str(said.get("bsn", "")))
    except (Invalid, ValueError):
        return "GEEN_BSN"
    if partij_id is None:
        return "ONBEKENDE_KLANT"
    sign_in(request, ActorSoort.KLANT, partij_id)
    return ""


def _failed(request: HttpRequest, code: str) -> HttpResponse:
    log.info("inloggen mislukt: %s", code)
    return _page(request, "inloggen/mislukt.html", {"code": code}, status=403)


@require_POST
def uitloggen(request: Any) -> HttpResponse:
    """End the session here and at the provider. The ID token is not sent along: an address is no place for a BSN."""
    soort = request.context.actor.soort if request.context else None
    request.session.flush()
    if soort is None:
        return HttpResponseRedirect(reverse("inloggen:keuze"))
    return HttpResponseRedirect(_end_address(request, "klant" if soort == ActorSoort.KLANT else "medewerker"))


@require_POST
def blijf(request: Any) -> HttpResponse:
    """Stay logged in: asking is enough, the middleware keeps the moment. 401 when it is too late."""
    return HttpResponse(status=401 if request.context is None else 204)


def _end_address(request: HttpRequest, wie: str) -> str:
    home = request.build_absolute_uri(reverse("inloggen:keuze")) + "?uit=1"
    try:
        bij = oidc.aanbieder(wie)
        endpoint = oidc.metadata(bij).get("end_session_endpoint", "")
    except Unavailable:
        return home
    if not endpoint:
        return home
    query = urlencode({"client_id": bij.client_id, "post_logout_redirect_uri": home})
    return _for_browser(request, bij, f"{endpoint}?{query}")


@require_GET
def taal(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the language of the screens; kept in a cookie."""
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        raise Http404
    response = HttpResponseRedirect(local(request.GET.get("next", "")) or "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS, httponly=True
    )
    return response


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context |= {"organisatie": huis(), "taal_links": taal_links(request), "demo": settings.DEMO}
    return render(request, template, context, status=status)
