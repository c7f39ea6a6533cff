"""DOOR. What brings lines of the log to a receiver; filled by `adapters/koppelingen/otlp`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from geholpen.domain.verantwoording.ldv import Logregel as Logregel
from geholpen.platform.outbound import Outcome


@dataclass(frozen=True, slots=True)
class Uitslag:
    """How one attempt ended. `geweigerd`: lines that the receiver did not take though it took the rest."""

    uitkomst: Outcome
    geweigerd: int = 0
    melding: str = ""


class Ontvanger(Protocol):
    """Somebody who keeps the log of the whole organisation."""

    @property
    def naam(self) -> str:
        """By which people know it: its host."""
        ...

    def breng(self, regels: Sequence[Logregel]) -> Uitslag:
        """Bring these lines, once. Never raises. The same lines may come again: their span ids say so."""
        ...


_maker: list[Callable[[], Ontvanger | None]] = []


def register_ontvanger(maak: Callable[[], Ontvanger | None]) -> None:
    """Plug it in; `maak` gives None when it is not set up. Called once by the adapter's AppConfig.ready()."""
    _maker[:] = [maak]


def ontvanger() -> Ontvanger | None:
    """The receiver that is set up, or None."""
    return _maker[0]() if _maker else None
