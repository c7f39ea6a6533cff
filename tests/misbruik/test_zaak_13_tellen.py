"""Case 13: numbers subtracted from numbers. There is one table of numbers about customers, without a filter; what is
small is not told, what is told goes by fives, and the number of one day is nobody's."""

from __future__ import annotations

import inspect
import random
from decimal import Decimal
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from geholpen.domain.doelbinding.queries import doelgebruik
from geholpen.domain.doelbinding.toezicht import doeldag
from geholpen.platform.doors import doors
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, plain

PARKEREN = 20
#: Doors that count something, and what may be asked of them besides who asks: a period at most.
TELLERS = {
    "doelgebruik": set(),
    "weigeringen_per_code": {"dagen"},
    "noodtoegang_per_team": {"dagen"},
    "te_maken": set(),
    "vragen_zonder_lezer": set(),  # to the privacy officer only, who shields files by name: exact, or nobody helps them
    "wat_dan": {"tabel", "dagen"},  # raw rows of one kind, in tens: a day more shows no rows of one day
}
FULL = """SELECT activiteit, versie, (moment AT TIME ZONE 'Europe/Amsterdam')::date AS dag, count(*),
    count(DISTINCT partij_id)
FROM dataverwerking WHERE (moment AT TIME ZONE 'Europe/Amsterdam')::date
    < ((now() - interval '1 hour') AT TIME ZONE 'Europe/Amsterdam')::date
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""


def used(beheer, partijen: list[UUID], dagen_geleden: int = 1, activiteit: int = PARKEREN) -> None:
    """A line in the log for each of these customers, at noon of that day; past the door."""
    with beheer.cursor() as cursor:
        cursor.executemany(
            """INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
                aanleiding_soort, kanaal, actor_soort, afdeling, uitkomst, moment, vervalt_op)
            VALUES (%s, gen_random_uuid(), gen_random_uuid(), 'd', 'n', %s, 1, 1, 'lezen', 'klantvraag', 'werkplek',
                'medewerker', 'vergunningen', 'geleverd', (current_date - %s::int + time '12:00')::timestamptz,
                now() + interval '1 year')""",
            [(p, activiteit, dagen_geleden) for p in partijen],
        )


def seen(nummer: int = PARKEREN) -> doeldag.Gebruik:
    """What the privacy officer is shown of one purpose."""
    _, regels = doelgebruik(bed.medewerker(cast.CARLIJN.code))
    return next(r.gebruik for r in regels if r.nummer == nummer)


@pytest.fixture
def mensen(echt, beheer) -> list[UUID]:
    return [uuid4() for _ in range(60)]


def test_the_count_per_day_is_the_full_count_and_can_be_made_again(mensen, beheer):
    rng = random.Random(13)
    for dag in (1, 2, 3, 29, 30, 31, 45, 61):
        used(beheer, rng.choices(mensen, k=rng.randint(1, 40)), dag, rng.choice([PARKEREN, 21, 22]))
    assert doeldag.count_days() == 61
    assert doeldag.count_days() == 0  # today is not over
    mine = "SELECT activiteit, versie, dag, regels, klanten FROM doeldag WHERE activiteit > 0 ORDER BY 1, 2, 3"
    assert beheer.execute(mine).fetchall() == beheer.execute(FULL).fetchall()
    beheer.execute("UPDATE doeldag SET regels = regels + 7")  # whatever went wrong with it
    assert doeldag.recount() == 61
    assert beheer.execute(mine).fetchall() == beheer.execute(FULL).fetchall()


def test_a_small_number_is_not_told_and_a_large_one_goes_by_fives(mensen, beheer):
    used(beheer, mensen[:9] * 3)
    used(beheer, mensen[:23], activiteit=21)
    doeldag.count_days()
    assert seen() == doeldag.Gebruik(None, None, 0, True)
    assert seen(21) == doeldag.Gebruik(25, 25, 0, True)
    assert seen(22) == doeldag.Gebruik(0, 0, 0, False)
    carlijn = Bureau(cast.CARLIJN.code, bevestigd=60)
    page = plain(carlijn.see(carlijn.client.get("/beheer/doelgebruik/"), 200))
    assert "minder dan 10" in page
    assert "Nog nooit gebruikt" in page


def test_subtracting_tells_no_more_than_guessing(mensen, beheer):
    """Whoever has both tables, and wants to know whether that one person is the difference, guesses hardly better.

    4,000 groups of 8 to 40 people; in 12 of 100 the person came, so that "no" is right 88 times.
    """
    beheer.execute("SELECT setseed(0.13)")
    goed, basis = beheer.execute(
        """SELECT avg(((klein_getal(n, n) IS DISTINCT FROM klein_getal(n + kwam, n + kwam)) = (kwam = 1))::int),
            avg((kwam = 0)::int)
        FROM (SELECT 8 + (random() * 32)::int AS n, (random() < 0.12)::int AS kwam FROM generate_series(1, 4000)) t"""
    ).fetchone()
    assert goed <= basis + Decimal("0.05")
    used(beheer, mensen[:21])
    doeldag.count_days()
    before = seen()
    used(beheer, mensen[21:22])
    assert seen() == before  # what comes later does not show until the day is counted, and that is once
    assert doeldag.count_days() == 0


def test_there_is_nothing_to_filter_by_and_no_number_of_one_day(mensen, beheer):
    names = [
        d.name.rpartition(".") for d in doors.values() if d.handeling == "tellen" and d.name.startswith("geholpen.")
    ]
    counting = {naam: getattr(import_module(module), naam) for module, _, naam in names}
    assert {naam: set(inspect.signature(f).parameters) - {"ctx"} for naam, f in counting.items()} == TELLERS
    assert beheer.execute("SELECT pronargs FROM pg_proc WHERE proname = 'doelgebruik_geteld'").fetchone() == (0,)
    for statement in ("SELECT * FROM doeldag", "SELECT * FROM doelgebruik_geteld()", "SELECT klein_getal(3, 3)"):
        with (
            pytest.raises(DatabaseError, match="denied|doel daarvoor"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    anneke = bed.medewerker(cast.ANNEKE.code)
    with pytest.raises(Refused):
        doelgebruik(anneke)
    codes = beheer.execute("SELECT resultaat FROM audit WHERE actor_id = %s", [anneke.actor.id]).fetchall()
    assert codes == [("ROL",)]


def test_a_confidential_purpose_is_in_no_number(mensen, beheer):
    used(beheer, mensen[:20])
    doeldag.count_days()
    assert seen().klanten == 20
    beheer.execute("SET session_replication_role = replica")
    beheer.execute("UPDATE verwerkingsactiviteit_versie SET vertrouwelijk_tot = current_date + 9 WHERE nummer = 20")
    assert seen() == doeldag.Gebruik()
