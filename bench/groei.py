"""How the same measures grow with the number of customers: 10,000 → 100,000, and 1,000,000 with GEHOLPEN_BENCH_GROOT=1.

The sizes take turns, some dozens of calls each, so that how busy the machine is weighs the same on all of them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bench import bed, contact, klantbeeld, postvak, zoeken
from bench.meten import Variant, regel

MATEN = (10_000, 100_000)
GROOT = int(os.environ.get("GEHOLPEN_BENCH_GROOT_KLANTEN", "1000000"))
DOEL = 1.3
BEURTEN, RONDES = 6, 50
MEET: dict[str, Callable[[], dict[str, Variant]]] = {
    "klantbeeld 10 regels": lambda: klantbeeld.compare(True, 10, RONDES),
    "klantbeeld 50 regels": lambda: klantbeeld.compare(True, 50, RONDES),
    "contact vastleggen": lambda: contact.compare(RONDES),
    "persoon zoeken": lambda: zoeken.compare(RONDES),
    "postvak 50 regels": lambda: postvak.compare(RONDES // 5, pagina=False),
}


def measure() -> list[dict[str, Any]]:
    """Rows of the table: CPU of each measure at the larger sizes against 10,000 customers."""
    maten = (*MATEN, GROOT) if os.environ.get("GEHOLPEN_BENCH_GROOT") == "1" else MATEN
    cpu: dict[tuple[int, str], float] = defaultdict(float)
    for _ in range(BEURTEN):
        for maat in maten:
            bed.use(maat)
            for naam, compare in MEET.items():
                cpu[maat, naam] += compare()["deur"].cpu / BEURTEN
    return [
        regel(
            f"{naam}: {maten[0]:,} → {maat:,} klanten".replace(",", "."),
            cpu[maat, naam],
            "µs",
            vloer=f"bij {maten[0]:,}".replace(",", "."),
            vloerwaarde=cpu[maten[0], naam],
            doel=DOEL,
        )
        for maat in maten[1:]
        for naam in MEET
    ]
