"""What is plugged in from below: a place outside the database that remembers what was destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol


class Vernietigingsboek(Protocol):
    """A place outside the database. A copy of the database that is put back is compared with it before it serves."""

    def keep(self, regels: Sequence[str]) -> None:
        """Keep these lines, one JSON text each. Only returns when they are safe there; raises OSError."""
        ...

    def read(self) -> Iterable[str]:
        """Everything it keeps, oldest first."""
        ...


_boek: list[Callable[[], Vernietigingsboek | None]] = []


def register_boek(maak: Callable[[], Vernietigingsboek | None]) -> None:
    """Plug the place in; `maak` gives None when it is not set up. Called once by the adapter's AppConfig.ready()."""
    _boek[:] = [maak]


def boek() -> Vernietigingsboek | None:
    """The place that is set up, or None."""
    return next((found for maak in _boek if (found := maak()) is not None), None)
