"""What was taken over from another register, at the desk."""

from __future__ import annotations

import pytest

from geholpen.packs.waterdam.vullen.catalogi import key
from tests import browser
from tests.faces_werkplek.bureau import plain

pytestmark = pytest.mark.django_db


def test_a_letter_of_which_only_the_contact_is_here_stands_in_the_conversation(waterdam):
    wie, wat, zin = "ineke", "ineke-aanslag-cornelis", "Toch krijg ik post op zijn naam."
    partij_id, vraag_id = waterdam.stad.partij_id(wie), key("gesprek", wat)
    antwoord = browser.medewerker("mdw-001").get(f"/werkplek/vraag/{partij_id}/{vraag_id}/")
    assert antwoord.status_code == 200
    gesprek = plain(antwoord.content.decode())
    voor, na = gesprek.rsplit(zin, 1)
    assert "Overgenomen uit een ander systeem, zonder het bericht zelf" in voor[-400:] and zin not in na
