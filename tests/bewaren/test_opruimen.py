"""At night what is no record and whose time is over goes by itself: bounded, in batches, going on where it stopped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from geholpen.domain.bewaren import tasks
from geholpen.domain.bewaren.models import Verklaring, Vernietigbesluit
from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.platform import events
from tests import bed
from tests.bewaren.rijen import count, fill_every_table
from tests.doelbinding.proef import put

LATER, VOORBIJ = timedelta(days=9), timedelta(seconds=-5)


@pytest.fixture
def db(echte_commits, beheer, register):
    """A superuser on an empty town."""
    return beheer


def _raw() -> set[str]:
    return {naam for naam, t in tabellen().items() if t.van_klanten and not t.is_archief()}


def test_what_has_expired_and_is_no_record_goes(db):
    oud, nieuw = uuid4(), uuid4()
    fill_every_table(db, oud, vervalt_over=VOORBIJ)
    fill_every_table(db, nieuw, vervalt_over=LATER)
    db.execute("DELETE FROM bewaarplicht")
    assert tasks.clean_up() > 0
    kept = {naam for naam in _raw() if count(db, naam, oud)}
    assert kept == {"partij"}  # records of this customer are still there, and refer to it
    assert {naam for naam in _raw() - {"bewaarplicht"} if not count(db, naam, nieuw)} == set()
    for naam, t in tabellen().items():
        if t.is_archief():
            assert count(db, naam, oud) == 1, f"{naam} is a record: it goes by a list"


def test_a_customer_of_whom_nothing_is_left_goes_as_well(db):
    oud = uuid4()
    for naam in ("partij", "naam", "partij_opzoek"):
        put(db, naam, oud, vervalt_op=datetime.now(UTC) - timedelta(days=1))
    tasks.clean_up()
    assert {naam: count(db, naam, oud) for naam in ("partij", "naam")} == {"partij": 0, "naam": 0}
    tasks.clean_up()
    assert count(db, "partij_opzoek", oud) == 0


def test_a_legal_hold_stops_the_night_too(db):
    oud = uuid4()
    fill_every_table(db, oud, vervalt_over=VOORBIJ)
    db.execute("UPDATE bewaarplicht SET tot = current_date + 10, opgeheven_op = NULL, klantvraag_id = NULL")
    tasks.clean_up()
    assert {naam for naam in _raw() if not count(db, naam, oud)} == set()
    db.execute("UPDATE bewaarplicht SET opgeheven_op = now()")
    tasks.clean_up()
    assert count(db, "naam", oud) == 0


def _envelop(db, dagen: int, staat: str = "verwerkt") -> None:
    db.execute(
        "INSERT INTO envelop (id, kanaal, account, sleutel, ruw, ontvangers, vertrouwd, te_groot, grootte, staat,"
        " uitleg, pogingen, ontvangen_op) VALUES (gen_random_uuid(), 'email', 'a', gen_random_uuid()::text, 'x', '[]',"
        " false, false, 1, %s, '', 0, now() - make_interval(days => %s))",
        [staat, dagen],
    )


def _event(db, soort: str, dagen: int) -> None:
    db.execute(
        "INSERT INTO gebeurtenis (id, soort, gegevens, moment) VALUES (gen_random_uuid(), %s, '{}', %s)",
        [soort, _ago(dagen)],
    )


def test_envelopes_events_sessions_drafts_and_raw_records_go_after_their_days(db):
    _envelop(db, 91)
    _envelop(db, 89)
    _envelop(db, 400, "nieuw")  # still to be read: never lost
    _event(db, "Oud", 31)
    _event(db, "Vers", 29)
    klant = uuid4()
    db.execute("SET session_replication_role = replica")  # a draft of a question that is not here
    put(db, "concept", klant, vervalt_op=_ago(-99), verkregen_op=_ago(31))
    db.execute("SET session_replication_role = origin")
    db.execute(
        "INSERT INTO django_session VALUES ('oud', 'x', now() - interval '1 day'),"
        " ('vers', 'x', now() + interval '1 day')"
    )
    overname = uuid4()
    db.execute(
        "INSERT INTO overname (id, bron, ronde, begonnen_op, verslag) VALUES (%s, 'elders', 1, %s, '{}')",
        [overname, _ago(61)],
    )
    db.execute(
        "INSERT INTO overname_record (overname_id, resource, id, positie, ronde, ruw, wezen, staat, reden, opmerking,"
        " rang, groep) VALUES (%s, 'partijen', gen_random_uuid(), 1, 1, 'x', 'x', 'nieuw', '', '', 0, '')",
        [overname],
    )
    bed.deliver_events()
    tasks.clean_up()
    assert db.execute("SELECT count(*), count(*) FILTER (WHERE staat = 'nieuw') FROM envelop").fetchone() == (2, 1)
    assert db.execute("SELECT soort FROM gebeurtenis WHERE soort IN ('Oud', 'Vers')").fetchall() == [("Vers",)]
    assert count(db, "concept", klant) == 0
    assert db.execute("SELECT session_key FROM django_session").fetchall() == [("vers",)]
    assert db.execute("SELECT count(*) FROM overname_record").fetchone() == (0,)


def _ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def test_an_event_that_a_subscriber_has_not_heard_stays(db):
    _event(db, "Oud", 31)
    name = next(iter(events._subscribers))
    db.execute("INSERT INTO abonneestand (abonnee, tx) VALUES (%s, '0')", [name])
    tasks.clean_up()
    assert db.execute("SELECT count(*) FROM gebeurtenis WHERE soort = 'Oud'").fetchone() == (1,)


def test_a_round_that_stops_goes_on_under_the_same_decision(db):
    for _ in range(12):
        _envelop(db, 100)
    assert tasks.clean_up(seconds=-1, per_keer=5) == 0
    (open_,) = Vernietigbesluit.objects.filter(uitgevoerd_op=None)
    assert tasks.clean_up(per_keer=5) == 12
    besluit = Vernietigbesluit.objects.get(soort="termijn")
    assert (besluit.id, besluit.uitgevoerd_op is not None) == (open_.id, True)
    (verklaring,) = Verklaring.objects.all()
    (regel,) = verklaring.inhoud["regels"]
    assert (regel["tabel"], regel["aantal"]) == ("envelop", 12)


def test_a_round_without_anything_to_do_leaves_no_statement(db):
    tasks.clean_up()
    assert not Verklaring.objects.exists()
    assert tasks.nightly() == 0
    assert Vernietigbesluit.objects.count() == 1
