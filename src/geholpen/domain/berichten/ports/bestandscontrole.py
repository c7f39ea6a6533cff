"""What looks for viruses in files of strangers. An adapter fills it; without one every file says that nobody looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from geholpen.domain.berichten.ports.ontvangen import OntvangenBijlage

#: What is said about a file; kept in Dutch, read in the language of who looks at it.
UITLEG = {
    "geen_controle": "Niet gecontroleerd op virussen: er is geen viruscontrole ingesteld.",
    "virus": "In dit bestand zat een virus. Het is niet bewaard.",
    "nog_niet": "Nog niet gecontroleerd op virussen. Probeer het over een paar minuten opnieuw.",
}
GEEN_CONTROLE, VIRUS, NOG_NIET = UITLEG["geen_controle"], UITLEG["virus"], UITLEG["nog_niet"]


@dataclass(frozen=True, slots=True)
class Schoon:
    """Nothing was found."""


@dataclass(frozen=True, slots=True)
class Besmet:
    """Something was found, under this name."""

    naam: str


@dataclass(frozen=True, slots=True)
class NietGecontroleerd:
    """Nobody knows: the other side did not answer, or would not look at it."""

    uitleg: str


Controleuitkomst = Schoon | Besmet | NietGecontroleerd


class Bestandscontrole(Protocol):
    """Looks at one file. Never raises for what the other side does."""

    def check(self, inhoud: bytes) -> Controleuitkomst: ...


_controle: list[Callable[[], Bestandscontrole]] = []


def register_bestandscontrole(maak: Callable[[], Bestandscontrole]) -> None:
    """Plug the one that is used in; called once by the adapter's AppConfig.ready()."""
    _controle[:] = [maak]


def check(inhoud: bytes) -> Controleuitkomst | None:
    """What was found; None when nothing that looks is plugged in."""
    return _controle[0]().check(inhoud) if _controle else None


def stays_shut(waarschuwing: str) -> bool:
    """Whether nobody may open a file about which this is said."""
    return waarschuwing.startswith((NOG_NIET, VIRUS))


def looked_at(bijlage: OntvangenBijlage, uitkomst: Controleuitkomst | None) -> OntvangenBijlage:
    """The attachment with what there is to say about it. Not looked at yet is said first: it stays shut until then."""
    zin = GEEN_CONTROLE if uitkomst is None else NOG_NIET if isinstance(uitkomst, NietGecontroleerd) else ""
    return replace(bijlage, waarschuwing=" ".join(filter(None, [zin, bijlage.waarschuwing])))
