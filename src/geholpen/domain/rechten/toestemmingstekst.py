"""The question for consent, made of the version of the purpose that counts now; its hash says which text it was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import Versie, actieve_versies
from geholpen.domain.organisatie.queries import organisatie


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked, in words, and the text as a whole with its hash."""

    nummer: int
    versie: int
    naam: str
    tekst: str
    hash: str
    inhoud: Versie


def vragen() -> list[Vraag]:
    """Every purpose that rests on consent and that everybody may know of."""
    return [_vraag(v) for v in actieve_versies() if v.inhoud.grondslag == "toestemming" and not v.vertrouwelijk]


def vraag_van(activiteit: int) -> Vraag | None:
    """The question of one purpose, or None when it does not rest on consent."""
    return next((v for v in vragen() if v.nummer == activiteit), None)


def _vraag(v: Versie) -> Vraag:
    i = v.inhoud
    gegevens = ", ".join(G(g.soort).omschrijving for g in i.gegevens)
    ontvangers = ", ".join(i.ontvangers) or "niemand buiten onze organisatie"
    tekst = (
        f"{organisatie().naam} vraagt uw toestemming. {i.doel}. Daarvoor gebruiken wij: {gegevens}."
        f" Wij geven dit aan: {ontvangers}. Wij bewaren het {i.bewaardagen} dagen."
        f" Wilt u dit niet? Dan kan het ook zo: {i.alternatief} U krijgt daar dezelfde hulp."
        " U kunt op elk moment stoppen, in Mijn. Uw toestemming geldt een jaar."
    )
    return Vraag(v.nummer, v.versie, i.naam, tekst, hashlib.sha256(tekst.encode()).hexdigest(), v)
