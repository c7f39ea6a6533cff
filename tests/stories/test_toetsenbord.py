"""The desk with the keyboard only: find, read, answer, go on; the help sheet says which keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_question_is_answered_without_a_mouse(stad: Stad, mensen: Mensen):
    nummer = stad.ask(cast.LOTTE, "Paspoort", "Hoe lang duurt het voor mijn paspoort klaar is?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    toets = jolanda.keyboard

    toets.press("Tab")
    expect(jolanda.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    toets.press("Enter")
    the_help_sheet_opens_and_closes(jolanda)

    toets.press("/")
    expect(jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer")).to_be_focused()
    toets.type(nummer)
    toets.press("Enter")
    expect(jolanda.locator("main")).to_contain_text(nummer)
    vraag = jolanda.url

    toets.press("Alt+l")
    veld = jolanda.get_by_label("Uw antwoord")
    expect(veld).to_be_focused()
    toets.type("Vijf werkdagen. ? en / zijn hier gewone tekens.")  # between greeting and closing, without looking
    assert re.match(r"Beste .*,\n\nVijf werkdagen\. \? en / zijn hier gewone tekens\.\n\n\S", veld.input_value())
    toets.press("Control+Enter")
    expect(jolanda.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()
    stad.wait_mail(cast.LOTTE, lambda m: "Vijf werkdagen." in body(m), "the answer")

    toets.press("Alt+j")
    expect(jolanda).not_to_have_url(vraag)
    expect(jolanda.locator("[data-postvak-rij][aria-current]")).to_have_count(1)
    volgende = jolanda.url
    toets.press("Alt+j")
    expect(jolanda).not_to_have_url(volgende)
    toets.press("Alt+k")
    expect(jolanda).to_have_url(volgende)


#: Of what has the focus: nothing when a ring shows it, else what it is.
_UNSEEN = """() => { const e = document.activeElement, s = getComputedStyle(e);
    return s.outlineStyle === "none" && s.boxShadow === "none" ? e.outerHTML.slice(0, 120) : ""; }"""


def test_every_stop_of_the_keyboard_shows_where_it_is(mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    unseen = []
    for _stop in range(25):  # as far as the rows of the inbox
        jolanda.keyboard.press("Tab")
        unseen.append(jolanda.evaluate(_UNSEEN))
    assert [found for found in unseen if found] == []


def the_help_sheet_opens_and_closes(page: Page) -> None:
    blad = page.get_by_role("dialog", name="Sneltoetsen")
    expect(blad).to_be_hidden()
    page.keyboard.press("?")
    expect(blad).to_be_visible()
    for naam in ("Volgende in het postvak", "Antwoord schrijven", "Antwoord versturen", "Zoeken"):
        expect(blad.get_by_label(naam)).to_be_visible()
    page.keyboard.press("Escape")
    expect(blad).to_be_hidden()


def test_the_shortcuts_can_be_switched_off(mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.keyboard.press("?")
    jolanda.get_by_label("Sneltoetsen gebruiken").uncheck()
    jolanda.keyboard.press("Escape")
    jolanda.reload()
    jolanda.keyboard.press("/")
    expect(jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer")).not_to_be_focused()
