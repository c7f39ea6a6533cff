"""A chat as the desk sees it, without script."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from geholpen.domain.partijen.commands import add_identiteit
from tests import bed, browser, cast
from tests.berichten.post import Post
from tests.chat.test_verder import link_in, sent

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


def test_after_a_switch_the_composer_is_that_of_the_new_channel_until_the_customer_writes_in_the_chat(
    venster, bezoek, beheer
):
    venster.zeg("Ik moet zo weg.")
    hier = bezoek(venster)
    vraag = f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"
    desk = browser.medewerker(cast.JOLANDA.code)
    assert "Uw bericht in de chat" in browser.text(desk.get(vraag))
    assert venster.post("continue", {"channel": "email", "address": "noor@inwoner.example"}).status_code == 202
    assert "Uw bericht in de chat" in browser.text(desk.get(vraag))  # nothing goes on there before the link is opened
    assert Client().post(link_in(sent(Post(beheer))[0])).status_code == 200
    strook = browser.text(desk.get(f"{vraag}chat/nieuws/?na=1"))
    assert "De klant gaat per e-mail verder." in strook and f'href="{vraag}?via=buiten#doen"' in strook
    page = browser.text(desk.get(vraag))
    assert "Uw bericht in de chat" not in page
    assert re.search(r'<option value="email\|noor@inwoner.example" selected', page)
    assert 'name="cc"' in page  # a mail can have a copy
    assert "Uw bericht in de chat" in browser.text(desk.get(f"{vraag}?via=chat"))
    venster.zeg("Ik ben er toch nog.")
    page = browser.text(desk.get(vraag))
    assert "Uw bericht in de chat" in page and "per e-mail verder" not in page


def test_a_switch_by_the_desk_changes_the_composer_at_once(venster, bezoek):
    venster.zeg("Mail het mij maar.")
    hier = bezoek(venster)
    vraag = f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"
    ctx = bed.systeem("chat").over({hier.partij_id})
    add_identiteit(ctx, hier.partij_id, "email", "noor@inwoner.example", "verified")
    naar = {"kanaal": "email", "adres": "noor@inwoner.example"}
    page = browser.text(browser.medewerker(cast.JOLANDA.code).post(f"{vraag}wissel/", naar, follow=True))
    assert "De vraag gaat daar verder." in page
    assert "Uw bericht in de chat" not in page
    assert re.search(r'<option value="email\|noor@inwoner.example" selected', page)


def test_the_header_is_renewed_when_an_answer_goes_into_the_chat(venster, bezoek):
    venster.zeg("Waar is de ingang?")
    hier = bezoek(venster)
    vraag = f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"
    desk = browser.medewerker(cast.JOLANDA.code)
    page = browser.text(desk.get(vraag))
    assert "Oppakken" in page and "Bij u" not in page
    velden = {"tekst": "Om de hoek.", "kanaal": "chat|", "gezien_tot": "1"}
    deel = browser.text(desk.post(f"{vraag}chat/antwoord/", velden, HTTP_HX_REQUEST="true"))
    stand = deel[deel.index('id="vraagstand" hx-swap-oob="true"') :].partition('<div id="chatgesprek"')[0]
    assert "Wacht op de klant" in stand and "Bij u" in stand
    assert 'id="vraagactie" hx-swap-oob="true"' in stand and "Oppakken" not in stand
