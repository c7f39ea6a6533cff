"""The report of a taking over: numbers per resource, and by key what is not here or otherwise. No name stands in it.

Pure but for `write`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

#: Rows of one list that are kept for the page; the file has all of them.
OP_DE_PAGINA = 100


@dataclass(slots=True)
class Regel:
    """One resource."""

    resource: str
    bron: int = 0
    gezien: int = 0
    hier: int = 0
    wachtend: int = 0
    geweigerd: list[tuple[str, str]] = field(default_factory=list)
    opmerkingen: list[tuple[str, str]] = field(default_factory=list)
    verdwenen: list[str] = field(default_factory=list)
    onleesbaar: list[str] = field(default_factory=list)
    fout: str = ""

    @property
    def klopt(self) -> bool:
        """Everything the source has is here."""
        return not (self.fout or self.geweigerd or self.onleesbaar or self.wachtend) and self.hier >= self.bron


@dataclass(slots=True)
class Verslag:
    """All resources of one round."""

    bron: str
    begonnen: datetime
    klaar: datetime
    ronde: int
    proef: bool
    regels: list[Regel]

    @property
    def klopt(self) -> bool:
        """Nothing is missing."""
        return all(regel.klopt for regel in self.regels)

    def data(self, hoogstens: int | None = None) -> dict[str, Any]:
        """For JSON; lists no longer than `hoogstens`, their lengths always whole."""
        return {
            "bron": self.bron,
            "begonnen": self.begonnen.isoformat(),
            "klaar": self.klaar.isoformat(),
            "ronde": self.ronde,
            "proef": self.proef,
            "klopt": self.klopt,
            "resources": [_data(regel, hoogstens) for regel in self.regels],
        }


_LIJSTEN = ("geweigerd", "opmerkingen", "verdwenen", "onleesbaar")


def _data(regel: Regel, hoogstens: int | None) -> dict[str, Any]:
    data = asdict(regel) | {"klopt": regel.klopt}
    data["aantallen"] = {naam: len(data[naam]) for naam in _LIJSTEN}
    for naam in _LIJSTEN:
        data[naam] = data[naam][:hoogstens]
    return data


def pairs(rows: Iterable[tuple[UUID, str]]) -> list[tuple[str, str]]:
    """Keys as text."""
    return [(str(id), tekst) for id, tekst in rows]


def table(v: Verslag) -> str:
    """The numbers, for the terminal."""
    lines = [f"{'':24}{'bron':>10}{'hier':>10}{'niet te plaatsen':>18}{'':>3}"]
    for r in v.regels:
        weg = len(r.geweigerd) + len(r.onleesbaar)
        lines.append(f"{r.resource:24}{r.bron:>10}{r.hier:>10}{weg:>18}   {'klopt' if r.klopt else 'KLOPT NIET'}")
        if r.fout:
            lines.append(f"  {r.fout}")
    return "\n".join(lines)


def markdown(v: Verslag) -> str:
    """The whole report."""
    wat = "Proef van een overname" if v.proef else "Verslag van een overname"
    uitkomst = "Alles wat de bron heeft is hier." if v.klopt else "Er ontbreekt iets. Zie hieronder wat en waarom."
    if v.proef:
        uitkomst = "Er is niets geschreven. " + (
            "Alles is over te nemen." if v.klopt else "Niet alles is over te nemen. Zie hieronder wat en waarom."
        )
    lines = [f"# {wat}", "", f"Bron: {v.bron}  ", f"Begonnen: {v.begonnen:%Y-%m-%d %H:%M:%S %Z}  "]
    lines += [f"Klaar: {v.klaar:%Y-%m-%d %H:%M:%S %Z}  ", f"Ronde: {v.ronde}", "", f"**{uitkomst}**", ""]
    lines += ["| onderdeel | bij de bron | hier | niet te plaatsen | anders geplaatst | weg bij de bron | klopt |"]
    lines += ["|---|---:|---:|---:|---:|---:|---|"]
    for r in v.regels:
        cells = (r.resource, r.bron, r.hier, len(r.geweigerd) + len(r.onleesbaar), len(r.opmerkingen), len(r.verdwenen))
        lines.append(f"| {' | '.join(map(str, cells))} | {'ja' if r.klopt else 'nee'} |")
    for r in v.regels:
        lines += _details(r)
    return "\n".join(lines) + "\n"


def _details(r: Regel) -> list[str]:
    lines: list[str] = []
    for titel, rows in (
        ("niet geplaatst", r.geweigerd),
        ("geplaatst, met een opmerking", r.opmerkingen),
        ("er niet meer bij de bron; hier gebleven", [(id, "") for id in r.verdwenen]),
        ("niet te lezen bij de bron", [(plek, "") for plek in r.onleesbaar]),
        ("niet gelezen", [(r.fout, "")] if r.fout else []),
    ):
        if rows:
            lines += ["", f"## {r.resource}: {titel} ({len(rows)})", ""]
            lines += [f"- {sleutel}{': ' + tekst if tekst else ''}" for sleutel, tekst in rows]
    return lines


def write(v: Verslag, pad: Path) -> tuple[Path, Path]:
    """Both forms beside each other, readable by their owner only. Returns (Markdown, JSON)."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    files = (pad.with_suffix(".md"), pad.with_suffix(".json"))
    contents = (markdown(v).encode(), orjson.dumps(v.data(), option=orjson.OPT_INDENT_2))
    for file, content in zip(files, contents, strict=True):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
    return files
