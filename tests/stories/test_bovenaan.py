"""What stands above the work of the desk: the bar in one row, and a call that covers nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.test_telefoon import ring

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_running_call_covers_nothing_and_says_only_what_is_known_of_the_number(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    beller = mensen.iemand()
    ring(beller, "+31850000110")  # the mother's own number, which the daughter gave as well
    beller.get_by_label("Keuze in het menu").select_option("afval")
    beller.get_by_role("button", name="Kiezen").click()
    beller.get_by_label("Wie neemt op?").select_option("201")
    beller.get_by_role("button", name="Neemt op").click()

    pop = jolanda.get_by_role("region", name="U heeft iemand aan de telefoon")
    expect(pop).to_contain_text("Dit nummer hoort bij 2 klanten", timeout=20_000)
    expect(pop.get_by_role("listitem").first).to_contain_text("nummer bevestigd")
    expect(pop.get_by_role("listitem").last).to_contain_text("nummer niet bevestigd")
    expect(pop).not_to_contain_text("Zekerheid over wie het is")
    wrong += over_nothing(jolanda, pop, ".gh-panelen")
    with jolanda.context.expect_page() as nieuw:
        pop.get_by_role("link", name="Klant 1 openen").click()
    blad = nieuw.value
    hier = blad.get_by_role("region", name="U heeft iemand aan de telefoon")
    expect(hier).to_contain_text("085 000 01 10")
    expect(hier.get_by_role("link", name="Klant 1 openen")).to_have_count(0)
    expect(blad.get_by_role("button", name="Stoppen zonder vastleggen")).to_have_count(1)  # its own bar gave way
    wrong += over_nothing(blad, hier, ".gh-blad")
    wrong += judge(blad, "gesprek met de oproep erboven")
    beller.get_by_role("button", name="Ophangen").click()
    expect(blad.get_by_role("region", name="Gesprek voorbij, nog vastleggen")).to_be_visible(timeout=20_000)
    blad.get_by_role("button", name="Stoppen zonder vastleggen").click()
    assert wrong == []


def over_nothing(page: Page, pop: Locator, werk: str) -> list[str]:
    """Where the call lies over the work instead of above it."""
    found: list[str] = []
    for breed in (390, 1024, 1280):
        page.set_viewport_size({"width": breed, "height": 800})
        boven, onder = pop.bounding_box(), page.locator(werk).bounding_box()
        if boven is None or onder is None or boven["y"] + boven["height"] > onder["y"] + 1:
            found.append(f"{breed}: {boven} over {onder}")
    return found


def test_the_bar_of_the_desk_is_one_row(mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    for taal in ("nl", "en"):
        jolanda.goto(f"/taal/{taal}/?next=/werkplek/")
        for breed in (1440, 1280, 1024):
            jolanda.set_viewport_size({"width": breed, "height": 800})
            assert jolanda.locator(".gh-balk").evaluate("el => el.offsetHeight") < 60, (taal, breed)
            assert jolanda.locator("#zoek").evaluate("el => el.offsetWidth") > 120, (taal, breed)
            expect(jolanda.get_by_role("banner").get_by_role("link", name="Gemeente Waterdam")).to_have_count(1)
        jolanda.set_viewport_size({"width": 320, "height": 800})
        assert jolanda.evaluate("document.documentElement.scrollWidth") <= 320, taal
