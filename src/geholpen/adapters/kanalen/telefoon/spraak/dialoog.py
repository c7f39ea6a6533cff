"""The menu at the beginning of a call. Pure: the same turn always gets the same answer, however often it is asked.

Key 0 or the word "medewerker" always leads to a person, and so does not being understood twice. What somebody says is
compared with words of the menu and nothing else: it is never an instruction.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from geholpen.domain.oproepen import ports

MIS = 2  # not understood so often: a person
ZEKER = 0.5  # speech that is less sure is asked again
PERSOON = ("medewerker", "mens", "iemand spreken", "doorverbinden")


@dataclass(frozen=True, slots=True)
class Keuze:
    """One line of the menu: key, subject, how it is called, words that mean it."""

    toets: str
    onderwerp: str
    naam: str
    woorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vraag:
    """Say this and wait for a key or a word; what comes belongs to turn `beurt`."""

    zin: str
    beurt: int
    mis: int


@dataclass(frozen=True, slots=True)
class Wachtrij:
    """Say this and put the caller in the queue; `keuze` is the subject, "" when nothing was chosen."""

    zin: str
    keuze: str = ""


@dataclass(frozen=True, slots=True)
class Invoer:
    """What came in a turn."""

    toetsen: str = ""
    spraak: str = ""
    zekerheid: float = 0.0


def read_menu(text: str) -> tuple[Keuze, ...]:
    """The menu of an account, with the words as they are compared."""
    return tuple(Keuze(r.toets, r.onderwerp, r.naam, _words(r)) for r in ports.read_menu(text))


def _words(regel: ports.Menuregel) -> tuple[str, ...]:
    return tuple(_fold(w) for w in regel.woorden.split(",") if w.strip()) or (_fold(regel.naam),)


def begin(menu: tuple[Keuze, ...], organisatie: str) -> Vraag:
    """The first words of a call."""
    return Vraag(f"Welkom bij {organisatie}. Waar gaat uw vraag over? {_said(menu)}", 1, 0)


def step(menu: tuple[Keuze, ...], beurt: int, mis: int, invoer: Invoer) -> Vraag | Wachtrij:
    """What follows on what came in turn `beurt`."""
    if invoer.toetsen == "0" or (invoer.spraak and _has(invoer.spraak, PERSOON)):
        return Wachtrij("U spreekt zo een medewerker.")
    if len(invoer.toetsen) == 1:
        for keuze in menu:
            if keuze.toets == invoer.toetsen:
                return Wachtrij(f"{keuze.naam}. U spreekt zo een medewerker.", keuze.onderwerp)
    if invoer.spraak and invoer.zekerheid >= ZEKER:
        found = {k.onderwerp: k for k in menu if _has(invoer.spraak, k.woorden)}
        if len(found) == 1:
            keuze = next(iter(found.values()))
            return Wachtrij(f"{keuze.naam}. U spreekt zo een medewerker.", keuze.onderwerp)
    if mis + 1 >= MIS:
        return Wachtrij("Ik verbind u door met een medewerker.")
    return Vraag(f"Dat verstond ik niet goed. {_said(menu)}", beurt + 1, mis + 1)


def _said(menu: tuple[Keuze, ...]) -> str:
    keuzes = " ".join(f"{k.naam}: toets {k.toets}." for k in menu)
    return f"{keuzes} Voor een medewerker: toets 0.".strip()


def _has(spraak: str, woorden: tuple[str, ...]) -> bool:
    said = f" {_fold(spraak)} "
    return any(f" {woord} " in said for woord in woorden)


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c == "-" else " " for c in plain).split())
