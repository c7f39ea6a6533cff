"""A mail about something else in a running question: suggested, made a question of its own, put back, and kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.beeld import picture
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, kenmerk, mail
from tests.stories.test_zonder_script import find

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANDERS = "Nog iets anders: onze kliko is vorige week niet geleegd. Op de foto ziet u hem staan."
LIJKT = "Dit lijkt over iets anders te gaan: Afval en containers."


def test_a_mail_about_something_else_becomes_a_question_of_its_own(stad: Stad, mensen: Mensen):
    samira = mensen.klant(cast.SAMIRA)
    nummer = ask_in_mijn(samira, "Wanneer krijgt mijn moeder haar vergunning?")
    brief = mail(f"Nog een vraag [{nummer}]", ANDERS)
    brief.add_attachment(b"%PDF-1.4 klein", maintype="application", subtype="pdf", filename="kliko.pdf")
    stad.mail(cast.SAMIRA, brief)
    jolanda = mensen.medewerker(cast.JOLANDA)
    see(jolanda, nummer, LIJKT)
    look(jolanda, "voorstel")
    nieuw = it_is_split(jolanda, nummer)
    samira.goto("/mijn/")
    the_customer_finds_both(samira, nummer, nieuw)
    it_is_put_back(jolanda, nummer, nieuw)
    samira.reload()
    expect(samira.locator("main")).to_contain_text("Het bericht staat weer bij de vraag waar het binnenkwam.")
    it_stays_there(jolanda, nummer)


def ask_in_mijn(samira: Page, tekst: str) -> str:
    """Returns the reference. No mail confirms it, so that no other story waits for one in vain."""
    samira.goto("/mijn/vraag/nieuw/")
    samira.get_by_label("Waar gaat uw vraag over?").select_option(label="Parkeervergunning")
    samira.locator("textarea").fill(tekst)
    samira.get_by_role("button", name="Versturen").click()
    expect(samira.locator("main")).to_contain_text(tekst)
    return kenmerk(samira.locator("main").inner_text())


def see(page: Page, nummer: str, wat: str) -> None:
    """Open the question until this is on it: the mail is on its way."""
    for _ in range(30):
        find(page, nummer)
        if page.get_by_text(wat).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{wat} did not come: {page.locator('main').inner_text()[-800:]}")


def it_is_split(jolanda: Page, nummer: str) -> str:
    """By keyboard; returns the reference of the new question."""
    jolanda.get_by_role("button", name="Nieuwe vraag maken van dit bericht").press("Enter")
    expect(jolanda.locator("main")).to_contain_text("Dit is nu een eigen vraag")
    expect(jolanda.get_by_role("heading", level=1)).to_have_text("Afval en containers")
    gesprek = jolanda.get_by_role("log")
    expect(gesprek).to_contain_text("onze kliko is vorige week niet geleegd")
    expect(gesprek.get_by_role("link", name="kliko.pdf")).to_be_visible()
    expect(gesprek).to_contain_text(f"Deze vraag begon als bericht bij een andere vraag: {nummer}")
    look(jolanda, "nieuwe vraag")
    nieuw = kenmerk(jolanda.locator(".gh-kenmerk").first.inner_text())
    gesprek.get_by_role("link", name=nummer).click()
    gesprek = jolanda.get_by_role("log")
    expect(gesprek).to_contain_text(f"Het is nu een eigen vraag: {nieuw}")
    expect(gesprek).not_to_contain_text("kliko")
    look(jolanda, "oude vraag")
    return nieuw


def the_customer_finds_both(samira: Page, nummer: str, nieuw: str) -> None:
    samira.get_by_role("link", name=re.compile("Afval en containers")).first.click()
    expect(samira.locator("main")).to_contain_text(f"Deze vraag begon als bericht bij een andere vraag: {nummer}")
    expect(samira.get_by_role("link", name=re.compile("kliko.pdf"))).to_be_visible()
    look(samira, "Mijn nieuw")
    samira.get_by_role("link", name=nummer).click()
    expect(samira.locator("main")).to_contain_text(f"Het is nu een eigen vraag: {nieuw}")
    look(samira, "Mijn oud")
    samira.get_by_role("link", name=nieuw).click()


def it_is_put_back(jolanda: Page, nummer: str, nieuw: str) -> None:
    jolanda.get_by_role("button", name="Terugzetten").click()
    expect(jolanda.locator("main")).to_contain_text("Het bericht staat weer bij de vraag waar het binnenkwam.")
    expect(jolanda.locator(".gh-kenmerk").first).to_have_text(nummer)
    expect(jolanda.get_by_role("log")).to_contain_text("onze kliko is vorige week niet geleegd")
    expect(jolanda.get_by_role("log")).to_contain_text(f"Het kwam terug van: {nieuw}")


def it_stays_there(jolanda: Page, nummer: str) -> None:
    find(jolanda, nummer)
    expect(jolanda.get_by_text(LIJKT)).to_have_count(0)
    jolanda.get_by_role("link", name="Nieuwe vraag maken").click()  # by hand it is still possible
    expect(jolanda.get_by_label("Waar gaat dit bericht over?")).to_have_value("afval")
    look(jolanda, "met de hand")
    jolanda.get_by_label("Waar gaat dit bericht over?").select_option("")
    jolanda.get_by_role("button", name="Nieuwe vraag maken").click()
    expect(jolanda.locator("main")).to_contain_text("Kies waar het bericht over gaat.")


def look(page: Page, naam: str) -> None:
    """Readable for everybody, at three widths."""
    assert judge(page, naam) == []
    for breed in (1280, 390, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{naam}: {breed} px does not fit"
        plek = page.locator(".gh-anders, .gh-systeemregel").last
        if plek.count():
            plek.scroll_into_view_if_needed()
        picture(page, f"{naam.replace(' ', '-')}-{breed}")
    page.set_viewport_size({"width": 1280, "height": 900})
