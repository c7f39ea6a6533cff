"""The life of a purpose, through its doors and by raw SQL: who, in which order and why (cases 4, 5, 39, 40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding.commands import Gegeven
from geholpen.domain.doelbinding.models import (
    ActiviteitStap,
    Evaluatiebewijs,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused
from tests import bed, cast
from tests.doelbinding.levensloop import WAAROM, concept, state, steps, to_active
from tests.doelbinding.proef import open_, save_versie, sql, token, token_of_the_register

pytestmark = pytest.mark.django_db
BEWIJS = ("Wij telden 200 vragen van dit jaar.", "97 procent op tijd")


@pytest.fixture(autouse=True)
def _fresh(register):
    compiled.forget()
    yield
    compiled.forget()


@pytest.fixture
def anneke() -> Context:
    return bed.medewerker(cast.ANNEKE.code)


@pytest.fixture
def carlijn() -> Context:
    return bed.medewerker(cast.CARLIJN.code)


@pytest.fixture
def wietske() -> Context:
    return bed.medewerker(cast.WIETSKE.code)


@pytest.fixture
def ruud() -> Context:
    return bed.medewerker(cast.RUUD.code)


def test_from_concept_to_active_by_four_people_and_each_step_is_kept(anneke, carlijn, wietske, ruud):
    code = commands.begin_activiteit(anneke, concept())
    assert code == "leges_voor_evenementen"
    to_active(anneke, carlijn, wietske, ruud, code, 1)
    assert state(code) == "actief"
    assert steps(code) == ["opgesteld", "ter_advies", "advies", "goedgekeurd", "geactiveerd"]
    who = [row.door for row in ActiviteitStap.objects.filter(nummer=compiled.code(code).nummer).order_by("moment")]
    assert who == [c.actor.id for c in (anneke, anneke, carlijn, wietske, ruud)]
    assert mag_werken(bed.medewerker(cast.JOLANDA.code).actor, code)
    regels = VerwerkingsactiviteitGegeven.objects.filter(nummer=compiled.code(code).nummer)
    assert {tuple(r.bronnen) for r in regels} == {(compiled.code(code).nummer,)}


def test_a_new_version_replaces_the_active_one_in_the_same_moment(anneke, carlijn, wietske, ruud):
    versie = commands.begin_versie(anneke, "parkeren", 1)
    assert versie == 2
    assert compiled.code("parkeren").versie == 1
    to_active(anneke, carlijn, wietske, ruud, "parkeren", 2)
    assert (state("parkeren", 1), state("parkeren", 2)) == ("ingetrokken", "actief")
    assert steps("parkeren", 1) == ["geladen", "vervangen"]
    assert compiled.code("parkeren").versie == 2
    assert set(compiled.code("parkeren").gegevens) == {
        r.soort for r in VerwerkingsactiviteitGegeven.objects.filter(nummer=20, versie=1)
    }


def test_only_a_concept_changes_and_there_is_one_at_a_time(anneke):
    code = commands.begin_activiteit(anneke, concept())
    with pytest.raises(Invalid, match="al een concept"):
        commands.begin_versie(anneke, code, 1)
    anders = concept(naam="Leges", gegevens=concept().gegevens[:0])
    commands.change_concept(anneke, code, 1, anders)
    nummer = Verwerkingsactiviteit.objects.get(code=code).nummer
    assert VerwerkingsactiviteitVersie.objects.get(nummer=nummer).naam == "Leges"
    assert not VerwerkingsactiviteitGegeven.objects.filter(nummer=nummer).exists()
    with pytest.raises(Invalid, match="Kies eerst welke gegevens"):
        commands.ask_advice(anneke, code, 1, WAAROM)
    commands.change_concept(anneke, code, 1, concept(naam="Leges"))
    commands.ask_advice(anneke, code, 1, WAAROM)
    with pytest.raises(Invalid, match="past niet meer"):
        commands.change_concept(anneke, code, 1, concept())
    assert VerwerkingsactiviteitVersie.objects.get(nummer=nummer).naam == "Leges"
    assert steps(code) == ["opgesteld", "gewijzigd", "gewijzigd", "ter_advies"]


def test_a_category_cannot_be_slipped_into_what_is_active():
    """Not outside a door, and not inside a door of the register either (case 39: nothing is open by omission)."""
    fields = {"soort": 22, "waarom": "Altijd handig om te hebben", "handelingen": ["lezen"], "bronnen": [20]}
    for signed in ("", token(), token_of_the_register()):
        with pytest.raises(DatabaseError, match="alleen een concept verandert"), transaction.atomic():
            open_(signed)
            VerwerkingsactiviteitGegeven.objects.create(nummer=20, versie=1, **fields)


@pytest.mark.parametrize("signed", ["none", "another purpose"])
def test_raw_sql_outside_the_register_moves_nothing(signed):
    with pytest.raises(DatabaseError, match="eigen deuren"), transaction.atomic():
        open_(token() if signed == "another purpose" else "")
        sql("SELECT zet_stap(20::smallint, 1::smallint, 'ingetrokken', 'Omdat het kan, daarom', NULL, '', NULL)")
    with pytest.raises(DatabaseError, match="eigen deuren"), transaction.atomic():
        open_(token() if signed == "another purpose" else "")
        save_versie(20, versie=7, status="concept")
    assert state("parkeren") == "actief"


def test_raw_sql_cannot_add_a_version_that_is_active_at_once(anneke):
    commands.begin_versie(anneke, "parkeren", 1)
    with pytest.raises(DatabaseError, match="begint als concept"), transaction.atomic():
        save_versie(20, versie=3, status="geschorst")


def test_who_acts_comes_from_the_signature_and_not_from_the_statement(anneke):
    """Raw SQL with three made-up people: each step carries the one person of the context, who may then do no more."""
    open_(token_of_the_register(anneke.actor.id))
    code, nummer = "proef_sql", 777
    Verwerkingsactiviteit.objects.create(nummer=nummer, uuid="00000000-0000-4000-8000-000000000777", code=code)
    save_versie(nummer, status="concept")
    row = VerwerkingsactiviteitVersie.objects.get(nummer=nummer)
    assert (row.opgesteld_door, row.goedgekeurd_door, row.geactiveerd_door) == (anneke.actor.id, None, None)
    sql("SELECT zet_stap(777::smallint, 1::smallint, 'ter_advies', 'Een proef met stappen', NULL, '', NULL)")
    for stap in ("advies", "goedgekeurd"):
        with pytest.raises(IntegrityError, match="dezelfde mens"), transaction.atomic():
            sql(f"SELECT zet_stap(777::smallint, 1::smallint, '{stap}', 'Een proef met stappen', true, '', NULL)")
    assert state(code) == "ter_advies"


def _as(ctx: Context, *rollen: str) -> Context:
    """The same person with more roles than anybody should have."""
    return replace(ctx, actor=replace(ctx.actor, rollen=ctx.actor.rollen | set(rollen)))


ALLES = ("functioneel_beheerder", "fg", "gegevenseigenaar", "registerhouder")


def test_one_person_with_every_role_still_cannot_do_it_alone(anneke, carlijn, wietske):
    """Case 40: there is no wildcard; the database compares people, whatever their roles are."""
    code = commands.begin_activiteit(anneke, concept())
    commands.ask_advice(anneke, code, 1, WAAROM)
    alles = _as(anneke, *ALLES)
    with pytest.raises(Invalid, match="vier verschillende mensen"):
        commands.advise(alles, code, 1, WAAROM, True)
    commands.advise(carlijn, code, 1, WAAROM, True)
    for wie in (alles, _as(carlijn, *ALLES)):
        with pytest.raises(Invalid, match="vier verschillende mensen"):
            commands.approve(wie, code, 1, WAAROM)
    commands.approve(wietske, code, 1, WAAROM)
    for wie in (alles, _as(carlijn, *ALLES), _as(wietske, *ALLES)):
        with pytest.raises(Invalid, match="vier verschillende mensen"):
            commands.activate(wie, code, 1, WAAROM)
    assert state(code) == "goedgekeurd"


def test_whoever_changed_the_concept_is_a_drafter_too(anneke, carlijn, wietske):
    code = commands.begin_activiteit(anneke, concept())
    ook = _as(wietske, "functioneel_beheerder")
    commands.change_concept(ook, code, 1, concept())
    commands.ask_advice(anneke, code, 1, WAAROM)
    commands.advise(carlijn, code, 1, WAAROM, True)
    with pytest.raises(Invalid, match="vier verschillende mensen"):
        commands.approve(wietske, code, 1, WAAROM)


def test_no_role_has_every_purpose_and_no_role_has_two_steps():
    """Case 40 on the data: of all employees of the pack nobody may move a purpose through two of its steps."""
    rollen = {frozenset(m.rollen) for m in cast.PACK.medewerkers}
    assert all(len(r & set(ALLES)) <= 1 for r in rollen)
    for m in cast.PACK.medewerkers:
        open_purposes = [a for a in cast.PACK.activiteiten if set(m.rollen) & set(a.rollen)]
        assert len(open_purposes) < len(cast.PACK.activiteiten), m.code
    assert all("*" not in a.rollen for a in cast.PACK.activiteiten)


@pytest.mark.parametrize(
    ("door", "wie"),
    [
        ("begin", cast.CARLIJN),
        ("ask_advice", cast.CARLIJN),
        ("advise", cast.ANNEKE),
        ("approve", cast.CARLIJN),
        ("activate", cast.WIETSKE),
        ("suspend", cast.RUUD),
        ("resume", cast.RUUD),
        ("withdraw", cast.CARLIJN),
        ("record_bewijs", cast.CARLIJN),
        ("suspend", cast.JOLANDA),
        ("suspend", cast.BRAM),
    ],
)
def test_each_step_is_for_its_own_role(door, wie):
    ctx = bed.medewerker(wie.code)
    calls = {
        "begin": lambda: commands.begin_activiteit(ctx, concept()),
        "advise": lambda: commands.advise(ctx, "parkeren", 1, WAAROM, True),
        "record_bewijs": lambda: commands.record_bewijs(ctx, "parkeren", 1, WAAROM, WAAROM, date(2027, 1, 1)),
    }
    with pytest.raises(Refused):
        calls.get(door, lambda: getattr(commands, door)(ctx, "parkeren", 1, WAAROM))()
    assert state("parkeren") == "actief"


def test_suspended_by_the_privacy_officer_and_resumed(carlijn):
    jolanda = bed.medewerker(cast.JOLANDA.code).actor
    assert mag_werken(jolanda, "parkeren")
    commands.suspend(carlijn, "parkeren", 1, WAAROM)
    assert not mag_werken(jolanda, "parkeren")
    with pytest.raises(Invalid, match="Een ander was u voor"):
        commands.suspend(carlijn, "parkeren", 1, WAAROM)
    commands.resume(carlijn, "parkeren", 1, WAAROM)
    assert mag_werken(jolanda, "parkeren")
    assert steps("parkeren") == ["geladen", "geschorst", "hervat"]


def test_the_register_itself_stays_open(carlijn, ruud):
    with pytest.raises(Invalid, match="herstellen"):
        commands.suspend(carlijn, "registerbeheer", 1, WAAROM)
    with pytest.raises(Invalid, match="herstellen"):
        commands.withdraw(ruud, "registerbeheer", 1, WAAROM)


def test_withdrawn_for_good(ruud, carlijn):
    commands.withdraw(ruud, "afval", 1, WAAROM)
    assert state("afval") == "ingetrokken"
    with pytest.raises(Invalid):
        commands.resume(carlijn, "afval", 1, WAAROM)


def test_a_step_asks_for_a_reason(carlijn):
    with pytest.raises(Invalid, match="minstens 10 tekens"):
        commands.suspend(carlijn, "parkeren", 1, " kort ")
    assert state("parkeren") == "actief"


def test_against_a_negative_advice_only_with_an_explanation(anneke, carlijn, wietske):
    code = commands.begin_activiteit(anneke, concept())
    commands.ask_advice(anneke, code, 1, WAAROM)
    with pytest.raises(Invalid, match="past niet|advies"):
        commands.approve(wietske, code, 1, WAAROM)
    commands.advise(carlijn, code, 1, "Het bedrag is niet nodig om de vraag te beantwoorden.", False)
    with pytest.raises(Invalid, match="80 tekens"):
        commands.approve(wietske, code, 1, WAAROM)
    commands.approve(wietske, code, 1, WAAROM * 4)
    assert state(code) == "goedgekeurd"


@pytest.mark.zaak(4)
@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"doel": "Dienstverlening verbeteren"}, "doel"),
        ({"doel": "Integraal klantbeeld van 360 graden"}, "doel"),
        ({"doel": "Kort"}, "doel"),
        ({"taak_artikel": ""}, "taak_artikel"),
        ({"taak_artikel": "de Gemeentewet"}, "taak_artikel"),
        ({"taak_bijdrage": "Dit helpt ons."}, "taak_bijdrage"),
        ({"meetpunt": ""}, "meetpunt"),
        ({"evaluatiedatum": None}, "evaluatiedatum"),
        ({"evaluatiedatum": date(2020, 1, 1)}, "evaluatiedatum"),
        ({"evaluatiedatum": date(2099, 1, 1)}, "evaluatiedatum"),
        ({"rollen": ()}, "rollen"),
        ({"vereist_aanleiding": ()}, "vereist_aanleiding"),
        ({"bewaardagen": 0}, "bewaardagen"),
        ({"gegevens": (Gegeven(1, "handig", ("lezen",), "geen", "matched", (20,)),)}, "gegevens"),
        ({"gegevens": (Gegeven(22, "Wij vragen naar de gezondheid.", ("lezen",), "geen", "verified", (20,)),)}, "bijz"),
    ],
)
def test_what_is_vague_or_missing_is_refused_with_what_to_write_instead(anneke, anders, veld):
    """Case 4 at the door; the same by raw SQL is in test_register."""
    with pytest.raises(Invalid) as refused:
        commands.begin_activiteit(anneke, concept(**anders))
    assert refused.value.field.startswith(veld)
    assert len(refused.value.reason) > 40
    assert not Verwerkingsactiviteit.objects.filter(code="leges_voor_evenementen").exists()


def test_the_privacy_officer_may_allow_one_vague_text_with_a_reason(anneke, carlijn):
    vaag = "Onderzoek naar klanttevredenheid"
    code = commands.begin_activiteit(anneke, concept())
    with pytest.raises(Invalid):
        commands.change_concept(anneke, code, 1, concept(doel=vaag))
    with pytest.raises(Invalid):
        commands.allow_doel(carlijn, code, 1, vaag, "Mag wel een keer")
    reden = "Dit is een eenmalig onderzoek dat de raad in zijn besluit precies zo heeft genoemd."
    commands.allow_doel(carlijn, code, 1, vaag, reden)
    row = VerwerkingsactiviteitVersie.objects.get(nummer=Verwerkingsactiviteit.objects.get(code=code).nummer)
    assert (row.doel, row.uitzondering_reden, row.uitzondering_door) == (vaag, reden, carlijn.actor.id)
    commands.change_concept(anneke, code, 1, concept(doel=vaag, naam="Onderzoek"))
    with pytest.raises(Invalid):  # another vague text is not what was allowed
        commands.change_concept(anneke, code, 1, concept(doel="Onderzoek naar de dienstverlening"))


def _late(beheer: Any, nummer: int, dagen: int) -> None:
    beheer.execute(
        "UPDATE verwerkingsactiviteit_versie SET evaluatiedatum = current_date - %s WHERE nummer = %s", [dagen, nummer]
    )


def test_after_the_date_the_right_is_gone_and_evidence_gives_it_back(echte_commits, beheer, anneke):
    """Case 5: no job ran in between; the status still says active."""
    jolanda = bed.medewerker(cast.JOLANDA.code).actor
    _late(beheer, 20, 1)
    compiled.forget()
    assert state("parkeren") == "actief"
    assert not mag_werken(jolanda, "parkeren")
    morgen = timezone.localdate() + timedelta(days=1)
    for tot in (timezone.localdate(), timezone.localdate() + timedelta(days=400)):
        with pytest.raises(Invalid, match="twaalf maanden"):
            commands.record_bewijs(anneke, "parkeren", 1, *BEWIJS, tot)
    with pytest.raises(Invalid):
        commands.record_bewijs(anneke, "parkeren", 1, BEWIJS[0], "ok", morgen)
    commands.record_bewijs(anneke, "parkeren", 1, *BEWIJS, morgen)
    assert mag_werken(jolanda, "parkeren")
    bewijs = Evaluatiebewijs.objects.get(nummer=20)
    assert (bewijs.uitkomst, bewijs.door, bewijs.tot) == ("97 procent op tijd", anneke.actor.id, morgen)


def test_the_daily_job_says_what_the_date_already_did(echte_commits, beheer, anneke):
    _late(beheer, 20, 1)
    _late(beheer, 18, 1)  # managing the register itself
    compiled.forget()
    assert commands.expire(bed.systeem()) == 1
    assert state("parkeren") == "verlopen"
    assert steps("parkeren") == ["geladen", "verlopen"]
    assert commands.expire(bed.systeem()) == 0
    morgen = timezone.localdate() + timedelta(days=1)
    commands.record_bewijs(anneke, "parkeren", 1, *BEWIJS, morgen)
    assert state("parkeren") == "actief"
    with pytest.raises(Refused):
        commands.expire(anneke)
