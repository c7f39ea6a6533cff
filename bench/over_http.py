"""The interfaces for other software over real HTTP: `geholpen serve` with its workers, 16 keep-alive connections of wrk
and one, everything on, client and database on the same cores. What is asked, against which goal, is in `vragen.py`.

Processor time per request is that of all processes of the server and of PostgreSQL, client excluded; the floor is the
bare statement through psycopg as superuser, in the same run. Writing happens in a copy of the database. Without `wrk`
(a Debian package) nothing is measured, and the table says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import bed, dienst
from bench.meten import Variant, goal, interleave, regel

KLANTEN = 100_000
#: Seconds per request: warm, at sixteen connections, at one.
WARM, VEEL, EEN = 2, 10, 4
VERBINDINGEN = 16
TOKEN = "waterdam-demo"  # noqa: S105  of the demo town
#: Answers below this number of bytes have a goal for the slowest one in a hundred, in ms.
KLEIN, P99 = 20_000, 50.0
GEHEUGEN = 250.0
SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True, slots=True)
class Geval:
    """One kind of request: lines as `wrk.lua` reads them, the goal per second, and the bare statement."""

    naam: str
    regels: list[str]
    doel: float
    kaal: Callable[[int], object] | None = None
    kaal_pid: int = 0
    paar: bool = False
    #: At most so many times the processor time of the bare statement.
    hoogstens: float | None = None


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What one run of wrk said; `cpu`: µs per request, of the server and the database."""

    per_seconde: float
    p50: float
    p99: float
    fout: int
    bytes: float
    cpu: tuple[float, float]


def measure(klanten: int = KLANTEN) -> list[dict[str, Any]]:
    """Rows of the table."""
    if shutil.which("wrk") is None:
        return [_missing()]
    from bench.vragen import gevallen  # noqa: PLC0415

    bed.use(klanten, "register")
    with bed.copy(), dienst.started("serve", GEHOLPEN_LOGNIVEAU="ERROR") as web:
        rows = [row for geval in gevallen() for row in _measured(web, geval)]
        rss = web.geheugen("Rss")
        rows.append(goal(regel("interface, geheugen van alle webprocessen", rss, "MB RSS"), GEHEUGEN, minstens=False))
        rows.append(regel("interface, geheugen van alle webprocessen", web.geheugen(), "MB PSS"))
    return rows


def _missing() -> dict[str, Any]:
    return regel("interface over HTTP: NIET gemeten, want wrk is er niet", 0.0, "")


def _measured(web: dienst.Dienst, geval: Geval) -> Iterator[dict[str, Any]]:
    seconden = int(os.environ.get("GEHOLPEN_BENCH_SECONDEN") or VEEL)
    _run(web, geval, VERBINDINGEN, WARM)
    veel = _run(web, geval, VERBINDINGEN, seconden)
    een = _run(web, geval, 1, min(EEN, seconden))
    naam = f"{geval.naam}, 16 verbindingen"
    if veel.fout:
        raise RuntimeError(f"{geval.naam}: {veel.fout} antwoorden waren een fout")
    yield goal(regel(naam, veel.per_seconde, "/s"), geval.doel)
    p99 = regel(f"{geval.naam}, langste 1 %", veel.p99, "ms")
    yield goal(p99, P99, minstens=False) if veel.bytes < KLEIN else p99
    yield regel(f"{geval.naam}, midden bij 16 en bij 1", veel.p50, "ms", vloer="1 verbinding", vloerwaarde=een.p50)
    web_cpu, db_cpu = veel.cpu
    titel = f"{geval.naam}, rekentijd {web_cpu:.0f} + {db_cpu:.0f}"
    if geval.kaal is None:
        yield regel(titel, web_cpu + db_cpu, "µs")
        return
    vloer = interleave([Variant("kaal", geval.kaal_pid, geval.kaal)], 100)["kaal"].cpu
    yield regel(titel, web_cpu + db_cpu, "µs", vloer="kale opdracht", vloerwaarde=vloer, doel=geval.hoogstens)


def _run(web: dienst.Dienst, geval: Geval, verbindingen: int, seconden: int) -> Uitslag:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write("\n".join(geval.regels) + "\n")
    server, database = web.cpu(), dienst.cpu(bed.postmaster())
    command = ["wrk", "-t1", f"-c{verbindingen}", f"-d{seconden}s", "--timeout", "20s", "-s", str(SCRIPT)]
    command += [f"http://127.0.0.1:{web.poort}", "--", file.name, TOKEN]
    try:
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    finally:
        Path(file.name).unlink()
    time.sleep(0.1)
    found = json.loads(next(line for line in said.splitlines() if line.startswith("{")))
    aantal = max(1, found["aantal"] // (2 if geval.paar else 1))
    cpu = (web.cpu() - server) / aantal, (dienst.cpu(bed.postmaster()) - database) / aantal
    per_seconde = aantal / (found["us"] / 1e6)
    return Uitslag(per_seconde, found["p50"], found["p99"], found["fout"], found["bytes"] / found["aantal"], cpu)
