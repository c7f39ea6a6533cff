"""The questions by which we make sure who a customer is: read the form, and tell the outcome in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from geholpen.domain.klantcontacten.commands import Controle, Uitslag
from geholpen.domain.klantcontacten.queries import Stand
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.platform.errors import Invalid
from geholpen.platform.ui.geboortedatum import read_geboortedatum

VRAGEN: dict[str, Any] = {
    "identiteitsbewijs": gettext_lazy("identiteitsbewijs"),
    "geboortedatum": gettext_lazy("geboortedatum"),
    "adres": gettext_lazy("postcode en huisnummer"),
    "telefoon": gettext_lazy("telefoonnummer"),
    "bsn": gettext_lazy("laatste cijfers van het BSN"),
}
#: The inputs of the form; what was compared is not put in them again.
VELDEN = ("c_geboortedatum", "c_telefoon", "c_bsn", "c_postcode", "c_huisnummer", "c_bewijs")
_BSN_CIJFERS = 4


def read_controle(waarden: Mapping[str, str]) -> Controle | None:
    """What was asked, or None when nothing was. Raises Invalid with the name of the input."""
    postcode, huisnummer, telefoon, bsn = (
        waarden.get(f"c_{veld}", "").strip() for veld in ("postcode", "huisnummer", "telefoon", "bsn")
    )
    geboren = read_geboortedatum(waarden.get("c_geboortedatum", ""), timezone.localdate(), "c_geboortedatum")
    if bool(postcode) != bool(huisnummer):
        leeg = "c_huisnummer" if postcode else "c_postcode"
        raise Invalid(leeg, _("Vul postcode en huisnummer allebei in."))
    if bsn and (not bsn.isdecimal() or len(bsn) < _BSN_CIJFERS):
        raise Invalid("c_bsn", _("Vul de laatste vier cijfers in."))
    controle = Controle(Antwoorden(geboren, postcode, huisnummer, telefoon, bsn), "c_bewijs" in waarden)
    return None if controle == Controle() else controle


def without_answers(waarden: Mapping[str, str]) -> dict[str, str]:
    """The form without what was just compared: sending it again is not another attempt."""
    return {veld: waarde for veld, waarde in waarden.items() if veld not in VELDEN}


def in_words(gevraagd: Mapping[str, bool | None]) -> str:
    """geboortedatum klopt, telefoonnummer klopt niet"""
    return ", ".join(
        f"{naam} {_('klopt') if gevraagd[wat] else _('klopt niet')}" for wat, naam in VRAGEN.items() if wat in gevraagd
    )


def advice(uitslag: Uitslag) -> str:
    """The outcome, and what to do now."""
    zin = in_words(uitslag.gevraagd)
    zin = zin[:1].upper() + zin[1:]
    return f"{zin}. {_next_step(uitslag)}"


def _next_step(uitslag: Uitslag) -> str:
    if uitslag.voldoende:
        return _("U weet nu zeker wie de klant is.")
    if uitslag.stand.dicht:
        return dicht()
    if False not in uitslag.gevraagd.values():
        return _("Dat is nog niet genoeg. Stel nog een vraag.")
    over = uitslag.stand.over
    nog = ngettext(
        "Nog %(n)s fout antwoord, dan stopt de controle.", "Nog %(n)s foute antwoorden, dan stopt de controle.", over
    )
    return f"{_('Geef nog geen gegevens. Vraag het na of stel een andere vraag.')} {nog % {'n': over}}"


def dicht() -> str:
    """That nothing can be asked any more, and what is still possible."""
    return _(
        "De controle is gestopt: er klopten te vaak antwoorden niet. Geef geen gegevens. De klant kan met een"
        " identiteitsbewijs naar de balie komen."
    )


def gesteld(stand: Stand) -> list[tuple[str, bool]]:
    """Every question that was asked here, and whether it was answered right in the end."""
    return [(str(naam), wat in stand.goed) for wat, naam in VRAGEN.items() if wat in stand.goed or wat in stand.fout]
