"""An open conversation: where reading begins, and a delivery that changes while you look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, mail

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANG = "\n\n".join(f"Regel {n} van een lang verhaal over de container." for n in range(12))


def test_reading_begins_at_what_has_no_answer_and_the_delivery_changes_in_sight(stad: Stad, mensen: Mensen):
    nummer = stad.ask(cast.LOTTE, "Afval", f"Mijn container is stuk.\n\n{LANG}")
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    jolanda.keyboard.press("Enter")
    expect(jolanda.locator("main")).to_contain_text(nummer)
    vraag = jolanda.url
    the_delivery_changes_without_a_reload(jolanda)
    for n, tekst in enumerate((f"Eerste vervolg. {LANG}", f"Tweede vervolg. {LANG}"), start=1):
        stad.mail(cast.LOTTE, mail(f"Re: Afval [{nummer}]", tekst))
        expect(jolanda.get_by_text("Er is iets nieuws in dit gesprek.")).to_be_visible(timeout=30_000)
        jolanda.goto(vraag)
        expect(jolanda.get_by_role("log")).to_contain_text(("Eerste", "Tweede")[n - 1])
    the_first_unanswered_message_is_in_sight_above_the_answer(jolanda)


def the_delivery_changes_without_a_reload(page: Page) -> None:
    page.get_by_label("Uw antwoord").focus()
    page.keyboard.type("Wij komen morgen.")
    page.get_by_role("button", name="Versturen", exact=True).click()
    expect(page.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_in_viewport()
    page.evaluate("window.dezelfde = true")
    mijn = page.locator(".gh-bericht--medewerker").last
    expect(mijn).to_contain_text("Verstuurd")
    assert page.evaluate("window.dezelfde")


def the_first_unanswered_message_is_in_sight_above_the_answer(page: Page) -> None:
    expect(page.get_by_text("Nieuw", exact=True).last).to_be_in_viewport()
    expect(page.get_by_text("Eerste vervolg.")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Versturen", exact=True)).to_be_in_viewport()
    assert page.evaluate("document.activeElement === document.body")  # scrolling moves nobody
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    naar = page.get_by_role("link", name="Naar het nieuwste bericht")
    naar.focus()
    expect(naar).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Eerste vervolg.")).to_be_in_viewport()
