"""DOOR. Who answers for the BRP; filled by `adapters/koppelingen/brp`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from geholpen.domain.partijen.brp.persoon import Brpadres as Brpadres
from geholpen.domain.partijen.brp.persoon import Brppersoon as Brppersoon
from geholpen.domain.partijen.brp.persoon import Brpuitslag as Brpuitslag
from geholpen.domain.partijen.brp.persoon import Brpvraag as Brpvraag
from geholpen.domain.partijen.brp.persoon import Gevonden as Gevonden
from geholpen.domain.partijen.brp.persoon import Mislukt as Mislukt
from geholpen.domain.partijen.brp.persoon import NietGevonden as NietGevonden


class Personenregister(Protocol):
    """The key register of persons, or who passes it on."""

    @property
    def naam(self) -> str:
        """By which people know it: its host."""
        ...

    def raadpleeg(self, vraag: Brpvraag) -> Brpuitslag:
        """Ask once. Never raises. Called outside every transaction."""
        ...


_maker: list[Callable[[], Personenregister | None]] = []


def register_personenregister(maak: Callable[[], Personenregister | None]) -> None:
    """Plug it in; `maak` gives None when it is not set up. Called once by the adapter's AppConfig.ready()."""
    _maker[:] = [maak]


def personenregister() -> Personenregister | None:
    """The register that is set up, or None."""
    return _maker[0]() if _maker else None
