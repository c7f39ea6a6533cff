"""The klantbeeld read: row-level security, signed context and log line on, against the same read without any of it.

(a) the same statement as superuser, whom row-level security does not touch, without context, decision and log, and the
same result made of it; (b) a bare psycopg loop of that statement that throws the answer away.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bench import bed
from bench.mensen import backend_pid, werkend_aan
from bench.meten import Variant, interleave, regel

KLANTEN, RONDES = 100_000, 400
GEVALLEN = (("zware klant, 10 regels", True, 10), ("zware klant, 50 regels", True, 50), ("gewone klant", False, 10))


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: per kind of customer against both floors."""
    bed.use(klanten)
    rows = []
    for naam, zwaar, aantal in GEVALLEN:
        run = compare(zwaar, aantal, rondes)
        deur, a, b = run["deur"].cpu, run["zonder bescherming"].cpu, run["kale lus"].cpu
        titel = f"klantbeeld, {naam}"
        rows.append(regel(titel, deur, "µs", vloer="zonder bescherming", vloerwaarde=a, doel=1.5))
        rows.append(regel(titel, deur, "µs", vloer="kale psycopg-lus", vloerwaarde=b, doel=2.5))
    return rows


def compare(zwaar: bool, aantal: int, rondes: int) -> dict[str, Variant]:
    """The three variants, interleaved."""
    from geholpen.domain.klantbeeld import queries  # noqa: PLC0415

    ids = bed.customers(60, zwaar)
    contexts = werkend_aan(ids)
    kaal, lus = bed.superuser(), bed.superuser()
    kaal_cursor, lus_cursor = kaal.cursor(binary=True), lus.cursor(binary=True)
    statement = "SELECT klantbeeld(%s, %s)"

    def deur(i: int) -> object:
        return queries.klantbeeld(contexts[i % len(ids)], ids[i % len(ids)], aantal)

    def zonder(i: int) -> object:
        id: UUID = ids[i % len(ids)]
        row = kaal_cursor.execute(statement, [id, aantal + 1]).fetchone()
        return queries._build(id, row[0], aantal)  # type: ignore[index]

    def kale_lus(i: int) -> object:
        return lus_cursor.execute(statement, [ids[i % len(ids)], aantal + 1]).fetchone()

    return interleave(
        [
            Variant("deur", backend_pid(), deur),
            Variant("zonder bescherming", kaal.info.backend_pid, zonder),
            Variant("kale lus", lus.info.backend_pid, kale_lus),
        ],
        rondes,
    )
