"""Two colleagues at one question, live in two browsers; and the inbox with the keyboard only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.stories.test_zonder_script import find

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_two_colleagues_see_each_other_and_keep_both_drafts(stad: Stad, mensen: Mensen):
    nummer = stad.ask(cast.MARIA, "Afval", "Mijn groene bak is vorige week niet geleegd.")
    jolanda, dylan = mensen.medewerker(cast.JOLANDA), mensen.medewerker(cast.DYLAN)
    find(jolanda, nummer)
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    expect(jolanda.locator("#aanwezig_wie")).to_be_empty()
    find(dylan, nummer)
    expect(jolanda.locator("#aanwezig_wie")).to_contain_text("heeft deze vraag ook open")
    veld = dylan.get_by_label("Uw antwoord")
    veld.fill("Wij legen uw bak morgen.")
    expect(jolanda.locator("#aanwezig_wie")).to_contain_text("typt …")
    expect(dylan.locator("#conceptstatus")).to_contain_text("Concept bewaard")

    eigen = jolanda.get_by_label("Uw antwoord")
    eigen.fill("Dat is niet goed gegaan.")
    botsing = jolanda.get_by_text("heeft dit concept ook veranderd")
    expect(botsing).to_be_visible()
    assert "Dat is niet goed gegaan." in eigen.input_value()
    jolanda.get_by_role("button", name="Tekst van collega nemen").click()
    assert "Wij legen uw bak morgen." in eigen.input_value()
    dylan.goto("/werkplek/")
    expect(jolanda.locator("#aanwezig_wie")).to_be_empty()


def test_the_list_is_walked_with_j_and_k_and_arrows_and_everything_is_done_by_key(mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    toets = jolanda.keyboard
    rijen = jolanda.locator("[data-postvak-rij]")
    toets.press("j")
    expect(rijen.nth(0)).to_be_focused()
    toets.press("j")
    expect(rijen.nth(1)).to_be_focused()
    toets.press("ArrowDown")
    expect(rijen.nth(2)).to_be_focused()
    toets.press("ArrowUp")
    toets.press("k")
    expect(rijen.nth(0)).to_be_focused()
    toets.press("f")
    expect(jolanda.get_by_label("Wacht al")).to_be_visible()
    toets.press("f")
    rijen.nth(0).focus()
    toets.press("o")
    expect(jolanda).to_have_url(re.compile(r"/werkplek/vraag/"))
    toets.press("n")
    expect(jolanda.get_by_label("Notitie voor collega's")).to_be_visible()
    toets.press("d")
    expect(jolanda.get_by_label("Aan wie geeft u deze vraag?")).to_be_visible()
    toets.press("e")
    expect(jolanda.get_by_text("Hoe is de vraag afgelopen?")).to_be_visible()
    toets.press("?")
    blad = jolanda.get_by_role("dialog", name="Sneltoetsen")
    for naam in ("Omlaag in de lijst", "Nieuwe vraag aannemen", "Doorgeven"):
        expect(blad.get_by_label(naam, exact=True)).to_be_visible()
    blad.get_by_label("Sneltoetsen gebruiken").uncheck()
    toets.press("Escape")
    jolanda.goto("/werkplek/")
    toets.press("j")
    expect(rijen.nth(0)).not_to_be_focused()
