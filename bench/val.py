"""The database is killed while people read: is every read that was shown in the log afterwards?

Floor: none; the goal is zero. `tests/storingen/test_log_verliest_niets.py` runs the same with fewer reads.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from bench import bed

LEZINGEN, KEREN, GRENS = 100_000, 10, 1_500.0


def measure(lezingen: int = LEZINGEN, keren: int = KEREN) -> list[dict[str, Any]]:
    """One row: lines lost."""
    bed.use(1)

    with tempfile.TemporaryDirectory() as folder:
        getoond = run(Path(folder), bed.crash, lezingen, keren, dict(os.environ))
    verloren = len(lost(bed.superuser_url(), getoond))
    return [
        {
            "naam": f"logregels kwijt van {len(getoond)} getoonde lezingen, database {keren} keer gedood",
            "waarde": float(verloren),
            "eenheid": "regels",
            "vloer": 0.0,
            "verhouding": None,
            "doel": 0,
            "gehaald": verloren == 0,
        }
    ]


def run(folder: Path, kill: Callable[[], None], lezingen: int, keren: int, env: dict[str, str]) -> list[str]:
    """Let readers read this often and kill the database in between. Returns the traces of what was shown."""
    path = folder / "getoond"
    path.touch()
    command = [sys.executable, "-m", "bench.lezer", "8", str(GRENS), str(path)]
    env = {**env, "PYTHONPATH": f"{bed.ROOT / 'src'}{os.pathsep}{bed.ROOT}", "GEHOLPEN_LOGNIVEAU": "ERROR"}
    readers = [subprocess.Popen(command, env=env, cwd=bed.ROOT) for _ in range(2)]
    until = time.monotonic() + GRENS
    try:
        for keer in range(1, keren + 1):
            _wait(path, lezingen * keer // (keren + 1), until)
            kill()
        _wait(path, lezingen, until)
    finally:
        path.with_suffix(".stop").touch()
        for reader in readers:
            reader.wait(timeout=60)
    return [line.split()[0] for line in path.read_text().splitlines()]


def _wait(path: Path, lines: int, until: float) -> None:
    """Until so many reads were shown."""
    while path.read_bytes().count(b"\n") < lines:
        if time.monotonic() > until:
            raise TimeoutError(f"{lines} lezingen duurden te lang")
        time.sleep(0.2)


def lost(admin_url: str, getoond: list[str]) -> list[str]:
    """The traces that are not in both logs."""
    with psycopg.connect(admin_url) as link:
        link.execute("CREATE TEMP TABLE getoond (trace uuid)")
        with link.cursor().copy("COPY getoond FROM STDIN") as copy:
            copy.write("".join(f"{trace}\n" for trace in getoond))
        rows = link.execute(
            "SELECT trace::text FROM getoond g"
            " WHERE NOT EXISTS (SELECT 1 FROM dataverwerking d WHERE d.trace = g.trace)"
            " OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.trace = g.trace)"
        ).fetchall()
    return [trace for (trace,) in rows]
