"""Other agendas (JCC, Qmatic …) and other queue systems. Filled by adapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Vraag:
    """An appointment as another agenda is asked for it. `kenmerk`: ours, to find it again by."""

    kenmerk: str
    soort: str  # the other agenda's id of what it is for
    locatie: str  # and of the place
    begin: datetime
    eind: datetime
    achternaam: str = ""
    email: str = ""
    telefoon: str = ""


#: What we can give another agenda of a customer when it cannot do without.
KAN_MEE = frozenset({"email", "telefoon"})


@dataclass(frozen=True, slots=True)
class Geboekt:
    """The other agenda has it, under this id."""

    extern_id: str


@dataclass(frozen=True, slots=True)
class NietGeboekt:
    """It said no. `uitleg` is plain Dutch."""

    code: str
    uitleg: str
    later: bool = False  # nothing was done: it may be asked again


@dataclass(frozen=True, slots=True)
class Onzeker:
    """It was asked and we do not know: read back, never ask again blindly."""

    uitleg: str


Antwoord = Geboekt | NietGeboekt | Onzeker


class Agenda(Protocol):
    """Another agenda. Never raises for what the other side does, but OSError where something could not be read.

    `days`: those with a free time, from `van` up to the day before `tot`.
    """

    def days(self, soort: str, locatie: str, van: date, tot: date) -> list[date]: ...

    def times(self, soort: str, locatie: str, dag: date) -> list[datetime]: ...

    def needs(self, soort: str) -> frozenset[str]: ...  # what it must know of a customer; raises OSError

    def book(self, vraag: Vraag) -> Antwoord: ...

    def find(self, vraag: Vraag) -> Antwoord: ...

    def cancel(self, extern_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Wachtrijnieuws:
    """Something that a queue system tells about one ticket. No names: what it sends of people is not read."""

    account: str
    wat: str  # created, checked_in, called, transferred, completed, no_show, cancelled
    code: str
    locatie: str
    loket: str = ""
    medewerker: str = ""  # how the system names the employee: an extension of ours
    soort: str = ""
    op: datetime | None = None


_agendas: dict[str, Callable[[Mapping[str, str]], Agenda]] = {}


def register_agenda(code: str, maak: Callable[[Mapping[str, str]], Agenda]) -> None:
    """Plug another agenda in: `maak` gets the settings of a place. Called once by the adapter's AppConfig.ready()."""
    _agendas[code] = maak


def agenda(code: str, instellingen: Mapping[str, str]) -> Agenda:
    """The agenda of a place. Raises KeyError when it is not plugged in."""
    return _agendas[code](instellingen)


def agendas() -> tuple[str, ...]:
    """The agendas that are plugged in."""
    return tuple(_agendas)
