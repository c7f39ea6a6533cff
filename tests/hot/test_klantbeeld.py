"""The hot klantbeeld gives, refuses and logs exactly what the ordinary one does; what is remembered is never of use."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from geholpen.platform.hot import Cold
from tests import bed

LINES = """SELECT deur, activiteit, soorten, uitkomst, aanleiding_id FROM dataverwerking
    WHERE trace = %s::uuid ORDER BY id"""


def test_hot_and_ordinary_give_the_same(geval, koud):
    warm = klantbeeld(geval.ctx, geval.partij_id)
    assert geval.warm == ["open_klantbeeld"]
    assert warm == koud(klantbeeld, geval.ctx, geval.partij_id)
    assert geval.warm == ["open_klantbeeld"]
    assert warm.naam == "Ada Meer"
    assert [a.straatnaam for a in warm.adressen] == ["Molenweg"]
    assert warm.geboortedatum == ""
    assert 4 in {a.soort for a in warm.afgeschermd}


def test_both_ways_log_the_same(geval, koud, rijen):
    een, twee = replace(geval.ctx, trace=uuid4().hex), replace(geval.ctx, trace=uuid4().hex)
    klantbeeld(een, geval.partij_id)
    koud(klantbeeld, twee, geval.partij_id)
    assert rijen(LINES, een.trace) == rijen(LINES, twee.trace) != []
    for log in ("audit", "beslissing"):
        found = [rijen(f"SELECT count(*) FROM {log} WHERE trace = %s::uuid", c.trace) for c in (een, twee)]
        assert found == [[(1,)], [(1,)]]


def test_another_customer_is_refused(geval):
    with pytest.raises(Refused) as refused:
        klantbeeld(replace(geval.ctx, partijen=frozenset({uuid4()})), geval.partij_id)
    assert refused.value.code == "ANDERE_KLANT"
    assert geval.warm == []


def test_a_customer_beside_the_one_of_the_token_gives_nothing(geval):
    """The function is asked for another customer than its token is for: no row, and the ordinary way finds none."""
    assert klantbeeld(geval.ctx, uuid4()).naam == ""
    assert geval.warm == ["open_klantbeeld koud"]


def test_without_a_reason_or_role_it_is_refused(geval):
    zonder = replace(geval.ctx, aanleiding=None)
    with pytest.raises(Refused) as refused:
        klantbeeld(zonder, geval.partij_id)
    assert refused.value.code == "GEEN_AANLEIDING"
    anders = replace(geval.ctx, actor=replace(geval.ctx.actor, rollen=frozenset({"teamleider"})))
    with pytest.raises(Refused) as refused:
        klantbeeld(anders, geval.partij_id)
    assert refused.value.code == "ROL"


def test_a_reason_that_is_not_there_is_refused(geval):
    with pytest.raises(Refused) as refused:
        klantbeeld(geval.ctx.voor(Aanleiding("klantvraag", geval.partij_id, uuid4())), geval.partij_id)
    assert refused.value.code == "GEEN_AANLEIDING"


def test_a_suspended_purpose_is_refused_on_the_next_read(geval, rijen):
    klantbeeld(geval.ctx, geval.partij_id)
    rijen("UPDATE verwerkingsactiviteit_versie SET status = 'geschorst' WHERE nummer = 20")
    with pytest.raises(Refused) as refused:
        klantbeeld(geval.ctx, geval.partij_id)
    assert refused.value.code == "ACTIVITEIT_NIET_ACTIEF"
    assert geval.warm == ["open_klantbeeld", "open_klantbeeld koud"]


def test_another_subject_is_decided_again(geval, koud, rijen):
    """A remembered reason says parking; by now the question is about something that only a specialist may see."""
    assert klantbeeld(geval.ctx, geval.partij_id).naam
    rijen("UPDATE klantvraag SET onderwerp_code = 'jeugdhulp' WHERE id = %s", geval.vraag_id)
    with pytest.raises(Refused):
        klantbeeld(geval.ctx, geval.partij_id)
    rijen("UPDATE klantvraag SET onderwerp_code = 'afval' WHERE id = %s", geval.vraag_id)
    again = klantbeeld(geval.ctx, geval.partij_id)
    assert again == koud(klantbeeld, geval.ctx, geval.partij_id)
    assert geval.warm == ["open_klantbeeld", "open_klantbeeld koud", "open_klantbeeld"]


def test_a_question_that_was_closed_is_refused_and_opened_again_allowed(geval, rijen):
    klantbeeld(geval.ctx, geval.partij_id)
    close = "UPDATE klantvraag SET status = 'afgehandeld', afgesloten_op = now() - interval '2 days' WHERE id = %s"
    rijen(close, geval.vraag_id)
    with pytest.raises(Refused) as refused:
        klantbeeld(geval.ctx, geval.partij_id)
    assert refused.value.code == "AANLEIDING_GESLOTEN"
    rijen("UPDATE klantvraag SET status = 'nieuw', afgesloten_op = NULL WHERE id = %s", geval.vraag_id)
    assert klantbeeld(geval.ctx, geval.partij_id).naam


def test_no_log_no_klantbeeld(geval, rijen):
    rijen("REVOKE INSERT ON audit FROM geholpen_deur")
    try:
        with pytest.raises(DatabaseError):
            klantbeeld(geval.ctx, geval.partij_id)
    finally:
        rijen("GRANT INSERT ON audit TO geholpen_deur")
    assert rijen(LINES, geval.ctx.trace) == []


def test_settings_of_the_counter_made_up_by_the_application_open_nothing(geval):
    klantbeeld(geval.ctx, geval.partij_id)
    with connection.cursor() as cursor:
        for name, value in {"partij": str(geval.partij_id), "lezen": str(2**40 - 1), "bronnen": "{6}"}.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [f"loket.{name}", value])
        cursor.execute("SELECT klantbeeld(%s, 10)", [geval.partij_id])
        answer = bytes(cursor.fetchone()[0])
        for name in ("partij", "lezen", "bronnen"):
            cursor.execute("SELECT set_config(%s, '', false)", [f"loket.{name}"])
    assert b"Ada" not in answer


def test_the_function_refuses_a_line_that_says_something_else(geval):
    """SQL of our own with a good token: the log line must be of that purpose, that customer and no refusal."""
    from geholpen.domain.doelbinding import hot  # noqa: PLC0415
    from geholpen.platform import doors  # noqa: PLC0415

    door = klantbeeld.door
    grant = doors.guard.decide_hot(geval.ctx, door)
    good = doors.guard._log_line(geval.ctx, door, grant, geval.ctx.partijen)
    for place, value in ((1, []), (1, [uuid4()]), (5, 21), (15, "geweigerd")):
        line = [*good]
        line[place] = value
        with pytest.raises(Cold):
            hot.call(geval.ctx, door.hot.functie, grant, line, (geval.partij_id, 10))
    with pytest.raises(Cold):
        hot.call(geval.ctx, door.hot.functie, replace(grant, stempel=""), good, (geval.partij_id, 10))
    assert hot.call(geval.ctx, door.hot.functie, grant, good, (geval.partij_id, 10))


def test_the_customer_looks_at_the_own_data_both_ways(geval, koud):
    eigen = bed.klant(geval.partij_id)
    warm = klantbeeld(eigen, geval.partij_id)
    assert geval.warm == ["open_klantbeeld"]
    assert warm == koud(klantbeeld, eigen, geval.partij_id)
