"""The questions by which we make sure who a customer is: read the form, and tell the outcome in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.klantcontacten.commands import Controle
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.platform.errors import Invalid
from geholpen.platform.ui.geboortedatum import read_geboortedatum

VRAGEN: dict[str, Any] = {
    "identiteitsbewijs": gettext_lazy("identiteitsbewijs"),
    "geboortedatum": gettext_lazy("geboortedatum"),
    "adres": gettext_lazy("postcode en huisnummer"),
    "telefoon": gettext_lazy("telefoonnummer"),
}


def read_controle(waarden: Mapping[str, str]) -> Controle | None:
    """What was asked, or None when nothing was. Raises Invalid with the name of the input."""
    postcode, huisnummer, telefoon = (
        waarden.get(f"c_{veld}", "").strip() for veld in ("postcode", "huisnummer", "telefoon")
    )
    geboren = read_geboortedatum(waarden.get("c_geboortedatum", ""), timezone.localdate(), "c_geboortedatum")
    if bool(postcode) != bool(huisnummer):
        leeg = "c_huisnummer" if postcode else "c_postcode"
        raise Invalid(leeg, _("Vul postcode en huisnummer allebei in."))
    controle = Controle(Antwoorden(geboren, postcode, huisnummer, telefoon), "c_bewijs" in waarden)
    return None if controle == Controle() else controle


def in_words(gevraagd: dict[str, bool | None]) -> str:
    """geboortedatum klopt, telefoonnummer klopt niet"""
    oordeel = {True: _("klopt"), False: _("klopt niet"), None: _("kunnen wij niet controleren")}
    return ", ".join(f"{naam} {oordeel[gevraagd[wat]]}" for wat, naam in VRAGEN.items() if wat in gevraagd)


def advice(gevraagd: dict[str, bool | None], *, genoeg: bool) -> str:
    """The outcome, and what to do now."""
    zin = in_words(gevraagd)
    zin = zin[:1].upper() + zin[1:]
    if genoeg:
        return _("%(uitslag)s. U weet nu zeker wie de klant is.") % {"uitslag": zin}
    if False in gevraagd.values():
        return _("%(uitslag)s. Geef nog geen gegevens. Vraag het na, of vraag aan de balie om een bewijs.") % {
            "uitslag": zin
        }
    return _("%(uitslag)s. Dat is nog niet genoeg. Stel nog een vraag.") % {"uitslag": zin}
