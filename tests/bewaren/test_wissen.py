"""Erasing a customer: every table, other people's rows that name them, parts, legal hold, and who may (case 34)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connections, models

from geholpen.domain.bewaren.commands import wis_partij
from geholpen.domain.bewaren.models import Verklaring
from geholpen.domain.bewaren.openen import TabelVergeten, open_all
from geholpen.domain.bewaren.tabellen import forgotten, tabellen
from geholpen.domain.bewaren.uitvoeren import NietAllesWeg
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.errors import Refused
from geholpen.platform.models import KlantEigen, Verdeling
from geholpen.platform.protection import protection_sql
from tests import bed
from tests.bewaren.rijen import count, fill_every_table
from tests.doelbinding.proef import put, sql

FG = "mdw-008"


@pytest.fixture
def klant(echte_commits, beheer, register):
    """A customer with a row in every table."""
    partij_id = uuid4()
    fill_every_table(beheer, partij_id, vervalt_over=timedelta(days=9))
    return partij_id


def test_nothing_of_a_customer_is_left_in_any_table(klant, beheer):
    ander = uuid4()
    fill_every_table(beheer, ander, vervalt_over=timedelta(days=9))
    verklaring = wis_partij(bed.medewerker(FG), klant)
    names = [naam for naam, t in tabellen().items() if t.van_klanten]
    assert {naam: count(beheer, naam, klant) for naam in names} == dict.fromkeys(names, 0)
    assert {naam: count(beheer, naam, ander) for naam in names} == dict.fromkeys(names, 1)
    assert {r.tabel for r in verklaring.regels} >= set(names)
    row = Verklaring.objects.get(id=verklaring.id)
    assert str(klant) not in str(row.inhoud)


def test_a_table_that_comes_later_is_destroyed_without_a_word(klant, beheer):
    """A model of tomorrow: nobody named it here, the migration opened it."""
    with _extra_table(opened=True) as naam:
        put(beheer, naam, klant, vervalt_op="2999-01-01", geheimpje="van morgen")
        verklaring = wis_partij(bed.medewerker(FG), klant)
        assert count(beheer, naam, klant) == 0
        assert naam in {r.tabel for r in verklaring.regels}


def test_a_table_that_no_model_knows_stops_the_erasure(klant, beheer):
    """The database is asked itself: a table beside the models is an error, and nothing was destroyed."""
    beheer.execute("CREATE TABLE slordig (partij_id uuid); GRANT SELECT ON slordig TO geholpen_wisser")
    try:
        beheer.execute("INSERT INTO slordig VALUES (%s)", [klant])
        with pytest.raises(NietAllesWeg, match="slordig"):
            wis_partij(bed.medewerker(FG), klant)
        assert count(beheer, "naam", klant) == 1
    finally:
        beheer.execute("DROP TABLE slordig")


def test_other_peoples_rows_name_them_no_more(klant, beheer):
    ander = uuid4()
    fill_every_table(beheer, ander, vervalt_over=timedelta(days=9))
    beheer.execute("UPDATE betrokkene SET was_partij_id = %s WHERE partij_id = %s", [klant, ander])
    beheer.execute("UPDATE vertegenwoordiging SET andere_partij_id = %s WHERE partij_id = %s", [klant, ander])
    wis_partij(bed.medewerker(FG), klant)
    assert beheer.execute("SELECT was_partij_id FROM betrokkene WHERE partij_id = %s", [ander]).fetchone() == (None,)
    assert count(beheer, "vertegenwoordiging", ander) == 0


def _without_request(beheer, partij_id):
    """The one question of this customer is no request about their data: that would stay."""
    beheer.execute("SET session_replication_role = replica")
    beheer.execute("DELETE FROM rechtenverzoek WHERE partij_id = %s", [partij_id])
    beheer.execute("SET session_replication_role = origin")


def test_the_question_of_a_request_stays_when_a_part_goes(klant, beheer):
    wis_partij(bed.medewerker(FG), klant, {G.CONTACTHISTORIE, G.CONTACTINHOUD})
    for naam in ("rechtenverzoek", "rechtenverzoek_inhoud", "klantvraag", "bericht_inhoud"):
        assert count(beheer, naam, klant) == 1, naam


def test_a_part_goes_with_what_refers_to_it_and_the_rest_stays(klant, beheer):
    _without_request(beheer, klant)
    verklaring = wis_partij(bed.medewerker(FG), klant, {G.CONTACTINHOUD})
    gone = {r.tabel for r in verklaring.regels}
    assert {"klantcontact_inhoud", "bericht_inhoud", "concept"} <= gone
    assert count(beheer, "naam", klant) == count(beheer, "klantvraag", klant) == 1
    assert not gone & {"naam", "klantvraag", "partij"}


def test_a_category_takes_along_what_hangs_on_it(klant, beheer):
    _without_request(beheer, klant)
    wis_partij(bed.medewerker(FG), klant, {G.CONTACTHISTORIE})
    for naam in ("klantvraag", "klantcontact", "klantcontact_inhoud", "bijlage", "interne_notitie"):
        assert count(beheer, naam, klant) == 0, naam
    assert count(beheer, "naam", klant) == 1


def test_a_legal_hold_stops_it_also_in_the_database(klant, beheer):
    beheer.execute("DELETE FROM bewaarplicht")
    put(beheer, "bewaarplicht", klant, tot="2999-01-01", vervalt_op="2999-01-01", opgeheven_op=None)
    with pytest.raises(Refused) as refused:
        wis_partij(bed.medewerker(FG), klant)
    assert refused.value.code == "BEWAARPLICHT"
    assert count(beheer, "naam", klant) == 1
    assert beheer.execute("SELECT count(*) FROM audit WHERE resultaat = 'BEWAARPLICHT'").fetchone() == (1,)


@pytest.mark.parametrize("code", ["mdw-001", "mdw-006", "mdw-007", "mdw-010"])
def test_others_are_refused_and_that_is_written_down(klant, beheer, code):
    with pytest.raises(Refused):
        wis_partij(bed.medewerker(code), klant)
    assert count(beheer, "naam", klant) == 1
    assert beheer.execute("SELECT count(*) FROM audit WHERE NOT besluit").fetchone() == (1,)


def test_the_application_cannot_destroy_beside_its_door(klant, admin_url):
    """SQL that slipped in elsewhere: no decision without the purpose, no row without a decision."""
    with pytest.raises(Exception, match="geen doel om te vernietigen"):
        sql(
            "SELECT besluit_vernietiging(gen_random_uuid(), 'verzoek', %s, NULL, '{}', NULL, gen_random_uuid(), NULL,"
            " '{}')",
            klant,
        )
    with psycopg.connect(admin_url) as db:
        db.execute("SET ROLE geholpen_wisser")
        assert db.execute("DELETE FROM naam").rowcount == 0
        assert db.execute("DELETE FROM klantvraag").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("SELECT achternaam FROM naam")


def test_every_queue_says_what_becomes_of_its_rows(monkeypatch):
    assert forgotten() == []
    monkeypatch.setattr("geholpen.domain.bewaren.tabellen.BLIJFT", {})
    assert {"kanaalstand", "verklaring"} <= set(forgotten())


def test_a_queue_with_personal_data_and_no_rule_stops_the_migration(admin_url, monkeypatch):
    monkeypatch.setattr("geholpen.domain.bewaren.tabellen.BLIJFT", {})
    with psycopg.connect(admin_url) as db, db.cursor() as cursor, pytest.raises(TabelVergeten, match="audit"):
        open_all(cursor)


class _extra_table:
    """A model that exists for one test: table, policies, and (when `opened`) what a migration does at its end."""

    def __init__(self, *, opened: bool) -> None:
        self.opened = opened

    def __enter__(self) -> str:
        meta = type("Meta", (), {"app_label": "bewaren", "db_table": "later_bedacht"})
        self.model = type(
            "LaterBedacht",
            (KlantEigen,),
            {
                "__module__": "geholpen.domain.bewaren.models",
                "Meta": meta,
                "gegevenssoort": G.CONTACTINHOUD,
                "verdeling": Verdeling.PARTIJ,
                "verwijst_naar": {"partij_id": "partij"},
                "geheimpje": models.TextField(default=""),
            },
        )
        with connections["eigenaar"].schema_editor() as editor:
            editor.create_model(self.model)
            for statement in protection_sql(self.model):
                editor.execute(statement)
        if self.opened:
            with connections["eigenaar"].cursor() as cursor:
                open_all(cursor)
        return "later_bedacht"

    def __exit__(self, *exc: object) -> None:
        del apps.all_models["bewaren"]["laterbedacht"]
        apps.clear_cache()
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute("DROP TABLE later_bedacht CASCADE")
            open_all(cursor)
        connections["eigenaar"].close()
