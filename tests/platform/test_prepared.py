"""Rows of several tables in one statement: all or none, defaults by the database, stopped outside a door."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from geholpen.platform import onthouden, prepared
from geholpen.platform.guard_sql import GeenDoel
from geholpen.platform.models import Abonneestand, Gebeurtenis, uuid7

pytestmark = pytest.mark.django_db


def test_rows_of_two_tables_go_in_at_once_and_the_database_fills_in_the_rest():
    wie, id = f"proef {uuid4()}", uuid7()
    prepared.insert(Abonneestand(abonnee=wie), Gebeurtenis(id=id, soort="Proef", gegevens={"n": 1}))
    assert prepared.fetch("SELECT tx, laatste_id FROM abonneestand WHERE abonnee = %s", [wie]) == [("0", None)]
    gemaakt = Gebeurtenis.objects.get(id=id)
    assert gemaakt.gegevens == {"n": 1}
    assert gemaakt.moment is not None


def test_one_that_cannot_be_stored_takes_the_others_with_it():
    wie, id = f"proef {uuid4()}", uuid7()
    prepared.insert(Abonneestand(abonnee=wie))
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.insert(Gebeurtenis(id=id, soort="Proef"), Abonneestand(abonnee=wie))
    assert not Gebeurtenis.objects.filter(id=id).exists()


def test_nothing_to_insert_is_no_statement():
    prepared.insert()


def test_the_second_ring_guards_it_too():
    with pytest.raises(GeenDoel):
        prepared.fetch("SELECT 1 FROM klantvraag")


def test_the_server_keeps_the_plan():
    for _ in range(3):
        prepared.fetch("SELECT 7 + %s::integer", [35])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 7 + $1::integer'")
        assert cursor.fetchone() == (1,)


def test_what_is_kept_is_read_once_until_it_is_forgotten():
    gelezen: list[int] = []

    def lees() -> int:
        gelezen.append(1)
        return len(gelezen)

    assert [onthouden.kept(lees), onthouden.kept(lees)] == [1, 1]
    onthouden.forget()
    assert onthouden.kept(lees) == 2
