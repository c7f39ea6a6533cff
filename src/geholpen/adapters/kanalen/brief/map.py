"""The watched folder: `<batch>/<doc>.pdf` with `<doc>.json` or `<doc>.xml`, `<batch>.done` last: not before.

A batch is taken in letter by letter; what was stored before is stored again without effect, so a crash costs nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geholpen.adapters.kanalen.brief import scan
from geholpen.domain.berichten.ports import OnleesbaarBericht

logger = logging.getLogger(__name__)

KLAAR, VERWERKT, FOUT = ".done", ".verwerkt", ".fout"
#: A larger letter is not a letter: somebody must look at it.
MAX_BYTES = 50 * 1024 * 1024
#: Letters in one batch.
MAX_BRIEVEN = 5000


@dataclass(frozen=True, slots=True)
class Gescand:
    """One letter to be stored. `sleutel`: the check sum of the PDF, by which a second delivery is recognised."""

    postbus: str
    ruw: bytes
    sleutel: str


@dataclass(frozen=True, slots=True)
class Opgehaald:
    """How a round went: how many letters were handed over, and what was wrong with which batch."""

    aantal: int
    fouten: tuple[str, ...] = ()


def collect(folder: Path, bewaar: Callable[[Gescand], None]) -> Opgehaald:
    """Hand every letter of every finished batch to `bewaar`, then mark the batch. Raises what `bewaar` raises.

    A batch with a letter that cannot be read is taken in as far as it goes and marked as wrong, with the reason.
    """
    aantal, fouten = 0, []
    for klaar in sorted(folder.glob("*" + KLAAR)):
        batch = klaar.name.removesuffix(KLAAR)
        goed, mis = _batch(folder / batch, batch, bewaar)
        aantal += goed
        fouten += mis
        if mis:
            klaar.with_suffix(FOUT).write_text("\n".join(mis) + "\n", encoding="utf-8")
            klaar.unlink()
        else:
            klaar.rename(klaar.with_suffix(VERWERKT))
    return Opgehaald(aantal, tuple(fouten))


def _batch(folder: Path, batch: str, bewaar: Callable[[Gescand], None]) -> tuple[int, list[str]]:
    if not scan.is_name(batch) or folder.is_symlink() or not folder.is_dir():
        return 0, [f"Partij {batch[:40]!r}: de map met scans is er niet."]
    aantal, fouten = 0, []
    for pdf in _letters(folder):
        try:
            brief = _letter(pdf)
        except OnleesbaarBericht as poison:
            fouten.append(f"Partij {batch}, scan {pdf.stem[:60]}: {poison.reden}")
            continue
        bewaar(brief)
        aantal += 1
    if not aantal and not fouten:
        fouten.append(f"Partij {batch}: er zit geen brief in.")
    return aantal, fouten


def _letters(folder: Path) -> Iterator[Path]:
    """The PDFs of a batch by name; links and names that could lead elsewhere are no letters of ours."""
    found = [p for p in sorted(folder.iterdir()) if p.suffix.lower() == ".pdf" and scan.is_name(p.name)]
    return (p for p in found[:MAX_BRIEVEN] if p.is_file() and not p.is_symlink())


def _letter(pdf: Path) -> Gescand:
    json_, xml = pdf.with_suffix(".json"), pdf.with_suffix(".xml")
    naast = json_ if json_.exists() or not xml.exists() else xml
    if naast.is_symlink() or not naast.is_file():
        raise OnleesbaarBericht("Het bestand met gegevens bij deze scan ontbreekt.")
    if pdf.stat().st_size > MAX_BYTES:
        raise OnleesbaarBericht("Deze scan is groter dan 50 MB.")
    if naast.stat().st_size > scan.MAX_BEGELEIDEND:
        raise OnleesbaarBericht("Het bestand met gegevens bij deze scan is te groot.")
    begeleidend, inhoud = naast.read_bytes(), pdf.read_bytes()
    ruw = scan.pack(begeleidend, inhoud)
    gelezen, _pdf = scan.unpack(ruw)  # the check sum of the supplier, before anything is kept
    return Gescand(gelezen.postbus, ruw, hashlib.sha256(inhoud).hexdigest())
