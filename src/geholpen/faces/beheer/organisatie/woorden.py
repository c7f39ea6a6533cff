"""Words for the settings of the organisation, and how their values are read in one line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.faces.beheer.schil import afdelingsnamen
from geholpen.platform.telefoonnummer import leesbaar

TITELS: dict[str, Any] = {
    "gegevens": gettext_lazy("Wie wij zijn"),
    "nummer": gettext_lazy("Ons nummer bij de overheid (OIN)"),
    "post": gettext_lazy("Waar het systeem collega's mailt"),
}
UITLEG: dict[str, Any] = {
    "gegevens": gettext_lazy("Klanten lezen dit op elke bladzijde, in mails en op brieven."),
    "nummer": gettext_lazy("Aan dit nummer herkennen andere organisaties ons, in het logboek en bij koppelingen."),
    "post": gettext_lazy("Wie het hoort als een doel bijna verloopt, of als er iets is met inzage of een verzoek."),
}
VELDEN: dict[str, Any] = {
    "naam": gettext_lazy("Naam"),
    "mailadres": gettext_lazy("Mailadres"),
    "telefoon": gettext_lazy("Telefoon"),
    "website": gettext_lazy("Website"),
    "snel_weg": gettext_lazy("Waar “Verlaat deze website snel” heen gaat"),
    "straat": gettext_lazy("Straat"),
    "huisnummer": gettext_lazy("Huisnummer"),
    "postcode": gettext_lazy("Postcode"),
    "plaats": gettext_lazy("Plaats"),
    "oin": gettext_lazy("OIN"),
    "register_mail.fg": gettext_lazy("Doelen die bijna verlopen, aan de privacy officer"),
    "register_mail.beheer": gettext_lazy("Doelen die bijna verlopen, aan de functioneel beheerder"),
    "controle_mail.teamleider": gettext_lazy("Foute antwoorden bij wie-bent-u, aan de teamleider"),
    "controle_mail.fg": gettext_lazy("Foute antwoorden bij wie-bent-u, aan de privacy officer"),
    "toezicht_mail.fg": gettext_lazy("Toezicht op inzage en verzoeken, aan de privacy officer"),
}


def veldnaam(sleutel: str) -> str:
    """The words of one field; those of a department say which."""
    if sleutel in VELDEN:
        return str(VELDEN[sleutel])
    setting, _punt, code = sleutel.partition(".")
    naam = afdelingsnamen().get(code, code)
    if setting == "afdeling_mail":
        return _("%(afdeling)s, adres van de afdeling") % {"afdeling": naam}
    return _("%(afdeling)s, toezicht aan de teamleider") % {"afdeling": naam}


def plat(waarden: dict[str, Any]) -> dict[str, str]:
    """Settings as one text per field, as the form has them: lists with an address per line."""
    found: dict[str, str] = {}
    for naam, waarde in waarden.items():
        if isinstance(waarde, dict):
            inside = {(sleutel if naam == "adres" else f"{naam}.{sleutel}"): w for sleutel, w in waarde.items()}
            found |= plat(inside)
        elif isinstance(waarde, list):
            found[naam] = "\n".join(str(w) for w in waarde)
        else:
            found[naam] = str(waarde or "")
    return found


def verschil(was: dict[str, Any], wordt: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Per field that changes: its words, what it was, what it becomes."""
    oud, nieuw = plat(was), plat(wordt)
    keys = [*nieuw, *(k for k in oud if k not in nieuw)]
    changed = [(k, in_words(k, oud.get(k, "")), in_words(k, nieuw.get(k, ""))) for k in keys]
    return [(veldnaam(k), was, straks) for k, was, straks in changed if was != straks]


def in_words(sleutel: str, waarde: str) -> str:
    """A value on one line, as people read it."""
    if sleutel == "snel_weg" and not waarde:
        return _("Een bladzijde van ons zelf die niemand noemt")
    return leesbaar(waarde) if sleutel == "telefoon" else waarde.replace("\n", ", ")
