"""SQL on personal tables is refused as long as no door is open: in a view, a shell, a job, a test (case 6)."""

import pytest
from django.db import connection

from geholpen.domain.partijen.models import Naam, Partij
from geholpen.platform import doors
from geholpen.platform.guard_sql import GeenDoel, personal_tables, touched

NAMED = [
    ('SELECT "naam"."achternaam" FROM "naam"', {"naam"}),
    ('SELECT * FROM"naam"', {"naam"}),
    ("select 1 from organisatie join naam on true", {"naam"}),
    ("select 1 from (((organisatie join naam on true)))", {"naam"}),
    ("select 1 from organisatie o, naam n, adres", {"naam", "adres"}),
    ('SELECT 1 FROM "klantvraag" INNER JOIN "partij" ON (1 = 1)', {"klantvraag", "partij"}),
    ("select x from (select 1 from adres) y", {"adres"}),
    ("with w as (select *\n from\n partij) select 1", {"partij"}),
    ("insert into bericht (id) values (1)", {"bericht"}),
    ('UPDATE "klantvraag" SET status = %s', {"klantvraag"}),
    ("delete from only public.adres where true", {"adres"}),
    ("merge into naam using organisatie on true when matched then delete", {"naam"}),
    ("TABLE dataverwerking", {"dataverwerking"}),
    ("truncate audit", {"audit"}),
    ("SELECT resultaat FROM audit", {"audit"}),
    ("SELECT ruw FROM envelop", {"envelop"}),
    ("SELECT 1 FROM /* x */ naam", {"naam"}),
]
NOT_NAMED = [
    "SELECT organisatie.naam FROM organisatie",
    "SELECT naam, adres FROM afdeling",
    "SELECT * FROM reden_klantvraag(%s, %s)",
    "SELECT partij_id FROM zoek_partijen(%s::bytea[])",
    "SELECT a IS DISTINCT FROM naam FROM afdeling",
    "SELECT extract(epoch FROM now())",
    "SELECT code FROM onderwerp -- from naam",
    "SELECT kern.open(%s), log_verwerking(%s)",
    'UPDATE "medewerker" SET "naam" = %s',
]


@pytest.mark.parametrize(("sql", "tables"), NAMED)
def test_a_statement_that_names_a_personal_table(sql, tables):
    assert touched(sql) == tables


@pytest.mark.parametrize("sql", NOT_NAMED)
def test_a_statement_that_only_mentions_such_a_word(sql):
    assert touched(sql) == frozenset()


def test_every_table_of_a_customer_is_guarded():
    assert {"partij", "naam", "klantvraag", "bericht", "dataverwerking", "audit"} <= personal_tables()
    assert not {"onderwerp", "medewerker", "gebeurtenis", "verwerkingsactiviteit"} & personal_tables()


@pytest.mark.zaak(6)
@pytest.mark.django_db
def test_objects_all_is_refused_without_a_door():
    with pytest.raises(GeenDoel, match="naam"):
        list(Naam.objects.all())
    with pytest.raises(GeenDoel, match="partij"):
        Partij.objects.count()


@pytest.mark.zaak(6)
@pytest.mark.django_db
def test_raw_sql_is_refused_too():
    with connection.cursor() as cursor, pytest.raises(GeenDoel):
        cursor.execute("SELECT * FROM naam")
    with connection.cursor() as cursor, pytest.raises(GeenDoel):
        cursor.executemany("INSERT INTO naam (partij_id) VALUES (%s)", [["x"]])


@pytest.mark.django_db
def test_a_query_set_that_escaped_from_its_door_is_refused():
    with doors.backstage():
        escaped = Naam.objects.all()
        assert list(escaped) == []
    with pytest.raises(GeenDoel):
        list(escaped.all())


@pytest.mark.zaak(6)
@pytest.mark.django_db
def test_with_the_guard_removed_the_database_gives_nothing():
    from geholpen.platform.guard_sql import guard  # noqa: PLC0415

    connection.ensure_connection()
    connection.execute_wrappers.remove(guard)
    try:
        assert Naam.objects.count() == 0
    finally:
        connection.execute_wrappers.append(guard)
