"""What is plugged in from above: how a reason to work is looked up, and how colleagues are told something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from geholpen.platform.context import Context
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Unavailable
from geholpen.platform.prepared import fetch, uuids

#: The reason of a conversation in which one customer speaks for another: a conversation, and a mandate.
NAMENS = "namens"


@dataclass(frozen=True, slots=True)
class Reden:
    """What a reason says: which activity it brings, whether it is still running and whose work it is."""

    activiteit: int
    open: bool
    afdelingen: frozenset[str] = frozenset()  # empty: any department with the role
    behandelaar: UUID | None = None
    niveau: str = "authenticated"  # how sure we are who the customer in this reason is
    alleen_voor: UUID | None = None  # a mandate: the one customer who may use it
    bronnen: frozenset[int] | None = None  # a mandate: only what was collected for these activities; None: no limit
    onderwerp: str = ""  # the subject that brings the activity, for the stamp
    ook: frozenset[UUID] = frozenset()  # who else it concerns, and must read of it: whoever acts for this customer
    voor_controle: frozenset[int] | None = None  # all that may be read until we know who it is; None: no such limit

    def stempel(self) -> str:
        """The reason as one text; `begin_aan_loket` in the database makes the same of what is true right now.

        By subject and not by activity: when a subject gets another activity, the state of the rules changes.
        """
        afdeling = ",".join(sorted(self.afdelingen))
        return f"{self.onderwerp}|{'t' if self.open else 'f'}|{afdeling}|{self.behandelaar or ''}|{self.niveau}"


#: (partij_id, id) → Reden, or None when there is no such thing. Must carry no personal data.
Redenbron = Callable[[UUID, UUID], Reden | None]
#: What a function of the database (partij_id, id) says of a reason, in the order of `als_reden`.
REDENKOLOMMEN = ("activiteit", "open", "afdelingen", "behandelaar", "niveau", "onderwerp")

_bronnen: dict[str, Redenbron] = {}
_functies: dict[str, str] = {}


def register_reden(soort: str, bron: Redenbron) -> None:
    """Plug in the look-up for one kind of reason; called by the room that owns it."""
    _bronnen[soort] = bron


def register_redenfunctie(soort: str, functie: str) -> None:
    """Plug in the function of the database that looks one kind of reason up: (partij_id, id) → REDENKOLOMMEN.

    It goes into the one statement with which the guard asks all it must know.
    """
    _functies[soort] = functie


def redenfunctie(soort: str) -> str:
    """The function of the database for this kind of reason, "" when it has none."""
    return _functies.get(soort, "")


def als_reden(rij: Sequence[Any]) -> Reden | None:
    """The reason of one row of REDENKOLOMMEN; None when nothing was found."""
    activiteit, open_, afdelingen, behandelaar, niveau, onderwerp = rij
    if activiteit is None:
        return None
    return Reden(activiteit, open_, frozenset(afdelingen), behandelaar, niveau, onderwerp=onderwerp)


def reden(soort: str, partij_id: UUID, id: UUID) -> Reden | None:
    """The reason, or None when the kind or the row is unknown."""
    if functie := redenfunctie(soort):
        rijen = fetch(f"SELECT {', '.join(REDENKOLOMMEN)} FROM {functie}(%s, %s)", [partij_id, id])  # noqa: S608
        return als_reden(rijen[0]) if rijen else None
    bron = _bronnen.get(soort)
    return bron(partij_id, id) if bron else None


@dataclass(frozen=True, slots=True)
class Schild:
    """What stands between an employee or application and the customers of a call.

    `code` is one of the rule table, "" when nothing does; `groep`: they may, as a member of this access group, whose
    owner hears of it.
    """

    code: str = ""
    groep: str = ""


GEEN_SCHILD = Schild()
#: The purpose under which people set and end shielding: for them nothing is shielded.
SCHILDBEHEER = "afscherming"


class Schildwacht(Protocol):
    """Knows whose file is shielded for whom: own, household, colleague, or by a label."""

    #: Function of the database (partij_id, actor) → code. As much work for somebody unknown as for somebody shielded.
    functie: str

    def lees(self, codes: Sequence[str]) -> Schild:
        """What these codes, one for each customer of a call, say together."""
        ...

    def meld(self, ctx: Context, deur: str, groep: str) -> None:
        """A member of a group opened a shielded file: tell its owner. In the transaction of the act."""
        ...


_schildwacht: list[Schildwacht] = []


def register_schildwacht(wacht: Schildwacht) -> None:
    """Plug in who knows about shielding; called once by the room of the customers."""
    _schildwacht[:] = [wacht]


def schildwacht() -> Schildwacht | None:
    """Who knows about shielding, or None."""
    return next(iter(_schildwacht), None)


def schild(actor: UUID, partijen: frozenset[UUID]) -> Schild:
    """What stands between this actor and these customers, asked by itself."""
    wacht = schildwacht()
    if wacht is None:
        return GEEN_SCHILD
    with backstage():
        rijen = fetch(f"SELECT {wacht.functie}(p, %s) FROM unnest(%s::uuid[]) p", [actor, uuids(partijen)])  # noqa: S608
    return wacht.lees([code for (code,) in rijen])


def meld_schild(ctx: Context, deur: str, groep: str) -> None:
    """Tell the owner of the group that a shielded file was opened."""
    for wacht in _schildwacht:
        wacht.meld(ctx, deur, groep)


@dataclass(frozen=True, slots=True)
class Grens:
    """Something a customer does not want, or did not consent to: a code of the rule table and a category (0: all)."""

    code: str
    gegeven: int


_grensfuncties: list[str] = []


def register_grenzen(functie: str) -> None:
    """Plug in the function of the database that knows the limits; called once by the room that keeps them.

    (activity, customers) → (code, gegeven): what limits the use of their data under it. Asked at every call: what is
    withdrawn ends then.
    """
    _grensfuncties[:] = [functie]


def grensfunctie() -> str:
    """The function of the database that knows the limits, "" when nobody plugged one in."""
    return next(iter(_grensfuncties), "")


class Weg(StrEnum):
    """What became of a message to a colleague or to other software."""

    WEG = "weg"
    ONBEKEND = "onbekend"  # it was sent, and nobody knows whether it arrived
    GEEN = "geen"  # there is no way to tell them
    WACHT = "wacht"  # it is on its way
    MISLUKT = "mislukt"  # the other side would not have it


#: (address, subject, text): a short message to a colleague. Raises Unavailable when it did not leave.
Melder = Callable[[str, str, str], Weg]

_melders: list[Melder] = []


def register_melder(melder: Melder) -> None:
    """Plug in how colleagues are told something; called once by an adapter."""
    _melders[:] = [melder]


def meld(adres: str, onderwerp: str, tekst: str) -> Weg:
    """Tell a colleague, when there is a way to. Raises Unavailable when it did not leave: the job tries again."""
    return next(iter([melder(adres, onderwerp, tekst) for melder in _melders]), Weg.GEEN)


def meld_elk(adressen: Iterable[str], onderwerp: str, tekst: str) -> None:
    """Tell each of these colleagues; one who cannot be reached holds up no other.

    Raises Unavailable when somebody may be reached later, or when nobody was: the job tries again, and who was told
    already hears it twice rather than never.
    """
    told, faults = 0, list[Unavailable]()
    for adres in dict.fromkeys(adressen):
        try:
            meld(adres, onderwerp, tekst)
            told += 1
        except Unavailable as problem:
            faults.append(problem)
    for fault in faults:
        if not told or not fault.permanent:
            raise fault


class Verteller(Protocol):
    """Tells other software that who a customer is changed, where it once received what is not right."""

    def vertel(self, applicatie_id: UUID, partij_id: UUID, sleutel: UUID) -> bool:
        """Plan the message to every subscription of this application that hears of customers; False without any.

        With the same `sleutel` again: the same message, sent once.
        """
        ...

    def stand(self, sleutel: UUID) -> Weg:
        """What became of what was planned under this key."""
        ...


_vertellers: list[Verteller] = []


def register_verteller(verteller: Verteller) -> None:
    """Plug in who tells other software; called once by the room of the notifications."""
    _vertellers[:] = [verteller]


def verteller() -> Verteller | None:
    """Who tells other software, or None."""
    return next(iter(_vertellers), None)


class Bewaarplaats(Protocol):
    """A place outside the database that keeps checkpoints of the logs."""

    code: str
    minuten: int  # how often it wants them
    leesbaar: bool  # whether they can be read back from here

    def keep(self, regels: Sequence[str]) -> None:
        """Keep these signed checkpoints, one JSON text each, oldest first. Only returns when they are safe there."""
        ...

    def read(self) -> Iterable[str]:
        """Everything it keeps, oldest first; nothing when it cannot be read back from here (a mailbox)."""
        ...

    def keys(self) -> dict[str, bytes]:
        """The public keys it keeps, by their id."""
        ...


_bewaarplaatsen: dict[str, Callable[[], Bewaarplaats | None]] = {}
_alarm: list[Callable[[], Callable[[str, str], None] | None]] = []


def register_bewaarplaats(code: str, maak: Callable[[], Bewaarplaats | None]) -> None:
    """Plug a place in; `maak` gives None when it is not set up. Called once by the adapter's AppConfig.ready()."""
    _bewaarplaatsen[code] = maak


def bewaarplaatsen() -> list[Bewaarplaats]:
    """The places that are set up."""
    return [plaats for maak in _bewaarplaatsen.values() if (plaats := maak()) is not None]


def register_alarm(maak: Callable[[], Callable[[str, str], None] | None]) -> None:
    """Plug in who tells the auditor: `maak` gives a function of (subject, text), or None when it is not set up."""
    _alarm.append(maak)


def alarm() -> Callable[[str, str], None] | None:
    """How the auditor is told; None when nobody plugged it in."""
    return next((sender for maak in _alarm if (sender := maak()) is not None), None)
