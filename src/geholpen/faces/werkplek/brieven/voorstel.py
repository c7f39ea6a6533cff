"""Who may have written a letter, by what was read on it: something to search with, each with where it stands. Pure.

It is a proposal and no more: nobody is looked up before an employee asks for it, and nothing is filed by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

#: Endings of a letter after which people write their name.
_GROET = re.compile(
    r"(?:met\s+(?:vriendelijke|hartelijke)?\s*groet(?:en)?|hoogachtend|groet(?:en|jes)?)\s*[,.]?\s*\n", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Z]{2})\b")
#: "Turfkade 12" or "Havenstraat 45 B": a street of words, then the number.
_STRAAT = re.compile(r"^[^\d\n]{3,60}?\s(\d{1,5})(?:\s?[-/]?\s?[A-Za-z][A-Za-z0-9]{0,9})?$")
_VOORVOEGSELS = frozenset("de den der het in 't te ten ter tot van von".split())  # noqa: SIM905
#: So many lines above a postcode the street may stand.
_ERBOVEN = 2


@dataclass(frozen=True, slots=True)
class Aanwijzing:
    """One thing to search with: the field, its value, and the line on which it was read."""

    veld: str
    waarde: str
    regel: str


def read_afzender(tekst: str, eigen_postcodes: Sequence[str] = (), wij: str = "") -> tuple[Aanwijzing, ...]:
    """Postcode and house number of the sender, and the name under the letter, as far as they were read.

    `eigen_postcodes`: ours, which stand on a letter too, also below our name (`wij`) and behind "Retouradres". Of
    several addresses the first counts.
    """
    regels = [" ".join(regel.split()) for regel in tekst.splitlines()]
    eigen = {p.replace(" ", "").upper() for p in eigen_postcodes} | _ours(regels, wij)
    return (*_address(regels, eigen), *_name(tekst))


def _ours(regels: list[str], wij: str) -> set[str]:
    """Postcodes that stand where ours does."""
    gevonden: set[str] = set()
    for nummer, regel in enumerate(regels):
        erboven = regels[max(0, nummer - _ERBOVEN) : nummer + 1]
        if "retouradres" in regel.lower() or (wij and any(wij.lower() in r.lower() for r in erboven)):
            gevonden |= {a + b for a, b in _POSTCODE.findall(regel)}
    return gevonden


def _address(regels: list[str], eigen: set[str]) -> tuple[Aanwijzing, ...]:
    for nummer, regel in enumerate(regels):
        gevonden = _POSTCODE.search(regel)
        if gevonden is None or gevonden[1] + gevonden[2] in eigen:
            continue
        postcode = Aanwijzing("postcode", f"{gevonden[1]} {gevonden[2]}", regel)
        voor = [regel[: gevonden.start()].strip(" ,"), *reversed(regels[max(0, nummer - _ERBOVEN) : nummer])]
        for plek in voor:
            if huis := _STRAAT.match(plek):
                return postcode, Aanwijzing("huisnummer", huis[1], plek)
        return (postcode,)
    return ()


def _name(tekst: str) -> tuple[Aanwijzing, ...]:
    groeten = list(_GROET.finditer(tekst))
    if not groeten:
        return ()
    onder = (" ".join(regel.split()) for regel in tekst[groeten[-1].end() :].splitlines())
    regel = next((r for r in onder if r), "")
    woorden = [w.strip(".,()") for w in regel.split()]
    woorden = [w for w in woorden if len(w) > 1 and w.replace("-", "").isalpha() and w.lower() not in _VOORVOEGSELS]
    return (Aanwijzing("achternaam", woorden[-1], regel),) if 0 < len(woorden) <= 8 else ()  # noqa: PLR2004


def names_in(naam: str, tekst: str) -> list[str]:
    """Which parts of a customer's name stand in the text, accents and capitals aside."""
    gelezen = set(re.findall(r"[a-z]+", _bare(tekst)))
    delen = [d for d in re.split(r"[\s-]+", naam) if len(d) > 2 and d.lower() not in _VOORVOEGSELS]  # noqa: PLR2004
    return [d for d in delen if _bare(d) in gelezen]


def _bare(tekst: str) -> str:
    los = unicodedata.normalize("NFD", tekst.lower())
    return "".join(t for t in los if not unicodedata.combining(t))
