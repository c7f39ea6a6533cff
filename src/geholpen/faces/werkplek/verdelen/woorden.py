"""Words for how an employee stands and for why a question came to them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

#: What one can choose, in this order: word, state, reason.
STANDEN: tuple[tuple[Any, str, str], ...] = (
    (_("Beschikbaar"), "beschikbaar", ""),
    (_("Bezet: nawerk"), "bezet", "nawerk"),
    (_("Bezet: overleg"), "bezet", "overleg"),
    (_("Bezet: training"), "bezet", "training"),
    (_("Pauze"), "pauze", "pauze"),
    (_("Lunch"), "pauze", "lunch"),
    (_("Klaar voor vandaag"), "afwezig", "einde_dienst"),
)
#: What the system itself concludes.
VAN_ZELF: dict[tuple[str, str], Any] = {
    ("afwezig", ""): _("Afwezig"),
    ("afwezig", "verbinding"): _("Afwezig: geen verbinding"),
    ("afwezig", "niet_opgenomen"): _("Afwezig: vragen niet aangenomen"),
    ("bezet", ""): _("Bezet"),
    ("pauze", ""): _("Pauze"),
}
SOORT = {"beschikbaar": "aan", "bezet": "bezet", "pauze": "bezet", "afwezig": "uit"}
WAAROM: dict[str, Any] = {
    "vast": _("U hielp deze klant het laatst."),
    "vaste_weg": _("De collega die deze klant het laatst hielp, is nu niet vrij."),
    "onderwerp": _("Dit onderwerp staat bij wat u kunt."),
    "onderwerp_los": _("De collega's voor dit onderwerp konden niet op tijd."),
    "taal": _("U spreekt de taal van deze klant."),
    "taal_los": _("Wie de taal van deze klant spreekt, kon niet op tijd."),
    "wacht": _("Van wat u kunt doen, staat deze vraag vooraan."),
    "ruimte": _("U was beschikbaar en had van uw collega's de meeste ruimte."),
    "gevraagd": _("U vroeg om de volgende vraag."),
    "zelf": _("U heeft deze vraag zelf opgepakt."),
}


def stand(code: str, reden: str) -> str:
    """How somebody stands, in words."""
    for tekst, welke, waarom in STANDEN:
        if (welke, waarom) == (code, reden):
            return str(tekst)
    return str(VAN_ZELF.get((code, reden), VAN_ZELF.get((code, ""), code)))


def waarom(codes: Iterable[str]) -> list[str]:
    """Sentences for why a question came to this employee."""
    return [str(WAAROM[code]) for code in codes if code in WAAROM]
