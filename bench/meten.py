"""How a promise is measured: variants in random order, CPU of this process and of each variant's own backend."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def backend_cpu(pid: int) -> float:
    """Processor time of a process in µs; exact once it waits again."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1000


@dataclass
class Variant:
    """One way to do the same thing. `pid`: the backend of its own connection; `call(i)` does it once."""

    naam: str
    pid: int
    call: Callable[[int], object]
    python: float = 0.0
    backend: float = 0.0
    tijden: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Mean CPU per call in µs: this process and the backend together."""
        return (self.python + self.backend) / max(1, len(self.tijden))

    def wachttijd(self, deel: float) -> float:
        """A percentile of the waiting time, in ms."""
        return sorted(self.tijden)[min(len(self.tijden) - 1, int(deel * len(self.tijden)))] / 1e6


def interleave(variants: list[Variant], rondes: int, warm: int = 12) -> dict[str, Variant]:
    """Call every variant once per round, in random order. The first `warm` rounds do not count."""
    rng = random.Random(7)
    for ronde in range(-warm, rondes):
        if ronde == 0:
            before = {v.naam: backend_cpu(v.pid) for v in variants}
        for v in rng.sample(variants, len(variants)):
            wall, cpu = time.perf_counter_ns(), time.process_time_ns()
            v.call(ronde % rondes)
            cpu, wall = time.process_time_ns() - cpu, time.perf_counter_ns() - wall
            if ronde >= 0:
                v.python += cpu / 1000
                v.tijden.append(wall)
    time.sleep(0.05)  # a backend still writes its statistics after it answered
    for v in variants:
        v.backend = backend_cpu(v.pid) - before[v.naam]
    return {v.naam: v for v in variants}


def regel(
    naam: str, waarde: float, eenheid: str, *, vloer: str = "", vloerwaarde: float = 0.0, doel: float | None = None
) -> dict[str, Any]:
    """One row of the table. With a floor the ratio is judged against `doel`."""
    verhouding = waarde / vloerwaarde if vloerwaarde else None
    return {
        "naam": naam,
        "waarde": waarde,
        "eenheid": eenheid,
        "vloer": f"{vloer} ({vloerwaarde:.0f} {eenheid})" if vloer else "",
        "verhouding": verhouding,
        "doel": doel,
        "gehaald": None if doel is None or verhouding is None else verhouding <= doel,
    }


def goal(row: dict[str, Any], doel: float, *, minstens: bool = True) -> dict[str, Any]:
    """The same row with a goal in its own unit: at least so much, or at most."""
    gehaald = row["waarde"] >= doel if minstens else row["waarde"] <= doel
    return row | {"vloer": doel, "verhouding": row["waarde"] / doel if doel else None, "doel": doel, "gehaald": gehaald}
