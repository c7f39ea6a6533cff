"""What changes between two versions, in numbers and words: for whoever decides, before it is decided. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields

from geholpen.domain.doelbinding.concept import Concept
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.doors import Door, catalogue, doors


@dataclass(frozen=True, slots=True)
class Schermdeel:
    """A category that is taken away, and what people do with it today under a purpose that follows from their work."""

    soort: int
    omschrijving: str
    deuren: tuple[str, ...]  # sentences of the log: what will say "Niet nodig voor dit doel"


@dataclass(frozen=True, slots=True)
class Verschil:
    """The difference between two versions of one activity."""

    velden: tuple[tuple[str, object, object], ...]  # name, before, after
    erbij: tuple[int, ...]  # categories
    eraf: tuple[Schermdeel, ...]
    anders: tuple[int, ...]  # categories that stay under other conditions
    rollen_erbij: tuple[str, ...]
    rollen_eraf: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


@catalogue
def verschil(oud: Concept, nieuw: Concept) -> Verschil:
    """What `nieuw` changes in `oud`."""
    was, wordt = ({g.soort: g for g in c.gegevens} for c in (oud, nieuw))
    apart = {"gegevens", "rollen"}
    names = [f.name for f in fields(Concept) if f.name not in apart]
    return Verschil(
        velden=tuple((n, getattr(oud, n), getattr(nieuw, n)) for n in names if getattr(oud, n) != getattr(nieuw, n)),
        erbij=tuple(sorted(wordt.keys() - was.keys())),
        eraf=tuple(_taken(soort) for soort in sorted(was.keys() - wordt.keys())),
        anders=tuple(sorted(s for s in was.keys() & wordt.keys() if was[s] != wordt[s])),
        rollen_erbij=tuple(sorted(set(nieuw.rollen) - set(oud.rollen))),
        rollen_eraf=tuple(sorted(set(oud.rollen) - set(nieuw.rollen))),
    )


def _is_screen(door: Door) -> bool:
    """A door that somebody looks through while working: not for software, and with the purpose of the work at hand."""
    return not door.voor and not door.schrijft and not door.name.startswith("geholpen.domain.klantinteracties.")


def _taken(soort: int) -> Schermdeel:
    using = sorted({d.naam for d in doors.values() if soort in d.gegevens and _is_screen(d)})
    return Schermdeel(soort, Gegevenssoort(soort).omschrijving, tuple(using))
