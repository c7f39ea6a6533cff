"""Registering a contact the hot way leaves exactly the rows that the ordinary way leaves."""

from __future__ import annotations

from uuid import uuid4

import pytest

from geholpen.domain.klantcontacten.commands import NieuwKlantcontact, register_klantcontact
from geholpen.platform.errors import Invalid, Refused

NIEUW = NieuwKlantcontact("telefoon", "klant", "Ada belde over de vergunning.", "Telefoon", gelukt=True)
ROWS = {
    "klantcontact": "kanaal, initiatief, medewerker_id, indicatie_contact_gelukt, taal, vertrouwelijk, herkomst,"
    " verkregen_voor, date(vervalt_op)",
    "klantcontact_inhoud": "onderwerp, inhoud, herkomst, verkregen_voor",
    "betrokkene": "rol, was_partij_id, initiator, herkomst, verkregen_voor",
    "kanaalwissel": "initiatief, herkomst, verkregen_voor",
    "klantvraag": "status, laatste_kanaal, afgesloten_op",
}


def _left(rijen, vraag_id, contact_id):
    key = {"klantvraag": ("id", vraag_id), "betrokkene": ("klantcontact_id", contact_id)}
    key["kanaalwissel"] = ("naar_klantcontact_id", contact_id)
    found = {}
    for table, columns in ROWS.items():
        column, value = key.get(table, ("id", contact_id))
        found[table] = rijen(f"SELECT {columns} FROM {table} WHERE {column} = %s ORDER BY id", value)
    return found


@pytest.mark.parametrize("namens", [False, True])
@pytest.mark.parametrize("inhoud", ["Ada belde over de vergunning.", ""])
def test_hot_and_ordinary_leave_the_same_rows(geval, koud, rijen, namens, inhoud):
    nieuw = NieuwKlantcontact("telefoon", "klant", inhoud, gelukt=True, namens_partij_id=uuid4() if namens else None)
    back = "UPDATE klantvraag SET status = 'nieuw', laatste_kanaal = 'email' WHERE id = %s"
    rijen(back, geval.vraag_id)
    warm = register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, nieuw)
    assert geval.warm == ["leg_contact_vast"]
    one = _left(rijen, geval.vraag_id, warm)
    rijen("DELETE FROM kanaalwissel; DELETE FROM betrokkene")
    rijen("DELETE FROM klantcontact_inhoud WHERE id = %s", warm)
    rijen("DELETE FROM klantcontact WHERE id = %s", warm)
    rijen(back, geval.vraag_id)
    cold = koud(register_klantcontact, geval.ctx, geval.partij_id, geval.vraag_id, nieuw)
    assert one == _left(rijen, geval.vraag_id, cold)
    events = rijen("SELECT soort, partij_id, gegevens FROM gebeurtenis WHERE soort = 'KlantvraagChanged'")
    assert len(events) == 2
    assert events[0] == events[1]


def test_another_question_of_the_customer_takes_the_ordinary_way_and_is_refused_there(geval):
    """The purpose at hand (parking) may not write in a question about waste."""
    with pytest.raises(Invalid):
        register_klantcontact(geval.ctx, geval.partij_id, geval.andere_vraag_id, NIEUW)
    assert geval.warm == []


def test_a_question_that_is_gone_is_said_so(geval):
    with pytest.raises(Invalid):
        register_klantcontact(geval.ctx, geval.partij_id, uuid4(), NIEUW)


def test_a_suspended_purpose_writes_nothing(geval, rijen):
    register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, NIEUW)
    rijen("UPDATE verwerkingsactiviteit_versie SET status = 'geschorst' WHERE nummer = 20")
    before = rijen("SELECT count(*) FROM klantcontact")
    with pytest.raises(Refused):
        register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, NIEUW)
    assert rijen("SELECT count(*) FROM klantcontact") == before


def test_another_subject_labels_for_the_new_purpose(geval, rijen):
    register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, NIEUW)
    rijen("UPDATE klantvraag SET onderwerp_code = 'afval', verkregen_voor = 26 WHERE id = %s", geval.vraag_id)
    contact = register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, NIEUW)
    assert rijen("SELECT verkregen_voor FROM klantcontact WHERE id = %s", contact) == [(26,)]
    assert geval.warm == ["leg_contact_vast", "leg_contact_vast koud"]


def test_a_contact_is_logged_in_the_same_transaction(geval, rijen):
    register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, NIEUW)
    lines = rijen("SELECT naam, handeling FROM dataverwerking WHERE trace = %s::uuid", geval.ctx.trace)
    assert lines == [("Contact met u vastgelegd", "wijzigen")]
