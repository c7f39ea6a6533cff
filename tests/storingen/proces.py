"""Real processes for tests of faults: the worker as an installation runs it, with a quick rhythm."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: The same worker as `geholpen work`; only what takes half a minute there takes seconds here.
_WORK = """
from geholpen.config.werk import Ritme, main
snel = Ritme(kijk=0.2, hartslag=0.5, dood_na=2.0, oogst=0.5, gebeurtenissen=0.5, veeg=1.0, verloren=5.0, uitvoer=0.5)
raise SystemExit(main(snel))
"""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(ready: Callable[[], object], seconds: float, what: str = "it") -> None:
    """Return when `ready()` is true; fail with `what` after `seconds`."""
    until = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < until, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)


class Werker:
    """`geholpen work` in a process of its own. Ends with the `with` block, whatever happens."""

    def __init__(self, log: Path, **omgeving: str) -> None:
        self.log = log
        self.omgeving = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "GEHOLPEN_LOGNIVEAU": "WARNING", **omgeving}
        self.proces: subprocess.Popen[bytes] | None = None

    def start(self) -> Werker:
        with self.log.open("ab") as log:
            self.proces = subprocess.Popen(
                [sys.executable, "-c", _WORK], env=self.omgeving, stdout=log, stderr=log, cwd=ROOT
            )
        return self

    def alive(self) -> bool:
        return self.proces is not None and self.proces.poll() is None

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int | None:
        """As a service manager does. Returns the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> int | None:
        if self.proces is None:
            return None
        if self.proces.poll() is None:
            self.proces.send_signal(sign)
        try:
            return self.proces.wait(timeout=45)
        except subprocess.TimeoutExpired:
            self.proces.kill()
            return self.proces.wait()

    def __enter__(self) -> Werker:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.kill()
