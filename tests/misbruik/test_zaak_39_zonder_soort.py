"""Case 39: something is added and nobody says what it holds. Migration and start refuse; the database says no."""

from __future__ import annotations

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from geholpen.config import herstel, opzet
from geholpen.platform.context import ALLE
from tests.doelbinding.proef import open_, sql, token
from tests.misbruik.test_zaak_33_herstel import call, page

TOEGEVOEGD = {
    "a table": ("CREATE TABLE nieuwe_klantkaart (partij_id uuid, geheim text)", "nieuwe_klantkaart"),
    "a column": ("ALTER TABLE naam ADD COLUMN bijnaam text NOT NULL DEFAULT ''", "naam.bijnaam"),
}
WEG = ("DROP TABLE IF EXISTS nieuwe_klantkaart", "ALTER TABLE naam DROP COLUMN IF EXISTS bijnaam")


@pytest.mark.parametrize("wat", TOEGEVOEGD)
def test_what_no_model_knows_stops_migration_and_start(echte_commits, beheer, register, capfd, wat):
    statement, naam = TOEGEVOEGD[wat]
    assert not herstel.refuse()
    beheer.execute(statement)
    try:
        with pytest.raises(ImproperlyConfigured, match=naam):
            opzet.finish()
        assert herstel.refuse()
        assert naam in capfd.readouterr().err
        assert call(herstel.Poort(page))[0].startswith("503")
    finally:
        for undo in WEG:
            beheer.execute(undo)
    opzet.finish()
    assert not herstel.refuse()


def test_a_table_that_was_added_is_closed_by_default(echte_commits, beheer, register):
    beheer.execute("CREATE TABLE nieuwe_klantkaart (partij_id uuid, geheim text)")
    beheer.execute("INSERT INTO nieuwe_klantkaart VALUES (gen_random_uuid(), 'iets')")
    try:
        with pytest.raises(Exception, match="permission denied"):
            open_(token(partijen=ALLE or None))
            sql("SELECT * FROM nieuwe_klantkaart")
    finally:
        beheer.execute("DROP TABLE nieuwe_klantkaart")


def test_the_owner_of_a_protected_table_reads_nothing_either(echte_commits, beheer, admin_url):
    with psycopg.connect(admin_url) as db:
        db.execute("SET ROLE geholpen_eigenaar")
        assert db.execute("SELECT count(*) FROM naam").fetchone() == (0,)


def test_not_even_with_the_policies_of_the_roles_it_belongs_to(echt, beheer, admin_url):
    """The owner makes functions for roles that see keys of everybody, and so is a member of them."""
    with psycopg.connect(admin_url) as db:
        names = [name for (name,) in db.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity")]
        held = {name for name in names if beheer.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]}
        assert {"partij", "adres", "naam", "dataverwerking"} <= held
        db.execute("SET ROLE geholpen_eigenaar")
        assert {n for n in names if db.execute(f"SELECT EXISTS (SELECT 1 FROM {n})").fetchone()[0]} == set()
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            db.execute("INSERT INTO noodtoegang SELECT (jsonb_populate_record(NULL::noodtoegang, '{}')).*")
