"""Preferred channel and known addresses."""

import pytest

from geholpen.domain.partijen.queries import adressering, afgemelde_adressen
from tests import bed, browser

pytestmark = pytest.mark.django_db


def test_addresses_are_shown_and_the_preference_can_change(waterdam):
    client, id = browser.klant("samira"), waterdam.stad.partij_id("samira")
    page = browser.text(client.get("/mijn/contact/"))
    assert "samira.belhadi@voorbeeld.example" in page
    assert "Turfkade 12, 9999 BK Waterdam" in page
    assert client.post("/mijn/contact/", {"kanaal": "telefoon"}).status_code == 302
    assert "Uw voorkeur is bewaard." in browser.text(client.get("/mijn/contact/"))
    assert adressering(bed.klant(id), id).voorkeurskanaal == "telefoon"


def test_an_impossible_preference_is_refused(waterdam):
    answer = browser.klant("samira").post("/mijn/contact/", {"kanaal": "postduif"})
    assert answer.status_code == 422
    assert "Kies een van de manieren van contact." in browser.text(answer)


def test_a_secret_address_is_shown_to_its_owner_with_its_secrecy(waterdam):
    assert "Uw adres is geheim" in browser.text(browser.klant("nadine").get("/mijn/contact/"))


def test_messages_that_were_not_asked_for_are_switched_off_and_on_again(waterdam):
    client, id = browser.klant("samira"), waterdam.stad.partij_id("samira")
    adres = f"email|{adressering(bed.klant(id), id).emailadressen[0]}"
    client.post("/mijn/contact/", {"actie": "stop", "adres": adres})
    page = browser.text(client.get("/mijn/contact/"))
    assert "U krijgt daar alleen nog antwoord als u zelf iets vraagt." in page
    assert "Weer aanzetten voor" in page
    assert {"|".join(paar) for paar in afgemelde_adressen(bed.klant(id), id)} == {adres}
    client.post("/mijn/contact/", {"actie": "weer", "adres": adres})
    assert "Weer aanzetten voor" not in browser.text(client.get("/mijn/contact/"))
    client.post("/mijn/contact/", {"actie": "stop", "adres": "email|ander@voorbeeld.example"})
    assert "Dit adres kennen wij niet van u." in browser.text(client.get("/mijn/contact/"))
    assert not afgemelde_adressen(bed.klant(id), id)
