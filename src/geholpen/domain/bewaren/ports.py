"""What is plugged in from below: a place that remembers what was destroyed, and one for what goes to the archive."""

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


class Overdrachtsplaats(Protocol):
    """A place where a transfer package is put for the archive."""

    def keep(self, naam: str, bestanden: Iterable[tuple[str, bytes]]) -> str:
        """Keep these files (path with slashes, content) as one package. Returns where it is; raises OSError.

        Only returns when all of it is safe there; what was begun and not finished is not a package.
        """
        ...

    def read(self, naam: str) -> Iterable[tuple[str, bytes]]:
        """Every file of a package, as it is there now. Raises OSError."""
        ...


_overdracht: list[Callable[[], Overdrachtsplaats | None]] = []


def register_overdracht(maak: Callable[[], Overdrachtsplaats | None]) -> None:
    """Plug the place in; `maak` gives None when it is not set up. Called once by the adapter's AppConfig.ready()."""
    _overdracht[:] = [maak]


def overdrachtsplaats() -> Overdrachtsplaats | None:
    """The place that is set up, or None."""
    return next((found for maak in _overdracht if (found := maak()) is not None), None)
