"""Work comes to whoever says they are there: offered live, taken and answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, mail

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def say(page: Page, stand: str) -> None:
    """Choose how one stands in the bar."""
    page.locator("#standknop summary").click()
    page.locator("#standknop").get_by_role("button", name=stand, exact=True).click()
    expect(page.locator("#standknop summary")).to_contain_text(stand)


def offered(page: Page, onderwerp: str) -> Locator:
    """The strip with an offer about this subject; others are given back."""
    strook = page.get_by_role("region", name="Nieuwe vraag voor u")
    for _ in range(40):  # other stories in this town leave questions behind
        expect(strook).to_be_visible(timeout=30_000)
        if onderwerp in strook.inner_text():
            return strook
        strook.get_by_role("button", name="Teruggeven").click()
        page.wait_for_load_state()
    raise AssertionError(f"{onderwerp} was never offered")


def test_an_employee_says_available_is_offered_a_question_and_answers(stad: Stad, mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    say(jolanda, "Pauze")
    stad.ask(cast.MARIA, "Paspoort kwijt", "Ik ben mijn paspoort kwijt. Wat moet ik doen?")
    expect(jolanda.get_by_role("region", name="Nieuwe vraag voor u")).to_have_count(0)

    say(jolanda, "Beschikbaar")
    strook = offered(jolanda, "Paspoort")
    strook.get_by_text("Waarom ik?").click()
    expect(strook).to_contain_text("U was beschikbaar")
    strook.get_by_role("button", name="Aannemen").click()
    expect(jolanda.get_by_text("Waarom kreeg u deze vraag?")).to_be_visible()
    veld = jolanda.get_by_label("Uw antwoord")
    veld.fill("Doe aangifte en maak een afspraak.")
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()
    say(jolanda, "Klaar voor vandaag")
    expect(jolanda.get_by_role("region", name="Nieuwe vraag voor u")).to_have_count(0)


def test_a_question_is_offered_live_while_the_page_is_open(stad: Stad, mensen: Mensen):
    """Nothing is clicked: the stream says that there is something."""
    jolanda = mensen.medewerker(cast.JOLANDA)
    say(jolanda, "Beschikbaar")
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    stad.mail(cast.JEROEN, mail("Nieuw rijbewijs", "Hoe vraag ik een nieuw rijbewijs aan?"))
    strook = offered(jolanda, "Rijbewijs")
    strook.get_by_role("button", name="Aannemen").click()
    expect(jolanda.locator("main")).to_contain_text("Hoe vraag ik een nieuw rijbewijs aan?")
    say(jolanda, "Klaar voor vandaag")
