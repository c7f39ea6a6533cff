"""The overdrachtskaart: what the next colleague must know, out of what is on record. Pure.

Every line says where it comes from. How the customer feels is not guessed: signs that can be pointed at are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

#: Words in which customers say that it took too long or went wrong.
TEKENS = {
    r"\b(al|alweer|nog steeds|opnieuw|weer)\b.{0,40}\b(gebeld|gemaild|geschreven|gevraagd|gewacht|wachten)\b": (
        "zegt dat het al eerder is gevraagd"
    ),
    r"\bwacht(en)?\b.{0,20}\bal\b.{0,20}\b(dagen|weken|week|maanden|maand)\b|\bnog (steeds|altijd) (niet|geen)\b": (
        "zegt dat het te lang duurt"
    ),
    r"\b(boos|woedend|belachelijk|schandalig|onacceptabel)\b": "schrijft boos",
    r"\b(ben|zijn|heb|hebben) (het|er)\b.{0,20}\b(zat|klaar mee)\b": "schrijft boos",
    r"\b(teleurgesteld|teleurstellend|jammer|moe van)\b": "schrijft teleurgesteld",
    r"\b(klacht|bezwaar|ombudsman|advocaat)\b": "noemt een klacht of bezwaar",
    r"\b(spoed|dringend|vandaag nog|zo snel mogelijk|haast)\b": "heeft haast",
    r"\b(bang|wanhopig|wanhoop|ten einde raad|radeloos)\b": "maakt zich zorgen",
    # "bezorgd" alone says that something was delivered
    r"\bbezorgd (over|om|dat)\b|\bma(ak|ken) (me|mij|ons) .{0,10}zorgen\b": "maakt zich zorgen",
}
_KANS = [(re.compile(patroon, re.IGNORECASE), zin) for patroon, zin in TEKENS.items()]
VEEL = 3
UITLEG = {
    "vaak": "schreef of belde {} keer over deze vraag",
    "laat": "wacht langer dan wij beloofden",
    "belofte": "kreeg een belofte die wij niet nakwamen",
}


@dataclass(frozen=True, slots=True)
class Gezegd:
    """One message or conversation: who, over which channel, when, what; and whether it failed to arrive."""

    van_klant: bool
    kanaal: str
    moment: datetime
    tekst: str
    niet_aangekomen: bool = False


@dataclass(frozen=True, slots=True)
class Belofte:
    """What was promised, until when, and whether that was done."""

    tekst: str
    uiterlijk_op: date
    open: bool


@dataclass(frozen=True, slots=True)
class Kaart:
    """What is asked, tried and promised; signs of how the customer feels; what is known and how sure."""

    gevraagd: str
    laatste_woorden: str
    kanalen: tuple[str, ...]  # in order, each switch once
    geprobeerd: tuple[Gezegd, ...]
    beloofd: tuple[Belofte, ...]
    tekenen: tuple[str, ...]
    niveau: str
    onderwerp_zeker: bool

    @property
    def gewisseld(self) -> bool:
        """The question went through more than one channel."""
        return len(self.kanalen) > 1


def make_kaart(
    gezegd: Sequence[Gezegd],
    beloftes: Sequence[Belofte],
    *,
    niveau: str,
    onderwerp_zeker: bool,
    uiterlijk_op: date,
    vandaag: date,
) -> Kaart:
    """The card out of everything that was said (oldest first) and promised."""
    klant = [g for g in gezegd if g.van_klant]
    ons = [g for g in gezegd if not g.van_klant and g.tekst]
    kanalen: list[str] = []
    for g in gezegd:
        if not kanalen or kanalen[-1] != g.kanaal:
            kanalen.append(g.kanaal)
    return Kaart(
        gevraagd=short(klant[0].tekst) if klant else "",
        laatste_woorden=short(klant[-1].tekst) if len(klant) > 1 else "",
        kanalen=tuple(kanalen),
        geprobeerd=tuple(replace(g, tekst=short(g.tekst, 160)) for g in ons[-3:]),
        beloofd=tuple(beloftes[:5]),
        tekenen=tuple(_signs(klant, beloftes, uiterlijk_op, vandaag)),
        niveau=niveau,
        onderwerp_zeker=onderwerp_zeker,
    )


def _signs(klant: Sequence[Gezegd], beloftes: Sequence[Belofte], uiterlijk_op: date, vandaag: date) -> list[str]:
    """Signs that can be pointed at, the newest message first."""
    found = [zin for g in reversed(klant[-VEEL:]) for patroon, zin in _KANS if patroon.search(g.tekst)]
    if len(klant) >= VEEL:
        found.append(UITLEG["vaak"].format(len(klant)))
    if uiterlijk_op < vandaag:
        found.append(UITLEG["laat"])
    if any(b.open and b.uiterlijk_op < vandaag for b in beloftes):
        found.append(UITLEG["belofte"])
    return list(dict.fromkeys(found))


def short(tekst: str, hoogstens: int = 280) -> str:
    """The text on one line, cut at a word."""
    plat = " ".join(tekst.split())
    return plat if len(plat) <= hoogstens else plat[:hoogstens].rsplit(" ", 1)[0] + " …"
