"""What is plugged in from above: how a reason to work is looked up, and how colleagues are told something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


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

    def stempel(self) -> str:
        """The reason as one text; `begin_aan_loket` in the database makes the same of what is true right now.

        By subject and not by activity: when a subject gets another activity, the state of the rules changes.
        """
        afdeling = ",".join(sorted(self.afdelingen))
        return f"{self.onderwerp}|{'t' if self.open else 'f'}|{afdeling}|{self.behandelaar or ''}|{self.niveau}"


#: (partij_id, id) → Reden, or None when there is no such thing. Must carry no personal data.
Redenbron = Callable[[UUID, UUID], Reden | None]

_bronnen: dict[str, Redenbron] = {}


def register_reden(soort: str, bron: Redenbron) -> None:
    """Plug in the look-up for one kind of reason; called by the room that owns it."""
    _bronnen[soort] = bron


def reden(soort: str, partij_id: UUID, id: UUID) -> Reden | None:
    """The reason, or None when the kind or the row is unknown."""
    bron = _bronnen.get(soort)
    return bron(partij_id, id) if bron else None


#: (address, subject, text): a short message to a colleague. Raises Unavailable when it did not leave.
Melder = Callable[[str, str, str], None]

_melders: list[Melder] = []


def register_melder(melder: Melder) -> None:
    """Plug in how colleagues are told something; called once by an adapter."""
    _melders[:] = [melder]


def meld(adres: str, onderwerp: str, tekst: str) -> None:
    """Tell a colleague, when there is a way to. Raises Unavailable when it did not leave: the job tries again."""
    for melder in _melders:
        melder(adres, onderwerp, tekst)
