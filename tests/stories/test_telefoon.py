"""Somebody calls: it comes up where it is answered, two questions are written down, and it stands with the customer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def ring(page: Page, nummer: str) -> None:
    """Somebody calls from this number."""
    page.goto("/demo/telefoon/")
    page.get_by_label("Met welk nummer belt u?").select_option(nummer)
    page.get_by_role("button", name="Bellen").click()
    expect(page.get_by_role("heading", name="U belt")).to_be_visible()


def test_a_call_from_ringing_to_two_questions(mensen: Mensen):
    wrong: list[str] = []
    jolanda, dylan = mensen.medewerker(cast.JOLANDA), mensen.medewerker(cast.PACK.medewerker("mdw-002"))
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    expect(dylan.get_by_text("Verbonden", exact=True)).to_be_visible()
    beller = mensen.iemand()
    ring(beller, "+31850000121")
    wrong += judge(beller, "de beller van de demo")
    beller.get_by_label("Keuze in het menu").select_option("afval")
    beller.get_by_role("button", name="Kiezen").click()
    beller.get_by_label("Wie neemt op?").select_option("201")
    beller.get_by_role("button", name="Neemt op").click()

    pop = jolanda.get_by_role("region", name="U heeft iemand aan de telefoon")
    expect(pop).to_contain_text("085 000 01 21", timeout=20_000)
    expect(pop).to_contain_text("Koos in het menu: Afval en containers")
    expect(pop).to_contain_text("Dit nummer hoort bij 1 klant")
    expect(pop).not_to_contain_text("Verdonk")
    assert jolanda.url.endswith("/werkplek/"), "the work at hand was not left"
    expect(dylan.get_by_role("region", name="U heeft iemand aan de telefoon")).to_have_count(0)
    wrong += judge(jolanda, "oproep naast het werk")
    jolanda.set_viewport_size({"width": 390, "height": 800})
    wrong += judge(jolanda, "oproep op een telefoon")
    jolanda.set_viewport_size({"width": 1280, "height": 800})

    with jolanda.context.expect_page() as nieuw:
        pop.get_by_role("link", name="Klant 1 openen").click()
    blad = nieuw.value
    expect(blad.get_by_role("heading", name="Wie is er aan de lijn?")).to_be_visible()
    beller.get_by_role("button", name="Ophangen").click()
    write_down(blad)
    wrong += judge(blad, "twee vragen in een gesprek")
    blad.get_by_role("button", name="Afronden", exact=True).click()
    expect(blad.get_by_text("Het gesprek is vastgelegd: 2 vragen.")).to_be_visible()
    roos = mensen.klant(cast.ROOS)
    links = roos.get_by_role("link", name=re.compile("Afval"), include_hidden=True)  # other stories have theirs
    for adres in links.evaluate_all("links => links.map(l => l.href)"):
        roos.goto(adres)
        if "De grijze container is niet geleegd" in roos.locator("main").inner_text():
            break
    expect(roos.locator("main")).to_contain_text("De grijze container is niet geleegd")
    roos.reload()
    expect(roos.locator("main")).to_contain_text("Telefoongesprek van", timeout=20_000)
    wrong += judge(roos, "gesprek bij de klant")
    assert wrong == []


def write_down(blad: Page) -> None:
    """Two questions: one done, one that goes on."""
    blad.get_by_label("Vraag 1: waar gaat het over?").select_option("nieuw:afval")
    blad.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").first.fill(
        "De grijze container is niet geleegd. Komt morgen."
    )
    blad.get_by_label("Hoe is het afgelopen?").first.select_option("beantwoord")
    blad.get_by_role("button", name="Nog een vraag").click()
    blad.get_by_label("Vraag 2: waar gaat het over?").select_option("nieuw:rijbewijs")
    blad.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").nth(1).fill("Rijbewijs verloopt in januari.")


def test_who_was_missed_is_promised_a_call(mensen: Mensen):
    beller = mensen.iemand()
    for _ in range(2):
        ring(beller, "+31850000211")
        beller.get_by_role("button", name="Opgeven").click()
        expect(beller.get_by_role("heading", name="Bel ")).to_be_visible()
    wouter = mensen.klant(cast.WOUTER)

    def promised() -> bool:
        wouter.goto("/mijn/")
        return wouter.get_by_text("omdat u ons niet te pakken kreeg").count() > 0

    wait_until(promised, 90, "a promise to call back")
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.goto("/werkplek/beloften/")
    regel = jolanda.get_by_role("link", name=f"Terugbellen: {cast.WOUTER.weergavenaam}")
    expect(regel).to_have_count(1)
    regel.first.click()
    jolanda.get_by_role("button", name="Bel de klant").click()
    expect(jolanda.get_by_text("Uw telefoon gaat zo over.")).to_be_focused()  # the button is gone
    assert judge(jolanda, "terugbellen") == []
