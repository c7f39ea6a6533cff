"""Sealing a million log lines, and checking them: how many a second, how many seconds.

Keys rise with time, as those of the product do; a hundred thousand customers take turns. Floor of both: PostgreSQL's
bare sha256 over the same bytes, in one statement.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bench import bed
from bench.mensen import backend_pid
from bench.meten import backend_cpu, regel

REGELS = 1_000_000
_VUL = """INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
        aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, tx, vervalt_op)
    SELECT md5((n::bigint * 7919 %% 100000)::text)::uuid,
        (lpad(to_hex(1790000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 19))::uuid,
        gen_random_uuid(), 'klantbeeld.queries.klantbeeld',
        'Uw gegevens en contacten bekeken', 20, 1, 1023, 'lezen', 'klantvraag', gen_random_uuid(), 'werkplek',
        'medewerker', 'kcc', 'geleverd', '3', now() + interval '2 years'
    FROM generate_series(1, %s) n"""


def measure(regels: int = REGELS) -> list[dict[str, Any]]:
    """Rows of the table."""
    bed.use(1)
    from geholpen.domain.doelbinding.zegel.controle import check  # noqa: PLC0415
    from geholpen.domain.doelbinding.zegel.keten import seal  # noqa: PLC0415

    with bed.superuser() as link:
        link.execute("TRUNCATE dataverwerking, audit, schakel, gewiste_regels, controlepunt, bewaring, logcontrole")
        link.execute(_VUL, [regels])
        link.execute("VACUUM ANALYZE dataverwerking")
        kaal = _seconds(
            lambda: link.execute("SELECT count(sha256(convert_to(zegel_regel(d), 'UTF8'))) FROM dataverwerking d")
        )
        link.execute(
            "CREATE TEMP TABLE kaal AS SELECT convert_to(zegel_regel(d), 'UTF8') AS tekst FROM dataverwerking d"
        )
        alleen = _seconds(lambda: link.execute("SELECT count(sha256(tekst)) FROM kaal"))
        zegel, zegel_cpu = _measured(seal)
        link.execute("VACUUM ANALYZE schakel")
        controle, controle_cpu = _measured(lambda: _whole(check(), regels))
        link.execute("TRUNCATE dataverwerking, audit, schakel, gewiste_regels, controlepunt, bewaring, logcontrole")
    naam = f"{regels:,}".replace(",", ".")
    return [
        regel(f"{naam} logregels verzegelen", zegel, "s", vloer="kale sha256", vloerwaarde=alleen),
        regel(f"{naam} logregels controleren", controle, "s", vloer="kale sha256", vloerwaarde=alleen),
        regel(f"{naam} logregels controleren", controle, "s", vloer="regels uitschrijven en hashen", vloerwaarde=kaal),
        {
            **regel(f"{naam} logregels controleren", controle, "s"),
            "vloer": 60.0,
            "doel": 60,
            "gehaald": controle <= 60 * regels / REGELS,
        },
        regel(f"{naam} logregels controleren, processortijd", controle_cpu, "s"),
        regel("regels verzegeld per seconde", regels / zegel, "/s"),
        regel("regels verzegeld per seconde processortijd", regels / zegel_cpu, "/s"),
    ]


def _measured(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of processors: this process and its backend together."""
    pid, began = backend_pid(), time.process_time()
    before = backend_cpu(pid)
    wall = _seconds(call)
    time.sleep(0.1)  # a backend still writes its statistics after it answered
    return wall, time.process_time() - began + (backend_cpu(pid) - before) / 1e6


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _whole(uitslag: Any, regels: int) -> None:
    if uitslag.regels < regels or uitslag.bevindingen:
        raise RuntimeError(f"niet heel: {uitslag}")
