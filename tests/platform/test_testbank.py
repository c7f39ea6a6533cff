"""The test bed itself: the application role, rolled back or really committed, with the catalogues of Waterdam."""

import os
import sys

import pytest
from django.db import connection

from tests import bed


@pytest.mark.django_db
def test_we_are_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("geholpen_app", False)


def test_no_process_compiles_everything_again():
    assert not sys.dont_write_bytecode
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


@pytest.mark.django_db
def test_the_catalogues_are_there(register):
    assert register.code("parkeren").nummer == 20
    assert bed.medewerker("mdw-001").actor.rollen == {"kcm"}


@pytest.mark.parametrize("keer", [1, 2])
def test_real_commits_are_emptied_and_the_catalogues_come_back(echte_commits, beheer, keer):
    assert beheer.execute("SELECT count(*) FROM gebeurtenis").fetchone() == (0,)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO gebeurtenis (id, soort, gegevens) VALUES (gen_random_uuid(), 'Proef', '{}')")
        cursor.execute("UPDATE afdeling SET naam = 'Elders' WHERE code = 'kcc'")
    assert beheer.execute("SELECT count(*) FROM gebeurtenis").fetchone() == (1,)
    connection.close()
    assert beheer.execute("SELECT count(*) FROM onderwerp").fetchone()[0] > 5


@pytest.mark.django_db
def test_after_that_the_department_has_its_own_name():
    with connection.cursor() as cursor:
        cursor.execute("SELECT naam FROM afdeling WHERE code = 'kcc'")
        assert cursor.fetchone() == ("Klantcontactcentrum",)
