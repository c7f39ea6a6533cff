"""What the log and the purpose cost a reader: the check without the log, the durable line, and many readers at once.

The check is compared with the same transaction and read as superuser, without decision, context and policies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import bed
from bench.mensen import backend_pid, werkend_aan
from bench.meten import Variant, goal, interleave, regel

KLANTEN, RONDES, SECONDEN, LEZERS = 1_000, 400, 15.0, 32
#: One customer's row in four categories, as an ordinary door reads it.
_LEES = """SELECT n.voornaam, g.geboortedatum, a.straatnaam, p.soort_partij FROM partij p
    LEFT JOIN naam n USING (partij_id) LEFT JOIN geboorte g USING (partij_id) LEFT JOIN adres a USING (partij_id)
    WHERE p.partij_id = %s"""

#: The klantbeeld without protection, with the two lines of the log that the door writes, in one statement.
_MET_LOG = """WITH o AS (SELECT gen_random_uuid() AS trace), regel AS (
        INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
            aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
        SELECT %(id)s, trace, trace, 'bench', 'Zonder bescherming', 1, 1, 1, 'lezen', 'klantvraag', trace, 'werkplek',
            'medewerker', 'kcc', 'gelukt', now() + interval '1 year' FROM o),
    spoor AS (
        INSERT INTO audit (id, trace, actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong,
            activiteit, versie, toegestaan, geweigerd, besluit)
        SELECT trace, trace, 'medewerker', trace, 'bench', 'klantvraag', trace, 'gelukt', 'bench', 1, 1, 1,
            '{}'::jsonb, true FROM o)
    SELECT klantbeeld(%(id)s, 11)"""


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table."""
    bed.use(klanten)
    gewoon, heet = _check(rondes), _hot(rondes)
    tijden = sorted(_readers(1))
    velen = sorted(_readers(LEZERS))
    return [
        _hoogstens("doelcontrole erbij op een lezing (p50, log niet meegeteld), gewone weg", gewoon, 0.3),
        _hoogstens("doelcontrole erbij op het klantbeeld (p50, log aan beide kanten), hete weg", heet, 0.3),
        _hoogstens("lezing met duurzame logregel, 1 lezer, p95", _part(tijden, 0.95), 15.0),
        regel("lezing met duurzame logregel, 1 lezer, p50", _part(tijden, 0.5), "ms"),
        goal(regel(f"gelogde lezingen, {LEZERS} lezers", len(velen) / SECONDEN, "/s"), 1000.0),
        regel(f"gelogde lezing, {LEZERS} lezers, p95", _part(velen, 0.95), "ms"),
    ]


def _hoogstens(naam: str, waarde: float, doel: float) -> dict[str, Any]:
    return goal(regel(naam, waarde, "ms"), doel, minstens=False)


def _check(rondes: int) -> float:
    """Median ms that decision, signed context and policies add to a read by an ordinary door."""
    from django.db import connection, transaction  # noqa: PLC0415

    from geholpen.domain.doelbinding import guard  # noqa: PLC0415
    from geholpen.domain.klantbeeld.queries import klantbeeld  # noqa: PLC0415
    from geholpen.platform.doors import backstage  # noqa: PLC0415

    ids = bed.customers(60, False)
    contexts, door, bewaking = werkend_aan(ids), klantbeeld.door, guard.Bewaking()  # type: ignore[attr-defined]
    kaal = bed.superuser()
    cursor = kaal.cursor()

    def met(i: int) -> object:
        ctx = replace(contexts[i % len(ids)])
        with transaction.atomic(), backstage(), connection.cursor() as c:
            c.execute("SELECT kern.open(%s)", [bewaking.decide(ctx, door).token])
            c.execute(_LEES, [ids[i % len(ids)]])
            return c.fetchone()

    def zonder(i: int) -> object:
        with kaal.transaction():
            return cursor.execute(_LEES, [ids[i % len(ids)]]).fetchone()

    run = interleave([Variant("met", backend_pid(), met), Variant("zonder", kaal.info.backend_pid, zonder)], rondes)
    return run["met"].wachttijd(0.5) - run["zonder"].wachttijd(0.5)


def _hot(rondes: int) -> float:
    """Median ms that they add to the klantbeeld, which goes the hot way.

    Both sides write the log and make the same klantbeeld of the answer.
    """
    from geholpen.domain.klantbeeld.queries import _build, klantbeeld  # noqa: PLC0415

    ids = bed.customers(60, False)
    contexts = werkend_aan(ids)
    kaal = bed.superuser()
    cursor = kaal.cursor(binary=True)

    def met(i: int) -> object:
        return klantbeeld(contexts[i % len(ids)], ids[i % len(ids)], 10)

    def zonder(i: int) -> object:
        partij_id = ids[i % len(ids)]
        (data,) = cursor.execute(_MET_LOG, {"id": partij_id}).fetchone() or (b"",)
        return _build(partij_id, data, 10)

    run = interleave([Variant("met", backend_pid(), met), Variant("zonder", kaal.info.backend_pid, zonder)], rondes)
    return run["met"].wachttijd(0.5) - run["zonder"].wachttijd(0.5)


def _readers(lezers: int) -> list[float]:
    """Milliseconds of every read that was shown in SECONDEN, by so many readers in at most two processes."""
    processen = min(lezers, 2)
    with tempfile.TemporaryDirectory() as folder:
        contexts, paths = Path(folder) / "contexten.json", [Path(folder) / f"lezer{n}" for n in range(processen)]
        contexts.write_text(json.dumps([c.to_json() for c in werkend_aan(bed.customers(60, False))]))
        env = {**os.environ, "PYTHONPATH": f"{bed.ROOT / 'src'}{os.pathsep}{bed.ROOT}"}
        words = [sys.executable, "-m", "bench.lezer", str(lezers // processen), str(SECONDEN)]
        running = [subprocess.Popen([*words, str(p), str(contexts)], env=env, cwd=bed.ROOT) for p in paths]
        for proces in running:
            proces.wait(timeout=SECONDEN * 4 + 60)
        time.sleep(0.1)
        return [float(line.split()[1]) / 1000 for p in paths for line in p.read_text().splitlines()]


def _part(tijden: list[float], deel: float) -> float:
    return tijden[int(deel * (len(tijden) - 1))]
