"""A chat as the desk sees it, without script."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import browser, cast

pytestmark = pytest.mark.slow


def test_after_the_end_the_desk_says_what_can_still_be_done_for_who_left_no_address(venster, bezoek):
    venster.zeg("Waar is de ingang?")
    hier = bezoek(venster)
    vraag = f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"
    desk = browser.medewerker(cast.JOLANDA.code)
    page = browser.text(desk.post(f"{vraag}chat/sluit/", follow=True))
    kenmerk = re.search(r"WD-\w{4}-\w{4}", page)[0]
    assert f"Zoek dan op {kenmerk} en ga hier verder." in page
    assert "Bel de klant" not in page
    assert f'href="{vraag}?doe=afsluiten#doen"' in page


def test_a_refused_message_comes_back_in_the_composer_of_the_chat(venster, bezoek):
    venster.zeg("Waar is de ingang?")
    hier = bezoek(venster)
    vraag = f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"
    velden = {"tekst": "Om de hoek.", "kanaal": "chat|", "gezien_tot": "0"}
    velden["bijlagen"] = SimpleUploadedFile("kaart.txt", b"Zo loopt u om.", "text/plain")
    antwoord = browser.medewerker(cast.JOLANDA.code).post(f"{vraag}chat/antwoord/", velden)
    page = browser.text(antwoord)
    assert antwoord.status_code == 422
    assert "Uw bericht in de chat" in page
    assert "Om de hoek." in page
    assert "Kies opnieuw: kaart.txt." in page
