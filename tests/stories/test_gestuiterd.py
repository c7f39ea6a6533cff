"""A mail that bounces goes on as a letter, and everybody sees how."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vormen import Klant
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.stories.test_berichtapps import picture
from tests.stories.test_brief import drukkerij, gedrukt, sluit_de_post
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ANTWOORD = "Uw nieuwe pas ligt klaar. U kunt hem vanaf morgen ophalen."
NIET = re.compile("E-mail: niet bezorgd.*5.1.1", re.DOTALL)


def ask_and_answer(stad: Stad, desk: Page, wie: Klant) -> str:
    """A question by mail, of which the answer bounces. Returns the address of the question at the desk."""
    nummer = stad.ask(wie, "Mijn pas", "Is mijn nieuwe pas al klaar?")
    stad.break_forwarding(wie)
    desk.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Oppakken").click()
    veld = desk.get_by_label("Uw antwoord")
    veld.fill(veld.input_value().replace("\n\n\n", f"\n\n{ANTWOORD}\n", 1))
    desk.get_by_role("button", name="Versturen", exact=True).click()
    expect(desk.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()
    return desk.url


def standen(page: Page) -> str:
    """How our last message fares, over each way that was tried."""
    return page.get_by_role("log").locator(".gh-bericht").filter(has_text=ANTWOORD).last.inner_text()


def wait_for(page: Page, url: str, wat: re.Pattern[str]) -> str:
    def look() -> bool:
        page.goto(url)
        return wat.search(standen(page)) is not None

    try:
        wait_until(look, 90, wat.pattern)
    except AssertionError as te_laat:
        raise AssertionError(f"{te_laat}: {standen(page)}") from te_laat
    return standen(page)


def test_a_bounced_mail_becomes_a_letter(stad: Stad, mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    url = ask_and_answer(stad, jolanda, cast.MARIA)
    assert NIET.search(wait_for(jolanda, url, re.compile("Brief: onderweg")))
    picture(jolanda, "gestuiterd-werkplek")
    assert judge(jolanda, "een mail die een brief werd") == []
    maria = mensen.klant(cast.MARIA)
    maria.goto(f"/mijn/vraag/{urlsplit(url).path.rstrip('/').rpartition('/')[2]}/")
    assert "E-mail: niet bezorgd" in standen(maria)
    assert "Brief: onderweg" in standen(maria)
    assert "5.1.1" not in standen(maria)  # what a mail server says to another is not for her
    picture(maria, "gestuiterd-mijn")
    assert judge(maria, "een mail die een brief werd, in Mijn") == []
    maria.goto("/mijn/contact/")
    expect(maria.get_by_text(re.compile("dit adres werkt niet"))).to_be_visible()
    voor = {b["client_ref"] for b in gedrukt(stad)}
    sluit_de_post(stad)

    def naar_maria() -> list[dict[str, Any]]:  # other stories of this town print letters too
        new = [b for b in gedrukt(stad) if b["client_ref"] not in voor]
        return [b for b in new if "9999 JK" in " ".join(b["address_lines"])]

    wait_until(lambda: len(naar_maria()) > 0, 60, "the letter is printed")
    (brief,) = naar_maria()
    drukkerij(stad, f"/twin/brieven/{brief['client_ref']}", {"status": "dispatched"})
    assert NIET.search(wait_for(jolanda, url, re.compile("Brief: (verstuurd|bezorgd)")))
    stad.break_forwarding(cast.MARIA, stuk=False)  # her address serves the other stories again
