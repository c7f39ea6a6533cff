"""The table on the screen and docs/benchmarks.md."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import bed

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_KOP = ("wat", "gemeten", "vergeleken met", "verhouding", "doel", "")


def show(rows: list[dict[str, Any]]) -> None:
    """Print rows as a plain table."""
    cells = [_cells(row) for row in rows]
    wide = [max(len(row[i]) for row in cells) for i in range(len(_KOP))]
    for row in cells:
        print("   " + "  ".join(cell.ljust(wide[i]) for i, cell in enumerate(row)), flush=True)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    """A goal is a ratio to the floor; a bench whose floor is a plain number has its goal in its own unit."""
    verhouding = "" if row["verhouding"] is None else f"{row['verhouding']:.2f}×"
    oordeel = {True: "gehaald", False: "NIET gehaald", None: ""}[row["gehaald"]]
    vloer, doel, eenheid = row["vloer"], "", row["eenheid"]
    if row["doel"] is not None:
        doel = f"≤ {row['doel']}×"
    if not isinstance(vloer, str):
        vloer, doel = f"{vloer:.2f} {eenheid}", f"{'≥' if '/s' in eenheid else '≤'} {row['doel']:g} {eenheid}"
    return row["naam"], f"{row['waarde']:.1f} {eenheid}", vloer, verhouding, doel, oordeel


def kept(name: str) -> Path:
    """The file with the rows of this measurement, as it was done last."""
    folder = bed.folder() / "uitslag"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.json"


def write(names: Sequence[str], nu: Collection[str], seconds: float) -> None:
    """Write docs/benchmarks.md: what was measured now and, of the other `names`, in the day before."""
    since = time.time() - 24 * 3600
    vers = [name for name in names if kept(name).exists() and kept(name).stat().st_mtime > since]
    rows = [row for name in vers for row in json.loads(kept(name).read_text())]
    lines = ["| " + " | ".join(_KOP) + " |", "| " + " | ".join("---" for _ in _KOP) + " |"]
    lines += ["| " + " | ".join(_cells(row)) + " |" for row in rows]
    for said, which in (
        ("Measured earlier on the same day", [name for name in vers if name not in nu]),
        ("Not measured", [name for name in names if name not in vers]),
    ):
        lines += ["", f"{said}: {', '.join(which)}."] if which else []
    uitleg = (Path(__file__).parent / "uitleg.md").read_text(encoding="utf-8")
    PAGE.write_text(uitleg.format(tabel="\n".join(lines), **_machine(), duur=round(seconds / 60)), encoding="utf-8")
    print(f"geschreven: {PAGE.relative_to(PAGE.parents[1])}")


def _machine() -> dict[str, object]:
    import django  # noqa: PLC0415
    import psycopg  # noqa: PLC0415

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "datum": datetime.now(UTC).date().isoformat(),
        "kernen": os.cpu_count(),
        "geheugen": f"{memory:.0f}",
        "belasting": " / ".join(f"{load:.1f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        "django": django.get_version(),
        "psycopg": psycopg.__version__,
        "postgres": bed.version(),
    }
