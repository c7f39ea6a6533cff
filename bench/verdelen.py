"""Giving out work: 10,000 questions that wait over 200 employees, by four dispatchers at once, until none is left.

Asserted while it runs: no question has two owners, nobody has more than their capacity, and none is lost. Measured: the
time and the statements per assignment, and what a longer queue adds to one of them.
"""

from __future__ import annotations

import threading
import time
from typing import Any

import psycopg

from bench import bed
from bench.meten import regel

KLANTEN, MEDEWERKERS, VRAGEN, TEGELIJK = 1_000, 200, 10_000, 4
#: Queues of which one assignment is compared.
LENGTES = (1_000, 10_000, 50_000)
_STAF = """INSERT INTO medewerker (id, code, naam, groetnaam, functie, afdeling_code, rollen, actief)
    SELECT gen_random_uuid(), 'bench-' || n, 'Bench', 'Bench', '', 'kcc', '{kcm}', true FROM generate_series(1, %s) n"""
_HIER = """INSERT INTO beschikbaarheid (medewerker_id, stand, reden, gemist, teken_tot)
    SELECT id, 'beschikbaar', '', 0, now() + interval '1 day' FROM medewerker WHERE code LIKE 'bench-%'"""
_WACHT = """INSERT INTO wachtende_vraag
        (klantvraag_id, partij_id, afdeling_code, onderwerp_code, kanaal, taal, gevoelig, klaar_sinds, rang)
    SELECT gen_random_uuid(), p.partij_id, 'kcc', (ARRAY['afval', 'paspoort', 'parkeervergunning'])[1 + n %% 3],
        (ARRAY['email', 'mijn', 'whatsapp', 'sms', 'chat'])[1 + n %% 5],
        CASE WHEN n %% 20 = 0 THEN 'eng' ELSE 'nld' END, false, m.moment, m.moment
    FROM generate_series(1, %s) n
    CROSS JOIN LATERAL (SELECT now() - interval '8 days' - make_interval(secs => n) AS moment) m
    JOIN (SELECT partij_id, row_number() OVER () AS nr, count(*) OVER () AS alle FROM partij) p
        ON p.nr = 1 + n %% p.alle"""


def measure() -> list[dict[str, Any]]:
    """Rows of the table: one assignment with the queue of the promise, and with longer and shorter ones."""
    bed.use(KLANTEN)
    with bed.copy():
        admin = bed.superuser()
        admin.autocommit = True
        _prepare(admin)
        lang = {lengte: _one_by_one(admin, lengte) for lengte in LENGTES}
        seconds, rounds = _all_of_them(admin)
    kort = lang[LENGTES[0]]
    rows = [regel(f"{VRAGEN} vragen aan {MEDEWERKERS} medewerkers, per toewijzing", seconds / VRAGEN * 1e6, "µs")]
    rows.append(regel("opdrachten per toewijzing", rounds / VRAGEN, "opdrachten"))
    for lengte in LENGTES[1:]:
        naam = f"één toewijzing, wachtrij van {lengte}"
        rows.append(regel(naam, lang[lengte], "µs", vloer=f"van {LENGTES[0]}", vloerwaarde=kort, doel=1.5))
    return rows


def _prepare(admin: psycopg.Connection[Any]) -> None:
    admin.execute("DELETE FROM toewijzing")
    admin.execute("UPDATE organisatie SET instellingen = instellingen - 'openingstijden'")
    admin.execute(_STAF, [MEDEWERKERS])
    admin.execute(_HIER)


def _queue(admin: psycopg.Connection[Any], lengte: int) -> None:
    admin.execute("DELETE FROM toewijzing")
    admin.execute("DELETE FROM wachtende_vraag")
    admin.execute(_WACHT, [lengte])
    admin.execute("ANALYZE wachtende_vraag, toewijzing, beschikbaarheid")


def _one_by_one(admin: psycopg.Connection[Any], lengte: int) -> float:
    """Mean time in µs of one offer to somebody who asks for the next, out of a queue of this length."""
    from geholpen.domain.klantcontacten.verdelen.ronde import take_next  # noqa: PLC0415

    _queue(admin, lengte)
    wie = [id for (id,) in admin.execute("SELECT id FROM medewerker WHERE code LIKE 'bench-%' ORDER BY code")]
    for id in wie[:20]:
        take_next(id, "kcc")
    began = time.perf_counter()
    for id in wie[20:]:
        assert take_next(id, "kcc") is not None
    return (time.perf_counter() - began) / (MEDEWERKERS - 20) * 1e6


def _all_of_them(admin: psycopg.Connection[Any]) -> tuple[float, int]:
    """Seconds that the dispatchers needed to give out the whole queue, and how many rounds they asked for.

    Between rounds every employee takes what is offered, and ends the oldest when they are full. That is not counted.
    """
    _queue(admin, VRAGEN)
    seconds, rounds = 0.0, 0
    while admin.execute("SELECT EXISTS (SELECT 1 FROM wachtende_vraag)").fetchone() == (True,):
        counts: list[int] = []
        threads = [threading.Thread(target=_dispatch, args=(counts,)) for _ in range(TEGELIJK)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds += time.perf_counter() - began
        assert sum(counts) > 0, "a round that gives out nothing while people have room"
        rounds += sum(n // 50 + 1 for n in counts)
        _check(admin)
        admin.execute("UPDATE toewijzing SET stand = 'aanvaard', verloopt_op = NULL WHERE stand = 'aangeboden'")
        admin.execute(
            """UPDATE toewijzing SET stand = 'klaar', einde_op = now() WHERE medewerker_id IN (
                SELECT medewerker_id FROM toewijzing WHERE einde_op IS NULL GROUP BY 1 HAVING sum(gewicht) > 60)"""
        )
    given = admin.execute("SELECT count(*), count(DISTINCT klantvraag_id) FROM toewijzing").fetchone()
    assert given == (VRAGEN, VRAGEN), given
    return seconds, rounds


def _dispatch(counts: list[int]) -> None:
    from django.db import connection  # noqa: PLC0415

    from geholpen.domain.klantcontacten.verdelen.ronde import give_out  # noqa: PLC0415

    try:
        counts.append(give_out())
    finally:
        connection.close()


def _check(admin: psycopg.Connection[Any]) -> None:
    """No question with two owners, nobody above their capacity."""
    double = admin.execute(
        "SELECT count(*) FROM (SELECT 1 FROM toewijzing WHERE einde_op IS NULL GROUP BY klantvraag_id"
        " HAVING count(*) > 1) x"
    ).fetchone()
    most = admin.execute(
        "SELECT coalesce(max(last), 0) FROM (SELECT sum(gewicht) AS last FROM toewijzing WHERE einde_op IS NULL"
        " GROUP BY medewerker_id) x"
    ).fetchone()
    assert double == (0,), double
    assert most is not None and most[0] <= 100, most
