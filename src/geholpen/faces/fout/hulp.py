"""Who can help when a page says no: a citizen calls us, an employee asks a colleague."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import mag_werken


def is_medewerker(request: HttpRequest) -> bool:
    """Whether an employee is logged in; False as well when the fault came before that was known."""
    return getattr(request, "medewerker", None) is not None


def help_for(request: HttpRequest, status: int, code: str) -> dict[str, Any]:
    """What the page needs beside its title and its reason."""
    medewerker = is_medewerker(request)
    geweigerd = medewerker and status == 403
    return {
        "medewerker": medewerker,
        "wat": _what(request) if geweigerd else "",
        "stil": geweigerd and code in _STIL,
        "uitloggen": geweigerd or code == "ANDERE_INLOG",
        "nood_url": _nood(request) if geweigerd and code in _GEEN_WERK else "",
        "bevestig_url": _bevestigen(request) if geweigerd and code == "VEEL_INZAGE" else "",
    }


#: Why somebody may not see a customer now, when break-glass could be the answer.
_GEEN_WERK = frozenset({"GEEN_AANLEIDING", "AANLEIDING_GESLOTEN", "AFDELING", "NOOD_VOORBIJ"})

#: The customer's own wish: nobody of the department can see it, and only the privacy officer or the customer ends it.
_STIL = frozenset({"BEZWAAR", "BEPERKT", "TOESTEMMING_ONTBREEKT"})


def _bevestigen(request: Any) -> str:
    """To the provider for a fresh second step, and back to this page."""
    terug = request.path if request.method == "GET" else reverse("werkplek:postvak")
    return f"{reverse('inloggen:opnieuw')}?{urlencode({'next': terug})}"


def _nood(request: Any) -> str:
    """Where break-glass to this customer is asked for; "" when this employee has none."""
    match = request.resolver_match
    partij_id = match.kwargs.get("partij_id") if match and match.app_name == "werkplek" else None
    if partij_id is None or not mag_werken(request.context.actor, "noodtoegang"):
        return ""
    return reverse("werkplek:noodtoegang_vragen", args=[partij_id])


def _what(request: HttpRequest) -> str:
    """What was refused. An address holds ids and never names, so it can be shown and read to a colleague."""
    if request.method == "GET":
        return _("De pagina %(adres)s bekijken") % {"adres": request.path}
    return _("Iets doen of bewaren op de pagina %(adres)s") % {"adres": request.path}


def ours(request: HttpRequest) -> str:
    """It is our own fault, and what to do when it stays."""
    if is_medewerker(request):
        return _(
            "Dat ligt aan het systeem, niet aan u. Probeer het later opnieuw. "
            "Lukt het dan nog niet? Meld het bij uw functioneel beheerder."
        )
    return _("Dat ligt aan ons, niet aan u. Probeer het later opnieuw. Lukt het dan nog niet? Bel ons.")


def not_now(request: HttpRequest) -> str:
    """A source says no for good: trying again does not help."""
    if is_medewerker(request):
        return _("Dit kan nu niet. Meld het bij uw functioneel beheerder.")
    return _("Dit kan nu niet. Neem contact met ons op.")
