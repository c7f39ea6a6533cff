"""The whole path of a door on the real database: decide, sign, log, read, and what is left when it goes wrong."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from geholpen.domain.doelbinding.models import Audit, Dataverwerking, VerwerkingsactiviteitGegeven
from geholpen.domain.doelbinding.register import register
from geholpen.platform.context import ALLE, Actor, ActorSoort, Context
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Refused
from tests.doelbinding.proef import (
    ANDER,
    ELDERS,
    TWEEDE,
    VERLOPEN,
    A,
    B,
    hernoem,
    hernoem_en_lees_bsn,
    lees_bsn,
    lees_genest,
    lees_meer,
    lees_na_weigering,
    lees_naam_en_adres,
    lees_naam_en_bsn,
    lees_namen,
    mag_niet,
    medewerker,
    open_,
    save_versie,
    sql,
    token,
    token_of_the_register,
    werkend_aan,
    zoek_binnen,
    zoek_namen,
)


@pytest.fixture(autouse=True)
def _rows(rijen):
    """Every test here finds the four customers."""


def _lines(model: type, **which: object) -> list[object]:
    """Lines of a log, read as the privacy officer may."""
    with transaction.atomic():
        open_(token(partijen=None))
        with backstage():
            found = list(model.objects.filter(**which).order_by("moment"))
        sql("SELECT kern.open('')")
    return found


def _code(door, ctx: Context, *args: object) -> str:
    with pytest.raises(Refused) as caught:
        door(ctx, *args)
    assert caught.value.reason.endswith(".")
    return caught.value.code


def test_a_reason_opens_one_customer_and_is_logged(proef):
    ctx = werkend_aan(proef)
    assert lees_namen(ctx) == [A]
    (line,) = _lines(Dataverwerking, trace=ctx.trace)
    assert (line.partij_id, line.activiteit, line.versie, line.soorten) == (A, 901, 1, 1)
    assert (line.naam, line.handeling, line.uitkomst) == ("Proef: uw naam bekeken", "lezen", "geleverd")
    assert (line.aanleiding_soort, line.aanleiding_id, line.kanaal) == ("proef", ctx.aanleiding.id, "werkplek")
    (audit,) = _lines(Audit, trace=ctx.trace)
    assert (audit.actor_id, audit.resultaat, audit.oorsprong) == (ctx.actor.id, "geleverd", "test")


@pytest.mark.zaak(8)
def test_after_the_door_nothing_is_open(proef):
    lees_namen(werkend_aan(proef))
    assert sql("SELECT count(*) FROM naam") == [(0,)]


@pytest.mark.zaak(3)
def test_what_expired_or_comes_from_elsewhere_is_not_shown(proef):
    assert lees_namen(werkend_aan(proef, VERLOPEN)) == []
    assert lees_namen(werkend_aan(proef, ELDERS)) == []


@pytest.mark.zaak(3)
def test_it_is_shown_once_an_approved_version_names_where_it_comes_from(proef, beheer):
    """The other half of case 3; each look is in the log, with the version under which it was."""
    save_versie(901, versie=2, status="geschorst")
    VerwerkingsactiviteitGegeven.objects.create(
        nummer=901, versie=2, soort=1, waarom="Nodig voor deze proef.", handelingen=["lezen"], bronnen=[901, ANDER]
    )
    eerst = werkend_aan(proef, ELDERS)
    assert lees_namen(eerst) == [], "a version that does not count yet names nothing"
    open_(token_of_the_register())
    sql("SELECT zet_stap(901::smallint, 1::smallint, 'ingetrokken', 'Een proef met intrekken', NULL, '', NULL)")
    sql("SELECT zet_stap(901::smallint, 2::smallint, 'hervat', 'Een proef met hervatten', NULL, '', NULL)")
    register.forget()
    daarna = werkend_aan(proef, ELDERS)
    assert lees_namen(daarna) == [ELDERS]
    looks = [(r.versie, r.partij_id) for ctx in (eerst, daarna) for r in _lines(Dataverwerking, trace=ctx.trace)]
    assert looks == [(1, ELDERS), (2, ELDERS)]


def test_without_a_reason_nothing_is_shown_and_the_refusal_is_logged(proef):
    """Case 1: the neighbour."""
    ctx = medewerker().over({A})
    assert _code(lees_namen, ctx) == "GEEN_AANLEIDING"
    (audit,) = _lines(Audit, trace=ctx.trace)
    assert (audit.actor_id, audit.resultaat) == (ctx.actor.id, "GEEN_AANLEIDING")
    assert (audit.besluit, audit.geweigerd) == (False, {"code": "GEEN_AANLEIDING"})
    assert _lines(Dataverwerking, trace=ctx.trace) == []


@pytest.mark.parametrize("partijen", [{B}, {A, B}, ALLE], ids=["another", "two", "all"])
def test_a_reason_at_one_customer_opens_no_other(proef, partijen):
    ctx = replace(werkend_aan(proef), partijen=frozenset(partijen))
    assert _code(lees_namen, ctx) == "ANDERE_KLANT"


def test_a_customer_sees_only_themselves(proef):
    ctx = Context(Actor(ActorSoort.KLANT, A, frozenset({"klant"}), niveau="authenticated"), "mijn")
    assert _code(lees_namen, ctx.over({B})) in {"GEEN_AANLEIDING", "NIET_NODIG"}
    assert _code(lees_namen, ctx) in {"GEEN_AANLEIDING", "NIET_NODIG"}


def test_a_reason_that_does_not_exist_or_is_closed(proef):
    ctx = werkend_aan(proef)
    proef.clear()
    assert _code(lees_namen, ctx) == "GEEN_AANLEIDING"
    assert _code(lees_namen, werkend_aan(proef, open=False)) == "AANLEIDING_GESLOTEN"


def test_another_role_is_refused(proef):
    ctx = replace(werkend_aan(proef), actor=medewerker(("kcm",)).actor)
    assert _code(lees_namen, ctx) == "ROL"


def test_what_the_purpose_does_not_need_is_not_given_and_that_is_said(proef):
    ctx = werkend_aan(proef)
    assert lees_naam_en_bsn(ctx) == {1}
    (audit,) = _lines(Audit, trace=ctx.trace)
    assert (audit.resultaat, audit.besluit, audit.geweigerd) == ("deels", True, {"6": "NIET_NODIG"})
    assert (audit.activiteit, audit.versie, audit.toegestaan) == (901, 1, 1)
    assert _code(lees_bsn, werkend_aan(proef)) == "NIET_NODIG"


def test_writing_needs_the_handling(proef):
    assert hernoem(werkend_aan(proef), "Jansen") == 1
    assert _code(hernoem, werkend_aan(proef, activiteit=TWEEDE), "Jansen") == "NIET_NODIG"


def test_policy_comes_first_and_its_refusal_is_logged_too(proef):
    ctx = werkend_aan(proef)
    assert _code(mag_niet, ctx) == "ANDERE_KLANT"
    assert [a.resultaat for a in _lines(Audit, trace=ctx.trace)] == ["ANDERE_KLANT"]


def test_a_list_logs_everybody_it_shows(proef):
    ctx = medewerker()
    assert set(zoek_namen(ctx)) == {A, B}
    assert {line.partij_id for line in _lines(Dataverwerking, trace=ctx.trace)} == {A, B}


def test_a_door_in_a_door_has_its_own_purpose_and_gives_the_outer_one_back(proef):
    ctx = werkend_aan(proef)
    assert lees_genest(ctx) == ([A], [A], [A])
    assert [line.activiteit for line in _lines(Dataverwerking, trace=ctx.trace)] == [901, 902]


def test_a_read_inside_a_door_is_one_action_when_its_line_says_it_all(proef):
    ctx = werkend_aan(proef)
    assert lees_naam_en_adres(ctx) == [[A], [A]]
    (line,) = _lines(Dataverwerking, trace=ctx.trace)
    assert (line.naam, line.soorten) == ("Proef: uw naam en adres bekeken", 0b101)


def test_a_category_the_outer_door_did_not_mention_has_its_own_line(proef):
    ctx = werkend_aan(proef)
    assert lees_meer(ctx) == [A]
    assert [line.soorten for line in _lines(Dataverwerking, trace=ctx.trace)] == [0b001, 0b100]


def test_somebody_found_inside_another_door_is_logged(proef):
    ctx = medewerker()
    assert set(zoek_binnen(ctx)) == {A, B}
    assert {line.partij_id for line in _lines(Dataverwerking, trace=ctx.trace)} == {A, B}


def test_after_a_refused_inner_door_the_outer_one_still_sees_its_own(proef):
    ctx = werkend_aan(proef)
    assert lees_na_weigering(ctx) == [A]
    assert {a.resultaat for a in _lines(Audit, trace=ctx.trace)} == {"geleverd", "NIET_NODIG"}


def test_suspension_works_on_the_next_read_although_the_register_is_remembered(proef):
    ctx = werkend_aan(proef)
    assert lees_namen(ctx) == [A]
    open_(token_of_the_register())
    sql("SELECT zet_stap(901::smallint, 1::smallint, 'geschorst', 'Een proef met schorsen', NULL, '', NULL)")
    assert _code(lees_namen, ctx) == "ACTIVITEIT_NIET_ACTIEF"
    assert _code(lees_namen, ctx) == "ACTIVITEIT_NIET_ACTIEF"
    assert [a.resultaat for a in _lines(Audit, trace=ctx.trace)] == ["geleverd", *["ACTIVITEIT_NIET_ACTIEF"] * 2]


@pytest.mark.zaak(5)
def test_after_the_evaluation_date_without_evidence_nothing_is_read(proef, beheer):
    """Case 5; the content of a version cannot change, so a second version carries the date that has passed."""
    save_versie(901, versie=2, status="geschorst", evaluatiedatum="2020-01-01")
    VerwerkingsactiviteitGegeven.objects.create(
        nummer=901, versie=2, soort=1, waarom="Nodig voor deze proef.", handelingen=["lezen"], bronnen=[901]
    )
    open_(token_of_the_register())
    sql("SELECT zet_stap(901::smallint, 1::smallint, 'ingetrokken', 'Een proef met intrekken', NULL, '', NULL)")
    sql("SELECT zet_stap(901::smallint, 2::smallint, 'hervat', 'Een proef met hervatten', NULL, '', NULL)")
    register.forget()
    ctx = werkend_aan(proef)
    assert _code(lees_namen, ctx) == "ACTIVITEIT_VERLOPEN"
    (audit,) = _lines(Audit, trace=ctx.trace)
    assert (audit.resultaat, audit.besluit) == ("ACTIVITEIT_VERLOPEN", False)
    assert _lines(Dataverwerking, trace=ctx.trace) == []


def test_a_refusal_stays_when_the_work_around_it_is_rolled_back(proef_echt, beheer):
    beheer.execute("SET session_replication_role = replica")
    beheer.execute(
        "INSERT INTO naam (partij_id, herkomst, verkregen_voor, vervalt_op, voorletters, voornaam,"
        " voorvoegsel_achternaam, achternaam, organisatienaam)"
        " VALUES (%s, 'x', 901, now() + interval '1 day', '', '', '', 'Jansen', '') ON CONFLICT DO NOTHING",
        [UUID(int=0xE)],
    )
    ctx = werkend_aan(proef_echt, UUID(int=0xE))
    assert _code(hernoem_en_lees_bsn, ctx, "Pietersen") == "NIET_NODIG"
    name = beheer.execute("SELECT achternaam FROM naam WHERE partij_id = %s", [UUID(int=0xE)]).fetchone()
    assert name == ("Jansen",)
    logged = "SELECT resultaat, besluit, geweigerd FROM audit WHERE trace = %s"
    assert beheer.execute(logged, [UUID(ctx.trace)]).fetchall() == [("NIET_NODIG", False, {"code": "NIET_NODIG"})]
    assert beheer.execute("SELECT count(*) FROM dataverwerking WHERE trace = %s", [UUID(ctx.trace)]).fetchone() == (0,)


@pytest.mark.zaak(22)
@pytest.mark.parametrize(
    ("break_it", "mend_it"),
    [
        ("ALTER FUNCTION log_verwerking RENAME TO weg", "ALTER FUNCTION weg RENAME TO log_verwerking"),
        (
            "REVOKE INSERT ON dataverwerking FROM geholpen_deur",
            "GRANT INSERT ON dataverwerking TO geholpen_deur",
        ),
        ("ALTER TABLE audit RENAME TO weg", "ALTER TABLE weg RENAME TO audit"),
    ],
    ids=["no function", "log table refuses", "no audit table"],
)
def test_no_log_no_data(proef_echt, beheer, break_it, mend_it):
    """Case 22: when the log cannot be written nothing is shown, not even a part of a list."""
    connection.close()
    beheer.execute(break_it)
    try:
        for door, ctx in ((lees_namen, werkend_aan(proef_echt)), (zoek_namen, medewerker())):
            with pytest.raises(DatabaseError):
                door(ctx)
    finally:
        connection.close()
        beheer.execute(mend_it)
    assert beheer.execute("SELECT count(*) FROM dataverwerking WHERE activiteit = 901").fetchone() == (0,)


def test_a_temporary_table_does_not_pass_for_the_log_or_the_register(proef):
    """Injected SQL may make tables of its own; the functions with other rights must not look at them."""
    ctx = werkend_aan(proef)
    lees_namen(werkend_aan(proef))  # the register is remembered from here
    for table in ("dataverwerking", "audit", "verwerkingsactiviteit_versie"):
        sql(f"CREATE TEMP TABLE {table} (LIKE public.{table} INCLUDING DEFAULTS) ON COMMIT DROP")
        sql(f"GRANT ALL ON pg_temp.{table} TO geholpen_deur")
    assert lees_namen(ctx) == [A]
    assert sql("SELECT count(*) FROM pg_temp.dataverwerking") == [(0,)]
    sql("DROP TABLE pg_temp.dataverwerking")
    (line,) = _lines(Dataverwerking, trace=ctx.trace)
    assert line.partij_id == A


def test_herkomst_and_events_exist_only_inside_a_door():
    ctx = medewerker()
    with pytest.raises(RuntimeError):
        ctx.herkomst()
    with pytest.raises(RuntimeError):
        ctx.publish(object())


def test_a_context_travels_through_a_job():
    ctx = medewerker().voor(replace(werkend_aan({}).aanleiding, id=uuid4()))
    again = Context.from_json(ctx.to_json(), oorsprong="test")
    assert again == ctx
