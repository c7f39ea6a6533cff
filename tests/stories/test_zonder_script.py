"""Without JavaScript: everything a customer needs, and the main work of the desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body, kenmerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GEEN_SCRIPT = {"java_script_enabled": False}


def test_the_customers_part_from_login_to_logout(mensen: Mensen):
    roos = mensen.iemand(**GEEN_SCRIPT)
    roos.goto("/")
    roos.get_by_role("link", name="Inloggen als klant").click()
    roos.get_by_role("button", name=re.compile("^" + cast.ROOS.weergavenaam)).click()
    expect(roos.get_by_role("heading", name="Wat moet ik regelen")).to_be_visible()
    she_asks_a_question(roos)
    she_chooses_how_to_be_reached(roos)
    roos.get_by_role("link", name="Wie heeft mijn gegevens bekeken?").first.click()
    roos.get_by_label("Periode").select_option(label="het laatste jaar")
    roos.get_by_role("button", name="Tonen").click()
    expect(roos.get_by_text("Dit mag van de wet:").first).to_be_visible()
    roos.get_by_role("button", name="Uitloggen").click()
    expect(roos.get_by_text("U bent uitgelogd.")).to_be_visible()
    roos.goto("/mijn/")
    expect(roos.get_by_role("heading", name=re.compile("Inlogsimulator"))).to_be_visible()


def she_asks_a_question(roos: Page) -> None:
    roos.get_by_role("link", name="Vraag stellen").first.click()
    roos.get_by_role("textbox", name="Uw vraag").fill("Wat kost een nieuw paspoort?")
    roos.get_by_role("button", name="Versturen").click()  # no subject chosen: a clear answer, nothing lost
    expect(roos.get_by_role("heading", level=1)).to_have_text(re.compile("Vraag stellen"))
    expect(roos.get_by_role("textbox", name="Uw vraag")).to_have_value("Wat kost een nieuw paspoort?")
    roos.get_by_label("Waar gaat uw vraag over?").select_option(label=cast.onderwerp("paspoort").naam)
    roos.get_by_role("button", name="Versturen").click()
    expect(roos.get_by_text("Wij hebben uw vraag ontvangen.")).to_be_visible()
    roos.get_by_label("Uw bericht").fill("Het is voor mijn zoon.")
    roos.get_by_role("button", name="Versturen").click()
    expect(roos.get_by_role("log")).to_contain_text("Het is voor mijn zoon.")
    nummer = kenmerk(roos.locator("main").inner_text())
    roos.get_by_role("link", name="Overzicht").first.click()
    expect(roos.locator("main")).to_contain_text(nummer)


def she_chooses_how_to_be_reached(roos: Page) -> None:
    roos.get_by_role("link", name="Contact met u").click()
    roos.get_by_label("Brief", exact=True).check()
    roos.get_by_role("button", name="Opslaan").click()
    expect(roos.get_by_text("Uw voorkeur is bewaard.")).to_be_visible()
    expect(roos.get_by_label("Brief", exact=True)).to_be_checked()


def test_the_work_of_the_desk(stad: Stad, mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA, **GEEN_SCRIPT)
    find(jolanda, stad.ask(cast.ELODIE, "Passport", "Hello, how long does a new passport take? Paspoort. Élodie"))
    expect(jolanda.locator("main")).to_contain_text("how long does a new passport take?")
    jolanda.get_by_role("button", name="Oppakken").click()
    expect(jolanda.get_by_text("U heeft deze vraag opgepakt.")).to_be_visible()
    tab(jolanda, "Onderwerp")
    jolanda.get_by_label("Waar gaat de vraag over?").select_option(label=cast.onderwerp("rijbewijs").naam)
    jolanda.get_by_role("button", name="Onderwerp vaststellen").click()
    expect(jolanda.get_by_text("De vraag gaat nu over:")).to_be_visible()
    tab(jolanda, "Notitie")
    jolanda.get_by_label("Notitie voor collega's").fill("Schrijft Engels, graag rustig antwoorden.")
    jolanda.get_by_role("button", name="Notitie bewaren").click()
    expect(jolanda.get_by_role("log")).to_contain_text("graag rustig antwoorden")
    jolanda.get_by_label("Uw antwoord").fill("Beste Élodie, vijf werkdagen.")
    jolanda.get_by_role("button", name="Concept bewaren").click()
    expect(jolanda.get_by_label("Uw antwoord")).to_have_value("Beste Élodie, vijf werkdagen.")
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()
    stad.wait_mail(cast.ELODIE, lambda m: "vijf werkdagen" in body(m), "the answer")
    tab(jolanda, "Afsluiten")
    jolanda.get_by_label("Beantwoord", exact=True).check()
    jolanda.get_by_role("button", name="Vraag afsluiten").click()
    expect(jolanda.get_by_text("De vraag is afgesloten.")).to_be_visible()


def find(page: Page, nummer: str) -> None:
    """Open a question by its reference, with the search box."""
    page.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    page.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").press("Enter")
    expect(page.locator("main")).to_contain_text(nummer)


def tab(page: Page, naam: str) -> None:
    """One of the forms under the conversation."""
    page.get_by_label("Wat u wilt doen").get_by_role("link", name=naam, exact=True).click()
