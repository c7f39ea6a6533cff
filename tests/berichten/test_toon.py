"""What we write is a text with places in it, and nothing a customer or a manager types can make it more."""

from __future__ import annotations

from dataclasses import replace

from geholpen.domain.berichten import toon
from geholpen.domain.organisatie.queries import OrganisatieInfo, medewerker_met_code, organisatie


def test_a16_a_name_or_a_tone_with_placeholders_stays_text(db):
    """A name that looks like a place is not filled in; a tone that asks for more than its places gets nothing."""
    wij, kwaad = organisatie(), "{medewerker} {{7*7}} {0.__class__} %s"
    assert kwaad in voorzet(wij, kwaad)
    mailtoon = {**dict(wij.instellingen["mailtoon"]), "aanhef": "Beste {aanhef} {aanhef.__class__.__mro__} {0}"}
    vreemd = replace(wij, instellingen={**wij.instellingen, "mailtoon": mailtoon})
    tekst = voorzet(vreemd, "Jan")
    assert "Beste Jan {aanhef.__class__.__mro__} {0}" in tekst
    assert "{organisatie.instellingen}" in tekst


def voorzet(wij: OrganisatieInfo, naam: str) -> str:
    """An empty answer to somebody with this name."""
    medewerker = medewerker_met_code("mdw-001")
    assert medewerker is not None
    return toon.voorzet(wij, naam, medewerker, "Parkeren", "{medewerker}, {organisatie.instellingen}")
