"""The hot way proves in the database that nothing shields the customer: what is remembered is of no use."""

from __future__ import annotations

import pytest

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import NieuwKlantcontact, register_klantcontact
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.partijen.schilden import groep, label


def test_a_label_works_on_the_next_hot_read(geval, rijen):
    assert klantbeeld(geval.ctx, geval.partij_id).naam == "Ada Meer"
    groep(cast.HENK_JAN)
    label(geval.partij_id)
    geval.warm.clear()
    with pytest.raises(Refused) as caught:
        klantbeeld(geval.ctx, geval.partij_id)
    assert geval.warm == ["open_klantbeeld koud"]
    assert caught.value.code == "GEEN_AANLEIDING"
    assert rijen("SELECT resultaat FROM audit WHERE NOT besluit") == [("AFGESCHERMD",)]


def test_a_member_of_the_group_goes_the_ordinary_way_and_the_owner_is_told(geval, rijen):
    groep(cast.HENK_JAN)
    label(geval.partij_id)
    geval.warm.clear()
    ctx = bed.medewerker(cast.HENK_JAN.code).voor(geval.ctx.aanleiding)
    assert klantbeeld(ctx, geval.partij_id).naam == "Ada Meer"
    assert geval.warm == ["open_klantbeeld koud"]
    assert rijen("SELECT groep_code, partij_id FROM afschermmelding") == [("veilig", geval.partij_id)]


def test_a_bsn_in_a_contact_is_masked_on_the_hot_way_too(geval, rijen):
    nieuw = NieuwKlantcontact("telefoon", "klant", f"Klant gaf {cast.SAMIRA.bsn}", "Vraag")
    register_klantcontact(geval.ctx, geval.partij_id, geval.vraag_id, nieuw)
    assert "leg_contact_vast" in geval.warm
    assert rijen("SELECT inhoud FROM klantcontact_inhoud WHERE inhoud LIKE 'Klant gaf%%'") == [("Klant gaf •••••••50",)]
