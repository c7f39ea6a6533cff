"""How a provider calls back: in order, again with growing pauses when it is not taken."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geholpen.platform.later import later

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")


#: Pauses (seconds) before each next attempt. A provider goes on for days; a twin has less patience.
PAUZES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)


@dataclass(frozen=True, slots=True)
class Oproep:
    """One call to make. `koppen` is made at each attempt."""

    adres: str
    lichaam: bytes
    koppen: Callable[[], Mapping[str, str]]
    wacht: float = 0.0


class Terugbeller:
    """Calls back on a thread of its own. `uitkomsten` are the statuses of the last attempts, 0 for no answer."""

    def __init__(self, gestopt: threading.Event, pauzes: tuple[float, ...] = PAUZES) -> None:
        self.uitkomsten: list[int] = []
        self._gestopt, self._pauzes = gestopt, pauzes
        self._rij: queue.Queue[Oproep] = queue.Queue()
        self._bezig = threading.Thread(target=self._work, daemon=True)
        self._bezig.start()

    def plan(self, oproep: Oproep) -> None:
        """Call after what was planned before."""
        self._rij.put(oproep)

    def done(self, seconds: float = 20.0) -> None:
        """Wait until everything that was planned has been called. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while self._rij.unfinished_tasks:
            if time.monotonic() > until:
                raise TimeoutError(f"{self._rij.unfinished_tasks} calls left, last {self.uitkomsten[-3:]}")
            time.sleep(0.02)

    def _work(self) -> None:
        with httpx.Client(timeout=15.0, trust_env=False) as http:
            while not self._gestopt.is_set():
                try:
                    oproep = self._rij.get(timeout=0.2)
                except queue.Empty:
                    continue
                self._gestopt.wait(oproep.wacht)
                self._call(http, oproep)
                self._rij.task_done()

    def _call(self, http: httpx.Client, oproep: Oproep) -> None:
        for pauze in (*self._pauzes, None):
            status = _post(http, oproep)
            self.uitkomsten.append(status)
            if 200 <= status < 300 or pauze is None or self._gestopt.wait(pauze):
                return


def _post(http: httpx.Client, oproep: Oproep) -> int:
    try:
        return http.post(oproep.adres, content=oproep.lichaam, headers=dict(oproep.koppen())).status_code
    except httpx.HTTPError:
        return 0
