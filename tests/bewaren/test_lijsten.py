"""Records go by a list: three people who differ, seven days, a statement. And a hold keeps what must stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.utils import timezone
from psycopg.types.json import Jsonb

from geholpen.domain.bewaren import tasks
from geholpen.domain.bewaren.commands import (
    agree_lijst,
    destroy_regel,
    judge_lijst,
    lift_bewaarplicht,
    make_lijst,
    record_transfer,
    send_back,
    set_bewaarplicht,
    set_waardering,
    take_off,
    wis_partij,
    withdraw_lijst,
)
from geholpen.domain.bewaren.models import Lijstregel, Verklaring, Vernietigingslijst
from geholpen.domain.bewaren.queries import lijst, lijsten
from geholpen.domain.klantcontacten.kenmerk import kenmerk_key
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser
from tests.bewaren.rijen import count, fill_every_table
from tests.doelbinding.proef import sql
from tests.faces_werkplek.bureau import plain

BEHEERDER, EIGENAAR, ARCHIVARIS, FG = "mdw-007", "mdw-013", "mdw-020", "mdw-008"
NUMMER = "Selectielijst gemeenten 2020, procestype 11"
WAAROM = "De termijn is voorbij en er loopt niets meer."


@pytest.fixture
def db(echte_commits, beheer, register):
    """A superuser on an empty town."""
    return beheer


def oud(db: psycopg.Connection, dagen: int = 5) -> UUID:
    """A customer with one closed question, of which everything expired so many days ago."""
    partij_id = uuid4()
    fill_every_table(db, partij_id, vervalt_over=-timedelta(days=dagen))
    db.execute("UPDATE klantvraag SET status = 'afgehandeld', kenmerk = 'WD-PROEF-1' WHERE partij_id = %s", [partij_id])
    db.execute("DELETE FROM bewaarplicht")
    return partij_id


def agreed(db: psycopg.Connection) -> UUID:
    """A list that was made, judged and agreed with."""
    lijst = make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    judge_lijst(bed.medewerker(EIGENAAR), lijst, WAAROM)
    agree_lijst(bed.medewerker(ARCHIVARIS), lijst, WAAROM)
    return lijst


def a_week_later(db: psycopg.Connection, lijst: UUID) -> None:
    """The days to reconsider are over."""
    db.execute(
        "UPDATE vernietigingslijst SET vastgesteld_op = now() - interval '8 days', vernietigen_na = now() -"
        " interval '1 day' WHERE id = %s",
        [lijst],
    )


def test_the_start_page_says_whose_turn_it_is(db):
    def waits(code: str) -> bool:
        return "Vernietigingslijst van" in browser.text(browser.medewerker(code).get("/beheer/"))

    oud(db)
    lijst = make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    assert (waits(BEHEERDER), waits(EIGENAAR), waits(ARCHIVARIS)) == (False, True, False)
    judge_lijst(bed.medewerker(EIGENAAR), lijst, WAAROM)
    assert (waits(BEHEERDER), waits(EIGENAAR), waits(ARCHIVARIS)) == (False, False, True)
    agree_lijst(bed.medewerker(ARCHIVARIS), lijst, WAAROM)
    assert not waits(ARCHIVARIS)


def test_records_go_after_three_people_and_seven_days(db):
    klant, vers = oud(db), uuid4()
    fill_every_table(db, vers, vervalt_over=timedelta(days=9))
    db.execute("DELETE FROM bewaarplicht")
    lijst = agreed(db)
    assert Lijstregel.objects.get().onderwerp_code == "x"
    assert tasks.carry_out_lists() == 0  # the days to reconsider
    assert count(db, "klantvraag", klant) == 1
    a_week_later(db, lijst)
    assert tasks.carry_out_lists() == 1
    for naam in ("klantvraag", "klantcontact", "klantcontact_inhoud", "bericht", "interne_notitie"):
        assert (count(db, naam, klant), count(db, naam, vers)) == (0, 1), naam
    assert Vernietigingslijst.objects.get().stand == "vernietigd"
    verklaring = Verklaring.objects.get(lijst_id=lijst).inhoud
    assert (verklaring["vragen"], verklaring["selectielijst"]) == (1, NUMMER)
    assert [s["stap"] for s in verklaring["stappen"]] == ["opgesteld", "beoordeeld", "vastgesteld"]
    assert len({s["door"] for s in verklaring["stappen"]}) == 3
    assert str(klant) not in str(verklaring)
    assert "Een oude vraag van u vernietigd" in str(
        db.execute("SELECT naam FROM dataverwerking WHERE partij_id = %s", [klant]).fetchall()
    )


def test_the_same_person_cannot_take_two_steps_also_by_sql(db):
    oud(db)
    lijst = make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    db.execute("UPDATE medewerker SET rollen = '{functioneel_beheerder,gegevenseigenaar,archivaris}'")
    with pytest.raises(Invalid, match="collega"):
        judge_lijst(bed.medewerker(BEHEERDER), lijst, WAAROM)
    judge_lijst(bed.medewerker(EIGENAAR), lijst, WAAROM)
    for code in (BEHEERDER, EIGENAAR):
        with pytest.raises(Invalid, match="collega"):
            agree_lijst(bed.medewerker(code), lijst, WAAROM)
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute("UPDATE vernietigingslijst SET vastgesteld_door = beoordeeld_door")
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute("UPDATE vernietigingslijst SET stand = 'vastgesteld'")


@pytest.mark.parametrize("code", ["mdw-001", "mdw-006", FG, "mdw-010"])
def test_other_roles_are_refused(db, code):
    oud(db)
    lijst = make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    for door in (judge_lijst, agree_lijst, send_back, withdraw_lijst):
        with pytest.raises(Refused):
            door(bed.medewerker(code), lijst, WAAROM)
    assert Vernietigingslijst.objects.get().stand == "opgesteld"


def test_the_database_destroys_no_record_that_is_on_no_agreed_list(db):
    klant = oud(db)
    lijst = make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    with pytest.raises(Exception, match="vastgestelde lijst"):
        destroy_regel(bed.systeem(), Lijstregel.objects.get().id)
    assert count(db, "klantvraag", klant) == 1
    judge_lijst(bed.medewerker(EIGENAAR), lijst, WAAROM)
    agree_lijst(bed.medewerker(ARCHIVARIS), lijst, WAAROM)
    with pytest.raises(Exception, match="vastgestelde lijst"):  # too early
        destroy_regel(bed.systeem(), Lijstregel.objects.get().id)
    with pytest.raises(Exception, match="permission denied"):
        sql("UPDATE vernietigingslijst SET vernietigen_na = now()")


def test_a_question_that_is_taken_off_stays_and_the_reason_is_kept(db):
    klant = oud(db)
    lijst = agreed(db)
    regel = Lijstregel.objects.get()
    with pytest.raises(Invalid):
        take_off(bed.medewerker(ARCHIVARIS), lijst, regel.id, "kort")
    take_off(bed.medewerker(ARCHIVARIS), lijst, regel.id, "Dit dossier is van historisch belang.")
    a_week_later(db, lijst)
    assert tasks.carry_out_lists() == 0
    assert count(db, "klantvraag", klant) == 1
    assert Verklaring.objects.get().inhoud["afgehaald"] == 1
    with pytest.raises(Invalid):  # and it is not on the next list either
        make_lijst(bed.medewerker(BEHEERDER), NUMMER)


def test_a_list_from_which_everything_was_taken_off_is_agreed_with_by_nobody(db):
    oud(db)
    id = make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    judge_lijst(bed.medewerker(EIGENAAR), id, WAAROM)
    assert (lijst(id).over, lijst(id).afgehaald) == (1, 0)
    take_off(bed.medewerker(ARCHIVARIS), id, Lijstregel.objects.get().id, "Dit dossier is van historisch belang.")
    assert (lijst(id).over, lijst(id).afgehaald, lijsten()[0].over) == (0, 1, 0)
    with pytest.raises(Invalid, match="geen vraag meer"):
        agree_lijst(bed.medewerker(ARCHIVARIS), id, WAAROM)
    send_back(bed.medewerker(ARCHIVARIS), id, "Er staat niets meer op deze lijst.")
    with pytest.raises(Invalid, match="geen vraag meer"):
        judge_lijst(bed.medewerker(EIGENAAR), id, WAAROM)
    client = browser.medewerker(EIGENAAR)
    page = plain(browser.text(client.get(f"/beheer/bewaren/lijst/{id}/")))
    assert "Er staat niets meer op deze lijst" in page and "Akkoord" not in page
    withdraw_lijst(bed.medewerker(BEHEERDER), id, "Er staat niets meer op deze lijst.")


def test_within_the_seven_days_it_goes_back(db):
    klant = oud(db)
    lijst = agreed(db)
    send_back(bed.medewerker(EIGENAAR), lijst, "Toch nog een lopende procedure gevonden.")
    row = Vernietigingslijst.objects.get()
    assert (row.stand, row.vastgesteld_door, row.vernietigen_na) == ("opgesteld", None, None)
    withdraw_lijst(bed.medewerker(BEHEERDER), lijst, "Wij beginnen opnieuw met deze lijst.")
    assert make_lijst(bed.medewerker(BEHEERDER), NUMMER) != lijst
    assert count(db, "klantvraag", klant) == 1


def test_without_a_value_nothing_gets_on_a_list(db):
    oud(db)
    db.execute("DELETE FROM selectieregel")
    with pytest.raises(Invalid, match="archivaris"):
        make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    with pytest.raises(Refused):
        set_waardering(bed.medewerker(BEHEERDER), NUMMER, "vernietigen")
    set_waardering(bed.medewerker(ARCHIVARIS), NUMMER, "vernietigen")
    make_lijst(bed.medewerker(BEHEERDER), NUMMER)


def test_what_is_kept_for_good_goes_only_after_it_was_transferred(db):
    klant = oud(db)
    set_waardering(bed.medewerker(ARCHIVARIS), NUMMER, "bewaren")
    lijst = agreed(db)
    a_week_later(db, lijst)
    assert tasks.carry_out_lists() == 0
    assert count(db, "klantvraag", klant) == 1
    with pytest.raises(Invalid, match="Maak eerst het pakket"):
        record_transfer(bed.medewerker(ARCHIVARIS), lijst, "Streekarchief, ontvangst 2026-118")


def test_a_hold_keeps_rows_for_its_own_purpose_only_and_then_they_go(db):
    klant = oud(db)
    db.execute(
        "INSERT INTO klantvraag_opzoek (sleutel, partij_id, klantvraag_id) SELECT %s, partij_id, id FROM klantvraag",
        [kenmerk_key("WD-PROEF-1")],
    )
    morgen = timezone.localdate() + timedelta(days=30)
    fg = bed.medewerker(FG)
    plicht = set_bewaarplicht(fg, "wd-proef-1", "bezwaar", "Bezwaar tegen het besluit van maart.", morgen, alles=True)
    assert plicht.partij_id == klant
    tasks.clean_up()
    nummer = db.execute("SELECT nummer FROM verwerkingsactiviteit WHERE code = 'bewaarplicht'").fetchone()[0]
    row = db.execute("SELECT verkregen_voor, vervalt_op > now() FROM naam WHERE partij_id = %s", [klant]).fetchone()
    assert row == (nummer, True)
    with pytest.raises(Refused, match="BEWAARPLICHT"):
        wis_partij(fg, klant)
    with pytest.raises(Invalid):
        make_lijst(bed.medewerker(BEHEERDER), NUMMER)
    lift_bewaarplicht(fg, plicht.id, "Het bezwaar is afgehandeld.")
    tasks.clean_up()
    tasks.clean_up()
    assert count(db, "naam", klant) == 0
    assert count(db, "klantvraag", klant) == 1  # a record: by its list
    assert db.execute("SELECT vervalt_op <= now() FROM klantvraag WHERE partij_id = %s", [klant]).fetchone() == (True,)


@pytest.mark.parametrize("stand", ["geschorst", "verlopen", "ingetrokken"])
def test_records_of_a_purpose_that_stopped_still_come_to_a_list(db, stand):
    klant = oud(db)
    row = db.execute("SELECT DISTINCT verkregen_voor FROM klantvraag WHERE partij_id = %s", [klant]).fetchone()
    assert row is not None
    db.execute("SET session_replication_role = replica")
    db.execute(
        "UPDATE verwerkingsactiviteit_versie SET status = %s WHERE nummer = %s AND status = 'actief'", [stand, row[0]]
    )
    # a draft that was thrown away says nothing of keeping
    db.execute(
        "INSERT INTO verwerkingsactiviteit_versie SELECT (jsonb_populate_record(v, %s)).*"
        " FROM verwerkingsactiviteit_versie v WHERE nummer = %s AND versie = 1",
        [Jsonb({"versie": 99, "status": "ingetrokken", "selectielijst": "Anders"}), row[0]],
    )
    db.execute("SET session_replication_role = origin")
    lijst = agreed(db)
    a_week_later(db, lijst)
    assert tasks.carry_out_lists() == 1
    assert count(db, "klantvraag", klant) == 0


def test_a_hold_of_somebody_who_may_not_or_says_nothing_is_refused(db):
    oud(db)
    dag = timezone.localdate() + timedelta(days=30)
    with pytest.raises(Refused):
        set_bewaarplicht(bed.medewerker("mdw-001"), "WD-PROEF-1", "bezwaar", WAAROM, dag, alles=True)
    with pytest.raises(Invalid) as fout:
        set_bewaarplicht(bed.medewerker(FG), "x", "zomaar", "", datetime(2020, 1, 1, tzinfo=UTC).date(), alles=True)
    assert {fout.value.field, *(f.field for f in fout.value.also)} == {"grond", "reden", "tot"}
    with pytest.raises(Invalid) as fout:
        set_bewaarplicht(bed.medewerker(FG), "WD-ONBE-KEND", "bezwaar", WAAROM, dag, alles=True)
    assert fout.value.field == "kenmerk"
