"""The hot klantbeeld gives, refuses and logs exactly what the ordinary one does; what is remembered is never of use."""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from geholpen.domain.doelbinding import hot, opdracht
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.platform import doors
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from geholpen.platform.hot import Cold
from geholpen.platform.keys import key
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
    audit = """SELECT actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong, activiteit,
        versie, toegestaan, geweigerd, besluit FROM audit WHERE trace = %s::uuid"""
    assert rijen(audit, een.trace) == rijen(audit, twee.trace)
    assert len(rijen(audit, een.trace)) == 1


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
        for name, value in {"partij": str(geval.partij_id), "lezen": "t;" + "{20};" * 40}.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [f"loket.{name}", value])
        cursor.execute("SELECT klantbeeld(%s, 10)", [geval.partij_id])
        answer = cursor.fetchone()[0]
        for name in ("partij", "lezen"):
            cursor.execute("SELECT set_config(%s, '', false)", [f"loket.{name}"])
    assert "Ada" not in answer


def test_the_function_refuses_an_order_that_was_changed(geval, rijen):
    """SQL of our own with a good order: not one of its fields can be another than what was sealed."""
    grant = doors.guard.decide_hot(geval.ctx, klantbeeld.door)
    velden = grant.opdracht.decode().split(opdracht.SCHEIDING)
    assert len(velden) == opdracht.VELDEN
    for place in range(opdracht.VELDEN):
        forged = [*velden]
        forged[place] = ("8" if forged[place][:1] == "9" else "9") + forged[place][1:]
        bad = replace(grant, opdracht=opdracht.SCHEIDING.join(forged).encode())
        with pytest.raises((Cold, DatabaseError)):
            hot.call(geval.ctx, klantbeeld.door.hot.functie, bad, (geval.partij_id, 10))
    assert rijen(LINES, geval.ctx.trace) == []
    ((answer,),) = hot.call(geval.ctx, klantbeeld.door.hot.functie, grant, (geval.partij_id, 10))
    assert b"Ada" in answer


def _order(geval: Any, **anders: str) -> tuple[bytes, bytes]:
    """A well-sealed order with another value in some fields, by number from 1."""
    grant = doors.guard.decide_hot(geval.ctx, klantbeeld.door)
    velden = grant.opdracht.decode().split(opdracht.SCHEIDING)
    for number, value in anders.items():
        velden[int(number[1:]) - 1] = value
    order = opdracht.SCHEIDING.join(velden).encode()
    return order, hmac.digest(key("context"), order, "sha256")


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"v17": "1"}, "42501"),  # expired
        ({"v18": "00000000-0000-0000-0000-000000000001"}, "42501"),  # another customer
        ({"v2": "1000000"}, "GH001"),  # decided on other rules
        ({"v25": "parkeervergunning|t|elders||verified"}, "GH002"),  # another reason than there is
        ({"v21": "00000000-0000-0000-0000-000000000001"}, "GH002"),  # no such question
        ({"v11": "taak"}, "GH002"),
    ],
)
def test_a_sealed_order_that_does_not_hold_is_refused_with_why(geval, rijen, anders, code):
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT open_klantbeeld(%s, %s, %s, 10)", [*_texts(_order(geval, **anders)), geval.partij_id])
    assert caught.value.__cause__.sqlstate == code
    assert rijen(LINES, geval.ctx.trace) == []


def _texts(order: tuple[bytes, bytes]) -> tuple[str, bytes]:
    return order[0].decode(), order[1]


def test_a_field_cannot_smuggle_in_another(geval):
    ctx = replace(geval.ctx, oorsprong=f"test{opdracht.SCHEIDING}mdw-002")
    with pytest.raises(ValueError, match="separator"):
        klantbeeld(ctx, geval.partij_id)


def test_a_changed_rule_is_decided_again_and_then_hot_again(geval, rijen):
    klantbeeld(geval.ctx, geval.partij_id)
    rijen("UPDATE verwerkingsactiviteit_gegeven SET bronnen = bronnen WHERE nummer = 20")
    assert klantbeeld(geval.ctx, geval.partij_id).naam
    assert klantbeeld(geval.ctx, geval.partij_id).naam
    assert geval.warm == ["open_klantbeeld", "open_klantbeeld koud", "open_klantbeeld"]


def test_the_customer_looks_at_the_own_data_both_ways(geval, koud):
    eigen = bed.klant(geval.partij_id)
    warm = klantbeeld(eigen, geval.partij_id)
    assert geval.warm == ["open_klantbeeld"]
    assert warm == koud(klantbeeld, eigen, geval.partij_id)


def test_what_the_driver_threw_away_is_prepared_again(geval):
    """It does so at a rollback of the connection, once it has prepared something itself."""
    assert klantbeeld(geval.ctx, geval.partij_id).naam == "Ada Meer"
    connection.cursor().execute("DEALLOCATE ALL")
    assert klantbeeld(geval.ctx, geval.partij_id).naam == "Ada Meer"
    assert geval.warm == ["open_klantbeeld", "open_klantbeeld"]


def test_an_address_reads_as_on_an_envelope(geval, koud, rijen):
    """A house number apart from what follows it; an address abroad has no street of its own."""
    rijen(
        """UPDATE adres SET huisnummer = 1204, huisnummertoevoeging = 'achterhuis', postcode = '9999JK',
            stad = 'Waterdam' WHERE partij_id = %s AND NOT geheim RETURNING id""",
        geval.partij_id,
    )
    warm = klantbeeld(geval.ctx, geval.partij_id)
    assert [a.regels for a in warm.adressen] == [("Molenweg 1204 achterhuis", "9999 JK Waterdam")]
    rijen(
        """UPDATE adres SET straatnaam = '', huisnummer = NULL, huisnummertoevoeging = '', postcode = '', stad = '',
            adresregel1 = 'Rue de la Loi 200', adresregel2 = '1000 Bruxelles', land = 'BE'
            WHERE partij_id = %s AND NOT geheim RETURNING id""",
        geval.partij_id,
    )
    assert [a.regels for a in klantbeeld(geval.ctx, geval.partij_id).adressen] == [
        ("Rue de la Loi 200", "1000 Bruxelles", "BE")
    ]
    assert klantbeeld(geval.ctx, geval.partij_id) == koud(klantbeeld, geval.ctx, geval.partij_id)
