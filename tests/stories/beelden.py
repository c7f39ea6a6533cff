"""The pictures of docs/beeld: a walk with real mail, three screens. Run by `bin/beelden`, not by `bin/test`."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests import cast
from tests.opstelling import ROOT
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body, mail
from tests.stories.test_zonder_script import find, tab

BEELD = ROOT / "docs" / "beeld"
MAX_BYTES = 250_000
VRAAG = (
    "Goedemiddag,\n\nMijn moeder van 75 krijgt elke week thuiszorg. De zuster kan haar auto nergens kwijt."
    " Mag ik voor mijn moeder een bezoekersvergunning aanvragen?\n\nGroet, Samira"
)
ANTWOORD = "Dat mag. U heeft een machtiging van uw moeder. Stuurt u ons het kenteken van de thuiszorg?"


def test_make_the_pictures(stad: Stad, mensen: Mensen):
    BEELD.mkdir(parents=True, exist_ok=True)
    nummer = stad.ask(cast.SAMIRA, "Parkeervergunning voor de thuiszorg", VRAAG)
    jolanda = mensen.medewerker(cast.JOLANDA)
    find(jolanda, nummer)
    jolanda.get_by_role("button", name="Oppakken").click()
    veld = jolanda.get_by_label("Uw antwoord")
    veld.fill(veld.input_value().replace("\n\n\n", f"\n\n{ANTWOORD}\n", 1))
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    antwoord = stad.wait_mail(cast.SAMIRA, lambda m: ANTWOORD in body(m), "the answer")
    reactie = mail(str(antwoord["Subject"]), "Het kenteken is X-123-YZ. Dank u wel!", antwoord)
    stad.mail(cast.SAMIRA, reactie, antwoord["Reply-To"].addresses[0].addr_spec)
    expect(jolanda.get_by_text("Er is iets nieuws in dit gesprek.")).to_be_visible(timeout=30_000)
    find(jolanda, nummer)
    tab(jolanda, "Belofte maken")
    jolanda.get_by_label("Wat heeft u beloofd?").fill("Wij bellen u als de vergunning klaar is")
    jolanda.get_by_label("Welke afdeling komt dit na?").select_option(label="Parkeren")
    jolanda.get_by_label("Vaste collega").select_option(label="Henk-Jan Wiarda, Specialist parkeren")
    jolanda.get_by_role("button", name="Belofte vastleggen").click()
    expect(jolanda.get_by_text("Uw belofte staat in de lijst van de afdeling.")).to_be_visible()
    find(jolanda, nummer)
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    shoot(jolanda, "werkplek", 960)

    samira = mensen.klant(cast.SAMIRA)
    shoot(samira, "mijn", 1000)
    samira.get_by_role("link", name="Wie heeft mijn gegevens bekeken?").first.click()
    samira.get_by_label("Alleen door een medewerker").check()
    samira.get_by_role("button", name="Tonen").click()
    expect(samira.get_by_role("heading", name=re.compile(nummer))).to_be_visible()
    shoot(samira, "inzage", 1000)


def shoot(page: Page, naam: str, hoog: int) -> None:
    """One picture of the screen, 1280 pixels wide."""
    page.set_viewport_size({"width": 1280, "height": hoog})
    page.reload()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    page.mouse.move(0, 0)
    page.screenshot(path=BEELD / f"{naam}.png", animations="disabled", caret="hide")
    assert (BEELD / f"{naam}.png").stat().st_size < MAX_BYTES, f"{naam}.png is te groot"
