"""A process of the product as an installation starts it, with what it and its children use."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import bed

TICKS = os.sysconf("SC_CLK_TCK")
#: An installation does not have the packages of developers, some of which others load as soon as they are there.
ZONDER = bed.ROOT / "bench" / "zonder"


@dataclass(frozen=True, slots=True)
class Dienst:
    """What was started and where it listens."""

    pid: int
    poort: int

    def geheugen(self, soort: str = "Pss") -> float:
        """MB of all its processes together: Pss counts shared pages once, Rss for each of them."""
        return sum(_kilobytes(pid, soort) for pid in family(self.pid)) / 1024

    def cpu(self) -> float:
        """Processor time of all its processes so far, in µs."""
        return cpu(self.pid)


@contextlib.contextmanager
def started(woord: str, **env: str) -> Iterator[Dienst]:
    """Run `geholpen <woord>` on the database in use until the block ends. Raises RuntimeError when it stops at once."""
    poort = free_port()
    values = {"PORT": str(poort), "GEHOLPEN_STROOM_POORT": str(poort + 1), "GEHOLPEN_PROCES": f"geholpen {woord}"}
    command = [sys.executable, "-m", "geholpen.config.cli", woord]
    with subprocess.Popen(
        command,
        env={**os.environ, **values, "PYTHONPATH": f"{bed.ROOT / 'src'}{os.pathsep}{ZONDER}", **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as proces:
        try:
            listens = {"serve": poort, "stream": poort + 1}.get(woord, 0)
            _wait(proces, listens)
            yield Dienst(proces.pid, listens)
        finally:
            proces.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                proces.wait(15)
            proces.kill()


def _wait(proces: subprocess.Popen[bytes], poort: int) -> None:
    until = time.monotonic() + 120
    while poort and time.monotonic() < until and proces.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", poort), 1):
            return
        time.sleep(0.2)
    if poort or proces.poll() is not None:
        raise RuntimeError(f"`{' '.join(map(str, proces.args))}` luistert niet")  # type: ignore[arg-type]


def family(pid: int) -> list[int]:
    """A process with all its children, but for one that ends meanwhile."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, path.read_text().split())
    return [pid, *(p for child in found for p in family(child))]


def cpu(pid: int) -> float:
    """Processor time of a process and its children, also of those that are gone, in µs."""
    total = 0
    for each in family(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:13])) + (sum(map(int, fields[13:15])) if each == pid else 0)
    return total * 1e6 / TICKS


def _kilobytes(pid: int, soort: str) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(f"{soort}:"):
                return float(line.split()[1])
    return 0.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
