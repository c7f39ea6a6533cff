"""The log as a profile: reading it is a purpose of its own, exporting it is none, and a name takes two people."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import get_resolver, reverse

from geholpen.domain.doelbinding.commands import ask_onthulling, decide_onthulling
from geholpen.domain.doelbinding.queries import inzage, onthul, onthullingen, weigeringen
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.platform.doors import backstage, doors
from geholpen.platform.errors import Invalid, Missing, Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, plain

WAAROM = "Op deze afdeling gebeurt dit elke week; ik moet er iemand over spreken."


@pytest.fixture
def weigering(stad) -> UUID:
    """Dylan tried to open his neighbour: the id of that line."""
    with pytest.raises(Refused):
        klantbeeld(bed.medewerker(cast.DYLAN.code).over({stad["samira"]}), stad["samira"])
    return weigeringen(bed.medewerker(cast.CARLIJN.code))[0].id


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        call(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize("wie", [cast.JOLANDA, cast.DYLAN, cast.ROBBERT, cast.ANNEKE, cast.CARLIJN, cast.BRAM])
def test_no_employee_browses_the_log_of_a_citizen(stad, wie):
    ctx = bed.medewerker(wie.code).over({stad["samira"]})
    assert refused(inzage, ctx, stad["samira"]) in {"GEEN_AANLEIDING", "ANDERE_KLANT"}


@pytest.mark.parametrize("wie", [cast.JOLANDA, cast.ANNEKE, cast.BRAM])
def test_the_lists_of_oversight_are_for_who_oversees(stad, wie):
    assert refused(weigeringen, bed.medewerker(wie.code)) == "ROL"
    assert refused(onthullingen, bed.medewerker(wie.code)) == "ROL"


def test_reading_a_list_of_oversight_is_logged_with_its_own_purpose(echt, beheer):
    weigeringen(bed.medewerker(cast.CARLIJN.code))
    row = beheer.execute(
        "SELECT activiteit, actor_id FROM audit WHERE handeling LIKE '%.weigeringen' AND resultaat = 'geleverd'"
    ).fetchone()
    assert row == (74, bed.medewerker(cast.CARLIJN.code).actor.id)


def test_a_name_takes_a_request_and_somebody_of_another_role(weigering):
    carlijn, robbert = bed.medewerker(cast.CARLIJN.code), bed.medewerker(cast.ROBBERT.code)
    with pytest.raises(Invalid), transaction.atomic():
        ask_onthulling(carlijn, "weigering", weigering, "zomaar")
    id = ask_onthulling(carlijn, "weigering", weigering, WAAROM)
    assert onthul(carlijn, id) is None  # nobody agreed yet
    assert refused(decide_onthulling, carlijn, id, akkoord=True) == "ANDERE_ROL"
    (verzoek,) = onthullingen(robbert)
    assert (verzoek.mag_besluiten, verzoek.mag_zien) == (True, False)
    decide_onthulling(robbert, id, akkoord=True)
    dylan = bed.medewerker(cast.DYLAN.code).actor.id
    assert onthul(carlijn, id) == dylan
    assert onthul(robbert, id) == dylan
    with pytest.raises(Missing), transaction.atomic():
        decide_onthulling(robbert, id, akkoord=False)


def test_a_request_that_waits_stays_on_top_however_many_were_decided_since(weigering):
    carlijn, robbert = bed.medewerker(cast.CARLIJN.code), bed.medewerker(cast.ROBBERT.code)
    wacht = ask_onthulling(carlijn, "weigering", weigering, WAAROM)
    for _ in range(2):
        decide_onthulling(robbert, ask_onthulling(carlijn, "weigering", weigering, WAAROM), akkoord=False)
    assert [r.id for r in onthullingen(robbert, limit=1)] == [wacht]


def test_a_refused_request_shows_nobody(weigering):
    carlijn, robbert = bed.medewerker(cast.CARLIJN.code), bed.medewerker(cast.ROBBERT.code)
    id = ask_onthulling(robbert, "weigering", weigering, WAAROM)
    decide_onthulling(carlijn, id, akkoord=False)
    assert onthul(robbert, id) is None


def test_a_team_lead_asks_about_the_own_department_only(stad):
    with pytest.raises(Refused):
        klantbeeld(bed.medewerker(cast.TAMAR.code).over({stad["samira"]}), stad["samira"])
    id = weigeringen(bed.medewerker(cast.CARLIJN.code))[0].id
    with pytest.raises(Missing), transaction.atomic():
        ask_onthulling(bed.medewerker(cast.ROBBERT.code), "weigering", id, WAAROM)


def test_the_pages_ask_decide_and_show_it(weigering):
    carlijn, robbert = Bureau(cast.CARLIJN.code), Bureau(cast.ROBBERT.code)

    def see(bureau: Bureau, naam: str, *args: object, **velden: str) -> str:
        url = reverse(f"beheer:{naam}", args=args)
        answer = bureau.client.post(url, velden, follow=True) if velden else bureau.client.get(url)
        return plain(bureau.see(answer, 200))

    assert "Uw verzoek is verstuurd" in see(carlijn, "onthulling_vragen", "weigering", weigering, reden=WAAROM)
    assert "Dylan" not in see(carlijn, "onthullingen")
    (verzoek,) = onthullingen(bed.medewerker(cast.ROBBERT.code))
    assert WAAROM in see(robbert, "onthullingen")
    assert "Uw besluit is vastgelegd" in see(robbert, "onthulling_besluiten", verzoek.id, akkoord="ja")
    assert "Dylan Oostrum" in see(carlijn, "onthullingen", onthulling=str(verzoek.id))


def test_the_database_keeps_the_employee_apart(weigering):
    for statement in (
        "SELECT medewerker_id FROM losse_inzage",
        "SELECT medewerker_id FROM veel_inzage",
        "SELECT * FROM bekeken",
        "UPDATE onthulling SET akkoord = true",
        f"SELECT wie_achter('weigering', '{weigering}')",
    ):
        with pytest.raises(DatabaseError), backstage(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_no_door_and_no_page_exports_the_log():
    exporting = {d.name for d in doors.values() if d.handeling == "exporteren"}
    assert not any("inzage" in name or "logboek" in name or "audit" in name for name in exporting)
    pages = [str(p.pattern) for r in get_resolver().url_patterns for p in getattr(r, "url_patterns", [])]
    assert not [p for p in pages if "toezicht/bestand" in p or "weigeringen/bestand" in p]
