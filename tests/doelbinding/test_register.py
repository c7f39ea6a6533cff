"""What the register refuses, also to raw SQL (cases 4 and 5), and what the application role cannot do at all."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from geholpen.domain.doelbinding.models import Verwerkingsactiviteit, VerwerkingsactiviteitGegeven
from geholpen.domain.doelbinding.register import register
from tests.doelbinding.proef import save_versie, sql

pytestmark = pytest.mark.django_db
ONE = uuid4()


@pytest.fixture(autouse=True)
def _activity(db):
    Verwerkingsactiviteit.objects.create(nummer=950, uuid=uuid4(), code="register-proef")


def _refused(**anders: object) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        save_versie(950, **anders)
    return str(caught.value)


@pytest.mark.parametrize(
    "doel", ["Uw vraag over de dienstverlening beantwoorden", "Uw klacht over onze service behandelen"]
)
def test_a_purpose_that_says_something(doel):
    save_versie(950, doel=doel)


def test_a_good_version_is_stored():
    save_versie(950)
    register.forget()
    assert register.code("register-proef").nummer == 950
    register.forget()


@pytest.mark.zaak(4)
@pytest.mark.parametrize(
    "doel",
    [
        "Dienstverlening verbeteren",
        "de dienstverlening verbeteren.",
        " Onze dienstverlening optimaliseren ",
        "INTEGRAAL KLANTBEELD",
        "360 graden klantbeeld",
        "Klantbeeld",
        "service verbeteren",
        "Betere dienstverlening",
        "Een integraal klantbeeld maken",
        "Verbetering van de dienstverlening voor de klant",
        "Taken uitvoeren en de dienstverlening verbeteren",
        "Gegevens verwerken voor de bedrijfsvoering",
        "Beter inzicht krijgen in de klant",
    ],
)
def test_a_vague_purpose(doel):
    assert {"doel_is_niet_vaag", "doel_lengte"} & set(re.findall(r"doel_\w+", _refused(doel=doel)))
    assert sql("SELECT doel_is_vaag(%s)", doel) == [(True,)]


@pytest.mark.parametrize("doel", ["", "Kort", "x" * 301])
def test_a_purpose_that_is_too_short_or_too_long(doel):
    assert "doel_lengte" in _refused(doel=doel)


@pytest.mark.zaak(4)
@pytest.mark.parametrize(
    "anders",
    [
        {"taak_artikel": ""},
        {"taak_artikel": "de Gemeentewet"},
        {"taak_titel": ""},
        {"taak_bijdrage": "Helpt."},
        {"meetpunt": ""},
        {"grondslag": "wettelijke_verplichting", "taak_artikel": ""},
    ],
)
def test_a_public_task_without_article_contribution_or_measure(anders):
    assert "taak_met_artikel" in _refused(**anders)


@pytest.mark.parametrize(
    ("anders", "constraint"),
    [
        ({"rollen": []}, "rollen_genoemd"),
        ({"bewaardagen": 0}, "bewaartermijn_positief"),
        ({"grondslag": "omdat_het_kan"}, "grondslag_bekend"),
        ({"opgesteld_door": ONE, "goedgekeurd_door": ONE}, "drie_verschillende_mensen"),
        ({"goedgekeurd_door": ONE, "geactiveerd_door": ONE}, "drie_verschillende_mensen"),
        ({"opgesteld_door": ONE, "geactiveerd_door": ONE}, "drie_verschillende_mensen"),
        ({"opgesteld_door": ONE, "advies_door": ONE}, "niemand_adviseert_over_eigen_werk"),
        ({"advies_door": None}, "goedgekeurd_na_advies"),
        ({"goedgekeurd_door": None}, "actief_is_goedgekeurd"),
        ({"geactiveerd_door": None}, "actief_is_goedgekeurd"),
    ],
)
def test_what_else_a_version_must_say(anders, constraint):
    assert constraint in _refused(**anders)


def test_two_active_versions():
    save_versie(950)
    assert "een_actieve_versie" in _refused(versie=2)


def test_a_version_of_an_unknown_activity():
    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        save_versie(951)


@pytest.mark.parametrize(
    ("anders", "constraint"),
    [
        ({"soort": 0}, "soort_bekend"),
        ({"soort": 29}, "soort_bekend"),
        ({"waarom": "handig"}, "waarom_genoemd"),
        ({"bronnen": []}, "bronnen_genoemd"),
        ({"masker": "zonnebril"}, "masker_bekend"),
    ],
)
def test_what_a_category_must_say(anders, constraint):
    save_versie(950)
    fields = {"soort": 1, "waarom": "Nodig voor deze proef.", "handelingen": ["lezen"], "bronnen": [950], **anders}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        VerwerkingsactiviteitGegeven.objects.create(nummer=950, versie=1, **fields)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verwerkingsactiviteit_versie SET doel = 'Iets heel anders dan eerst'",
        "UPDATE verwerkingsactiviteit_versie SET evaluatiedatum = '2099-01-01'",
        "UPDATE verwerkingsactiviteit_versie SET rollen = '{kcm,fg}'",
        "UPDATE verwerkingsactiviteit_versie SET mag_geheim_adres = true",
        "UPDATE verwerkingsactiviteit_gegeven SET bronnen = '{1,2,3}'",
        "UPDATE verwerkingsactiviteit SET code = 'anders'",
        "UPDATE verwerkingsactiviteit_versie SET status = 'actief'",
        "UPDATE verwerkingsactiviteit_versie SET goedgekeurd_door = gen_random_uuid()",
        "INSERT INTO activiteit_stap (id) VALUES (gen_random_uuid())",
        "DELETE FROM activiteit_stap",
        "INSERT INTO evaluatiebewijs (id) VALUES (gen_random_uuid())",
        "DELETE FROM verwerkingsactiviteit_versie",
        "DELETE FROM verwerkingsactiviteit_gegeven",
        "UPDATE dataverwerking SET naam = 'niets gezien'",
        "DELETE FROM dataverwerking",
        "INSERT INTO dataverwerking (partij_id) VALUES (gen_random_uuid())",
        "UPDATE audit SET resultaat = 'niets'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "UPDATE audit SET besluit = true",
        "SELECT * FROM kern.sleutel",
        "SELECT * FROM partij_opzoek",
        "SELECT * FROM klantvraag_opzoek",
        "SELECT * FROM bericht_opzoek",
        "UPDATE partij_opzoek SET partij_id = gen_random_uuid()",
        "ALTER TABLE naam DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE naam NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY lezen ON naam",
        "CREATE POLICY alles ON naam USING (true)",
        "CREATE TABLE kopie AS SELECT 1",
        "SET ROLE geholpen_eigenaar",
        "SET ROLE geholpen_deur",
        "SET session_replication_role = replica",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "CREATE FUNCTION kern.ctx2() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_the_application_role_cannot(statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be (owner|superuser)"), transaction.atomic():
        sql(statement)


def test_row_security_off_gives_an_error_and_no_rows():
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        sql("SET LOCAL row_security = off")
        sql("SELECT * FROM naam")
