"""Memory per kind of process, started for real: pages, live stream, background work. PSS: shared pages count once."""

from __future__ import annotations

import contextlib
import time
import urllib.request
from typing import Any

from bench import bed, dienst
from bench.meten import regel

KLANTEN = 10_000
SOORTEN = {"web": "serve", "stroom": "stream", "werk": "work"}


def measure(klanten: int = KLANTEN) -> list[dict[str, Any]]:
    """Rows of the table: MB per kind of process, all its processes together."""
    bed.use(klanten)
    return [regel(f"geheugen {naam}", _measure(woord), "MB PSS") for naam, woord in SOORTEN.items()]


def _measure(woord: str) -> float:
    with dienst.started(woord) as gestart:
        for _ in range(20):  # so that what is loaded late is loaded
            with contextlib.suppress(OSError, ValueError):
                urllib.request.urlopen(f"http://127.0.0.1:{gestart.poort}/gezond", timeout=3).read()
        time.sleep(3)
        return gestart.geheugen()
