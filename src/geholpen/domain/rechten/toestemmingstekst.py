"""The question for consent, made of the version of the purpose that counts now; its hash says which text it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import Versie, actieve_versies
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.taal import vertaald

#: The question as it is asked and kept; other languages say the same, the Dutch one is the one that counts.
ZIN = gettext_noop(
    "%(wie)s vraagt uw toestemming voor: %(doel)s. Daarvoor gebruiken wij: %(gegevens)s. Wij geven dit aan: %(aan)s."
    " Wij bewaren het %(termijn)s. Wilt u dit niet? Dan kan het ook zo: %(anders)s U krijgt daar dezelfde hulp."
    " U kunt op elk moment stoppen, in Mijn. Uw toestemming geldt een jaar."
)
NIEMAND = gettext_noop("niemand buiten onze organisatie")
EEN_JAAR, JAREN, DAGEN = gettext_noop("1 jaar"), gettext_noop("%(aantal)s jaar"), gettext_noop("%(aantal)s dagen")


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked, in words, and the text as a whole with its hash."""

    nummer: int
    versie: int
    naam: str
    tekst: str
    hash: str
    inhoud: Versie

    @property
    def in_taal(self) -> str:
        """The question in the language that is on."""
        return _text(self.inhoud, vertaald)


def vragen() -> list[Vraag]:
    """Every purpose that rests on consent and that everybody may know of."""
    return [_vraag(v) for v in actieve_versies() if v.inhoud.grondslag == "toestemming" and not v.vertrouwelijk]


def vraag_van(activiteit: int) -> Vraag | None:
    """The question of one purpose, or None when it does not rest on consent."""
    return next((v for v in vragen() if v.nummer == activiteit), None)


def _vraag(v: Versie) -> Vraag:
    tekst = _text(v, str)
    return Vraag(v.nummer, v.versie, v.inhoud.naam, tekst, hashlib.sha256(tekst.encode()).hexdigest(), v)


def _text(v: Versie, taal: Callable[[object], str]) -> str:
    """The whole question; `taal` says each part in a language."""
    i = v.inhoud
    doel = taal(i.doel)
    return taal(ZIN) % {
        "wie": organisatie().naam,
        "doel": doel[:1].lower() + doel[1:],
        "gegevens": ", ".join(taal(G(g.soort).omschrijving) for g in i.gegevens),
        "aan": ", ".join(map(taal, i.ontvangers)) or taal(NIEMAND),
        "termijn": _term(i.bewaardagen, taal),
        "anders": taal(i.alternatief),
    }


def _term(dagen: int, taal: Callable[[object], str]) -> str:
    """How long it is kept: whole years (of 365 days) as years. An answer keeps the words it was given to."""
    jaren, rest = divmod(dagen, 365)
    if rest or not jaren:
        return taal(DAGEN) % {"aantal": dagen}
    return taal(EEN_JAAR) if jaren == 1 else taal(JAREN) % {"aantal": jaren}
