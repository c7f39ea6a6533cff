"""DOOR. Read the subject catalogue, and suggest a subject for a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from geholpen.domain.kennis.models import Onderwerp
from geholpen.domain.kennis.termijn import WETTELIJK as WETTELIJK
from geholpen.domain.kennis.termijn import maanden_na as maanden_na
from geholpen.domain.kennis.termijn import uiterlijk_van
from geholpen.platform.doors import catalogue
from geholpen.platform.onthouden import kept

#: Code of the subject for a question of which nobody knows yet what it is about.
ONBEKEND = "onbekend"
#: A suggestion needs this much weight of words.
DREMPEL = 4


@dataclass(frozen=True, slots=True)
class OnderwerpInfo:
    """A subject: brings the activity, the department and the term."""

    code: str
    naam: str
    domein: str
    gevoelig: bool
    activiteit: int
    afdeling_code: str
    eerstelijns: bool
    termijn_werkdagen: int
    toon: str

    def uiterlijk(self, dag: date) -> date:
        """The last day to answer what was asked on this day: by the law where it says so, else in working days."""
        return uiterlijk_van(self.code, self.termijn_werkdagen, dag)


@dataclass(frozen=True, slots=True)
class Suggestie:
    """A suggested subject with the words it rests on, so that it can be explained."""

    code: str
    woorden: tuple[str, ...]


@catalogue
def onderwerpen() -> list[OnderwerpInfo]:
    """All active subjects by domain and name."""
    return [_info(row) for row in kept(_alle) if row.actief]


@catalogue
def onderwerp(code: str) -> OnderwerpInfo:
    """One subject. Raises Onderwerp.DoesNotExist when unknown."""
    found = kept(_by_code).get(code)
    if found is None:
        raise Onderwerp.DoesNotExist(code)
    return found


@catalogue
def suggest_onderwerp(*teksten: str) -> Suggestie:
    """The subject whose words weigh most in these texts; the subject "not known yet" when none weighs enough.

    A tie is no suggestion: guessing wrong would show the question under the wrong purpose.
    """
    scores = _scores(teksten)
    if not scores or scores[0][0] < DREMPEL or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return Suggestie(ONBEKEND, ())
    return Suggestie(scores[0][1], scores[0][2][:5])


@catalogue
def suggest_ander_onderwerp(huidig: str, tekst: str) -> Suggestie | None:
    """Another subject than `huidig` that this text of a running conversation seems to be about; None: none.

    A text with even one word of the subject it came in under stays where it is.
    """
    gevonden = suggest_onderwerp(tekst)
    if ONBEKEND in (huidig, gevonden.code) or gevonden.code == huidig:
        return None
    return None if any(code == huidig and score for score, code, _ in _scores((tekst,))) else gevonden


def _scores(teksten: tuple[str, ...]) -> list[tuple[int, str, tuple[str, ...]]]:
    """Per subject the weight of its words in these texts, its code, and those words; the heaviest first."""
    tekst = " " + " ".join(re.findall(r"[a-z0-9-]+", _fold(" ".join(teksten))[:20_000])) + " "
    scores = []
    for code, trefwoorden in kept(_trefwoorden):
        hits = {woord: gewicht for woord, stam, gewicht in trefwoorden if stam in tekst}
        scores.append((sum(hits.values()), code, tuple(sorted(hits, key=lambda w: -hits[w]))))
    return sorted(scores, key=lambda score: (-score[0], score[1]))


def _fold(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def _alle() -> list[Onderwerp]:
    return list(Onderwerp.objects.order_by("domein", "naam"))


def _by_code() -> dict[str, OnderwerpInfo]:
    return {row.code: _info(row) for row in kept(_alle)}


def _trefwoorden() -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Per active subject its words: the word, what of it must stand in a text ("parkeer*": its beginning), weight."""
    return [
        (row.code, [(woord, _stam(woord), gewicht) for woord, gewicht in row.trefwoorden.items()])
        for row in kept(_alle)
        if row.actief
    ]


def _stam(woord: str) -> str:
    stam = _fold(woord)
    return f" {stam[:-1]}" if stam.endswith("*") else f" {stam} "


def _info(row: Onderwerp) -> OnderwerpInfo:
    return OnderwerpInfo(
        row.code,
        row.naam,
        row.domein,
        row.gevoelig,
        row.activiteit,
        row.afdeling_code,
        row.eerstelijns,
        row.termijn_werkdagen,
        row.toon,
    )
