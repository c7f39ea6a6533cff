"""Who can help when a page says no: a citizen calls us, an employee asks a colleague."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _


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
        "uitloggen": geweigerd or code == "ANDERE_INLOG",
    }


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
