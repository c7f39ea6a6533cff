"""Memory per kind of process, started for real: pages, live stream, background work. PSS: shared pages count once."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from bench import bed
from bench.meten import regel

KLANTEN = 10_000
SOORTEN = {"web": "serve", "stroom": "stream", "werk": "work"}


def measure(klanten: int = KLANTEN) -> list[dict[str, Any]]:
    """Rows of the table: MB per kind of process, all its processes together; and of one database connection."""
    bed.use(klanten)
    return [regel(f"geheugen {naam}", _measure(naam, woord), "MB PSS") for naam, woord in SOORTEN.items()]


def _measure(naam: str, woord: str) -> float:
    port = _free_port()
    env = os.environ | {
        "PORT": str(port),
        "GEHOLPEN_STROOM_POORT": str(port + 1),
        "GEHOLPEN_PROCES": f"geholpen-{naam}",
        "PYTHONPATH": str(bed.ROOT / "src"),
    }
    command = [sys.executable, "-m", "geholpen.config.cli", woord]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proces:
        try:
            _settle(port if naam == "web" else port + 1 if naam == "stroom" else 0)
            if proces.poll() is not None:
                raise RuntimeError(f"`geholpen {woord}` stopte meteen")
            return sum(map(_pss, _family(proces.pid))) / 1024
        finally:
            proces.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                proces.wait(15)
            proces.kill()


def _settle(port: int) -> None:
    """Wait until it answers and ask for some pages, so that what is loaded late is loaded."""
    until = time.monotonic() + 30
    while port and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.2)
    for _ in range(20):
        with contextlib.suppress(OSError, ValueError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond", timeout=3).read()
    time.sleep(3)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(c) for path in children for c in path.read_text().split()]
    return [pid, *(p for child in found for p in _family(child))]


def _pss(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    return 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
