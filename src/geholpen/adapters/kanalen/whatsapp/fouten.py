"""What the platform's error codes mean for a message and for the channel. Decided on the code, never on the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from geholpen.adapters.kanalen.whatsapp.vorm import is_dict, read, text
from geholpen.domain.berichten.ports import Geweigerd, Onbekend
from geholpen.domain.berichten.ports.over_http import judged
from geholpen.platform.outbound import Denied, Unknown

VENSTER_DICHT = "venster-dicht"
_VENSTER = (
    "De klant stuurde langer dan 24 uur geen bericht. Kies een sjabloon, of antwoord langs een andere weg. "
    "Als de klant weer iets stuurt, kunt u gewoon antwoorden."
)
_SJABLOON = "WhatsApp neemt dit sjabloon niet aan. De beheerder moet het nakijken bij de kanalen."
_STIL = "WhatsApp heeft dit nummer stilgezet. De beheerder moet dit nakijken. Berichten blijven zolang bewaard."


@dataclass(frozen=True, slots=True)
class Betekenis:
    """What one code means."""

    uitleg: str
    blijvend: bool = True
    na: timedelta | None = None
    adres_onbruikbaar: bool = False
    kanaal_dicht: bool = False


def _later(uitleg: str, na: timedelta | None = None) -> Betekenis:
    return Betekenis(uitleg, blijvend=False, na=na)


def _dicht(uitleg: str) -> Betekenis:
    return Betekenis(uitleg, blijvend=False, kanaal_dicht=True)


_DRUK = _later("WhatsApp heeft het te druk. Wij proberen het straks opnieuw.", timedelta(minutes=1))
_FOUT = _later("Bij WhatsApp ging iets mis. Wij proberen het straks opnieuw.")
_CODES = {
    131047: Betekenis(_VENSTER),
    131026: Betekenis("Dit nummer heeft geen WhatsApp, of kan dit niet ontvangen.", adres_onbruikbaar=True),
    131021: Betekenis("Dit is ons eigen nummer."),
    131030: Betekenis("Dit nummer staat niet op de lijst van een proefnummer."),
    131051: Betekenis("WhatsApp neemt dit soort bericht niet aan. Stuur het als tekst."),
    131052: Betekenis("WhatsApp kon het bestand niet ophalen. Stuur het langs een andere weg."),
    131053: Betekenis("WhatsApp nam het bestand niet aan. Stuur het langs een andere weg."),
    131049: _later("WhatsApp houdt dit bericht tegen omdat deze klant er te veel kreeg.", timedelta(hours=24)),
    131048: _later("WhatsApp remt dit nummer omdat klanten berichten als ongewenst melden.", timedelta(hours=1)),
    130429: _DRUK,
    131056: _DRUK,
    80007: _DRUK,
    4: _DRUK,
    131000: _FOUT,
    131016: _FOUT,
    131057: _FOUT,
    1: _FOUT,
    2: _FOUT,
    132000: Betekenis(_SJABLOON),
    132001: Betekenis(_SJABLOON),
    132005: Betekenis(_SJABLOON),
    132007: Betekenis(_SJABLOON),
    132012: Betekenis(_SJABLOON),
    132015: Betekenis(_SJABLOON),
    132016: Betekenis(_SJABLOON),
    190: _dicht("De sleutel voor WhatsApp is verlopen of ingetrokken. De beheerder moet een nieuwe invullen."),
    10: _dicht("Onze sleutel mag geen berichten sturen. De beheerder moet dit nakijken."),
    200: _dicht("Onze sleutel mag geen berichten sturen. De beheerder moet dit nakijken."),
    368: _dicht(_STIL),
    131031: _dicht(_STIL),
    131042: _dicht("WhatsApp verstuurt niets door een probleem met de betaling. De beheerder moet dit nakijken."),
    131045: _dicht("Dit nummer is niet goed aangemeld bij WhatsApp. De beheerder moet dit nakijken."),
    133010: _dicht("Dit nummer is niet goed aangemeld bij WhatsApp. De beheerder moet dit nakijken."),
}
_ANDERS = Betekenis("WhatsApp weigert dit bericht.")


def meaning(code: int) -> Betekenis:
    """What a code means; an unknown one is about this message."""
    return _CODES.get(code, _ANDERS)


def refusal(code: int, na: timedelta | None = None) -> Geweigerd:
    """The refusal that goes with a code. `na`: what the other side asks to wait."""
    wat = meaning(code)
    naam = VENSTER_DICHT if code == 131047 else str(code)
    uitleg = wat.uitleg if code in _CODES else f"{wat.uitleg[:-1]} (code {code})."
    return Geweigerd(naam, uitleg, wat.blijvend, na or wat.na, wat.adres_onbruikbaar, wat.kanaal_dicht)


def outcome(why: Denied | Unknown) -> Geweigerd | Onbekend:
    """What a call that did not end well means: by the platform's code if it gave one, else by how the call ended."""
    code = _code(why.body)
    if code:
        after = why.retry_after if isinstance(why, Denied) else None
        return refusal(code, None if after is None else timedelta(seconds=after))
    return judged(why, "WhatsApp")


def _code(body: bytes) -> int:
    try:
        said: Any = read(body)
    except ValueError:
        return 0
    code = text(said, "error", "code", most=10) if is_dict(said) else ""
    return int(code) if code.isascii() and code.isdigit() else 0
