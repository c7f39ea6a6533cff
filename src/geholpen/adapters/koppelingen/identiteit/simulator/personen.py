"""Who can be picked. A pack fills it; the simulator knows nobody by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

SOORTEN = ("medewerkers", "klanten")


@dataclass(frozen=True, slots=True)
class Persoon:
    """Somebody to log in as. `sleutel` goes over the form, `claims` only into the ID token."""

    sleutel: str
    naam: str
    omschrijving: str = ""
    claims: dict[str, str] = field(default_factory=dict, repr=False)


_personen: dict[str, dict[str, Persoon]] = {soort: {} for soort in SOORTEN}


def register_personen(soort: str, lijst: Iterable[Persoon]) -> None:
    """Replace the people of one kind ("medewerkers" or "klanten")."""
    _personen[soort] = {persoon.sleutel: persoon for persoon in lijst}


def personen(soort: str) -> list[Persoon]:
    """Everybody of one kind, in the order they were given."""
    return list(_personen[soort].values())


def persoon(soort: str, sleutel: str) -> Persoon | None:
    """One of them, or None."""
    return _personen[soort].get(sleutel)
