"""WhatsApp and text messages in a real browser: from a customer's telephone to the desk and back, with how it fares."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VRAAG = "Hallo, ik wil een parkeervergunning voor mijn bezoek."
ANTWOORD = "Dat kan. Wat is het kenteken?"


def picture(page: Page, naam: str) -> None:
    """A picture of the page at two widths, for whoever wants to look (GEHOLPEN_BEELDEN names the folder)."""
    folder = os.environ.get("GEHOLPEN_BEELDEN", "")
    if not folder:
        return
    for breed in (1280, 390):
        page.set_viewport_size({"width": breed, "height": 900})
        page.screenshot(path=Path(folder) / f"{naam}-{breed}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def say(page: Page, tekst: str) -> None:
    page.get_by_label("Bericht aan de gemeente").fill(tekst)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text(tekst).first).to_be_visible()


def open_question(desk: Page, wie: str, tekst: str) -> None:
    """The question appears in the inbox by itself."""
    row = desk.get_by_role("link", name=re.compile(f"^{wie}")).first
    expect(row).to_be_visible(timeout=30_000)
    row.click()
    expect(desk.locator(".gh-bericht__tekst").filter(has_text=tekst).first).to_be_visible()
    knop = desk.get_by_role("button", name="Oppakken")
    if knop.count():
        knop.click()


def test_a_whatsapp_goes_to_the_desk_and_back_and_the_desk_sees_that_it_was_read(stad: Stad, mensen: Mensen):
    jolanda, samira = mensen.medewerker(cast.JOLANDA), mensen.iemand()
    samira.goto("/demo/mobiel/samira/whatsapp/")
    say(samira, VRAAG)
    open_question(jolanda, "WhatsApp Samira Belhadi", VRAAG)
    expect(jolanda.locator("#antwoord [name=kanaal]")).to_have_value(re.compile(r"^whatsapp\|31850000111$"))
    expect(jolanda.get_by_text(re.compile("Vrij schrijven op WhatsApp kan nog 23 uur"))).to_be_visible()
    picture(jolanda, "whatsapp-werkplek")
    jolanda.get_by_label("Uw antwoord").fill(ANTWOORD)
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_role("log").locator(".gh-bezorging").filter(has_text="Bezorgd")).to_be_visible(timeout=30_000)
    samira.reload()
    expect(samira.get_by_text(ANTWOORD)).to_be_visible()
    picture(samira, "whatsapp-telefoon")
    gelezen = jolanda.get_by_role("log").locator(".gh-bezorging").filter(has_text=re.compile(r"^\s*Gelezen\s*$"))
    expect(gelezen).to_be_visible(timeout=30_000)
    say(samira, "X-123-YZ. Dank u!")
    expect(jolanda.get_by_text("Er is iets nieuws in dit gesprek.")).to_be_visible(timeout=30_000)
    jolanda.reload()
    expect(jolanda.locator(".gh-bericht__tekst").filter(has_text="X-123-YZ. Dank u!")).to_be_visible()


def test_a_text_message_is_counted_and_stop_is_shown_and_respected(stad: Stad, mensen: Mensen):
    jolanda, roos = mensen.medewerker(cast.JOLANDA), mensen.iemand()
    roos.goto("/demo/mobiel/roos/sms/")
    tekst = "Ik wil een parkeervergunning voor mijn nieuwe auto."
    say(roos, tekst)
    open_question(jolanda, "Sms Roos Verdonk", tekst)
    jolanda.locator("#antwoord [name=kanaal]").select_option(label="Sms naar 085 000 01 21")
    jolanda.get_by_label("Uw antwoord").fill("x" * 161)
    expect(jolanda.get_by_text("Deze tekst is 2 sms'jes.")).to_be_visible()
    jolanda.get_by_label("Uw antwoord").fill("Daarvoor moet u zoëven langskomen.")
    expect(jolanda.get_by_text("Door ë passen er minder letters in een sms.")).to_be_visible()
    picture(jolanda, "sms-werkplek")
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_role("log").locator(".gh-bezorging").filter(has_text="Bezorgd")).to_be_visible(timeout=30_000)
    roos.reload()
    expect(roos.get_by_text("Daarvoor moet u zoëven langskomen.")).to_be_visible()
    say(roos, "STOP")
    picture(roos, "sms-telefoon")
