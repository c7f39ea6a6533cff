"""What an exchange tells us and how we ask it to call. Filled by the adapters in `adapters/kanalen/telefoon`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from geholpen.domain.berichten.ports import Kanaalaccount, Verzenduitkomst


class Wat(StrEnum):
    """What happened to a call."""

    AANGEBODEN = "aangeboden"
    WACHTRIJ = "wachtrij"
    GAAT_OVER = "gaat_over"
    OPGENOMEN = "opgenomen"
    IN_WACHT = "in_wacht"
    HERVAT = "hervat"
    DOORVERBONDEN = "doorverbonden"
    BEEINDIGD = "beeindigd"
    KEUZE = "keuze"  # what the caller chose, or said, in the menu


@dataclass(frozen=True, slots=True)
class Oproepnieuws:
    """One thing that an exchange told about one call. `sleutel`: the call id, of the parent if it has one."""

    wat: Wat
    sleutel: str
    richting: str = "in"  # in, uit
    nummer: str = ""  # of the other side, as it was given; "" when hidden
    gebeld: str = ""  # the number of ours that was called
    toestel: str = ""  # extension, or how the exchange names who rings or answers
    wachtrij: str = ""
    oorzaak: str = ""  # of an end: normalClearing, busy, cancel, noAnswer, congestion, notFound, forwarded
    volgorde: int = 0  # the exchange's own number; 0: it gives none
    moment: datetime | None = None  # as the exchange says; its clock may be wrong
    ref: UUID | None = None  # our own id of a call that we asked for
    keuze: str = ""  # code of a subject


@dataclass(frozen=True, slots=True)
class Overzicht:
    """Which calls an exchange has now, after we lost sight of it: what is not in it has ended."""

    lopend: frozenset[str]
    nieuws: tuple[Oproepnieuws, ...] = ()


@dataclass(frozen=True, slots=True)
class Meer:
    """Several things told at once, in order."""

    nieuws: tuple[Oproepnieuws, ...]


STANDAARDMENU = """1 paspoort Paspoort of identiteitskaart: paspoort, identiteitskaart, id-kaart
2 rijbewijs Rijbewijs: rijbewijs
3 afval Afval: afval, container, grofvuil
4 verhuizing Verhuizen: verhuizen, verhuizing, verhuisd"""


@dataclass(frozen=True, slots=True)
class Menuregel:
    """One choice in the menu of a call: key, subject, how it is said, and words that mean it, with commas between."""

    toets: str
    onderwerp: str
    naam: str
    woorden: str = ""


def read_menu(text: str) -> tuple[Menuregel, ...]:
    """Lines of "<key> <subject> <name>: <word>, <word>"; what is no such line is left out. Key 0 is a person."""
    found = []
    for line in (text.strip() or STANDAARDMENU).splitlines():
        parts = line.strip().split(maxsplit=2)
        if len(parts) == 3 and len(parts[0]) == 1 and parts[0] in "123456789":
            naam, _, woorden = parts[2].partition(":")
            found.append(Menuregel(parts[0], parts[1], naam.strip(), woorden.strip()))
    return tuple(found[:9])


def write_menu(regels: Iterable[Menuregel]) -> str:
    """The same as text; line breaks and colons in a name become spaces."""
    lines = []
    for r in regels:
        naam = " ".join(r.naam.replace(":", " ").split())
        woorden = " ".join(r.woorden.split())
        lines.append(f"{r.toets} {r.onderwerp} {naam}" + (f": {woorden}" if woorden else ""))
    return "\n".join(lines)


class Beller(Protocol):
    """Asks an exchange to ring an extension and then this number. Never raises for what the other side does."""

    def __call__(self, account: Kanaalaccount, toestel: str, nummer: str, ref: UUID) -> Verzenduitkomst: ...


_bellers: dict[str, Beller] = {}


def register_beller(kanaal: str, beller: Beller) -> None:
    """Plug in how accounts of this channel make calls; called once by the adapter's AppConfig.ready()."""
    _bellers[kanaal] = beller


def beller(kanaal: str) -> Beller | None:
    """How accounts of this channel make calls; None when they cannot."""
    return _bellers.get(kanaal)


def bellers() -> tuple[str, ...]:
    """The channels over which we can call."""
    return tuple(_bellers)
