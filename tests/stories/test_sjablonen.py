"""A manager makes a template, an employee answers with it by keyboard, and the customer's mail has its words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body
from tests.stories.test_zonder_script import find

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAAM = "Vergunning voor de zorg"
TEKST = "Voor de auto van de zorg is een eigen vergunning. Noem {kenmerk} als u belt."


def test_a_template_goes_from_management_to_the_customers_mail(stad: Stad, mensen: Mensen):
    anneke = mensen.medewerker(cast.ANNEKE)
    the_manager_makes_it_and_sees_it_first(anneke)
    nummer = stad.ask(cast.SAMIRA, "Parkeervergunning voor de zorg", "Mag de auto van de zorg in onze straat staan?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    find(jolanda, nummer)
    expect(jolanda.get_by_label("Sjabloon", exact=True)).to_be_visible()
    zin = TEKST.replace("{kenmerk}", nummer)
    it_comes_where_the_cursor_is_and_can_be_undone(jolanda, zin)
    jolanda.get_by_role("button", name="Versturen").click()
    expect(jolanda.locator("main")).to_contain_text(f"Begonnen met sjabloon “{NAAM}”, versie 1")
    brief = stad.wait_mail(cast.SAMIRA, lambda m: zin in " ".join(body(m).split()), "the answer")
    assert nummer in str(brief["Subject"])


def the_manager_makes_it_and_sees_it_first(anneke: Page) -> None:
    anneke.goto("/beheer/sjablonen/nieuw/")
    anneke.get_by_label("Naam").fill(NAAM)
    veld = anneke.locator("textarea[name=tekst]")
    veld.click()
    anneke.keyboard.type(TEKST)
    expect(anneke.locator("#proef")).to_contain_text(re.compile(r"Noem WD-\S+ als u belt"))
    for breed in (1280, 390, 320):
        anneke.set_viewport_size({"width": breed, "height": 800})
        assert anneke.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{breed} px: it does not fit"
    anneke.get_by_role("button", name="Bewaren").click()
    anneke.get_by_role("button", name="In gebruik nemen").click()
    expect(anneke.locator("main")).to_contain_text("Versie 1 is nu in gebruik.")


def it_comes_where_the_cursor_is_and_can_be_undone(jolanda: Page, zin: str) -> None:
    veld = jolanda.get_by_label("Uw antwoord")
    begin = veld.input_value()
    lijst = jolanda.get_by_label("Sjabloon", exact=True)
    lijst.select_option(label=NAAM)
    knop = jolanda.get_by_role("button", name="Invoegen", exact=True)
    knop.focus()
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_text("De tekst staat in uw antwoord.")).to_be_visible()
    samen = veld.input_value()
    assert zin in samen and samen.replace(zin, "", 1) == begin, "nothing that was there went away"
    jolanda.get_by_role("button", name="Invoegen ongedaan maken").press("Enter")
    expect(veld).to_have_value(begin)
    knop.press("Enter")
    expect(veld).to_have_value(samen)
