"""A letter with a code, a telephone, one login: the question goes on in WhatsApp and nobody explains it again."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, kenmerk
from tests.stories.test_berichtapps import picture, say
from tests.stories.test_brief import drukkerij, gedrukt, sluit_de_post
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
VRAAG = "Kan ik de belasting van dit jaar in delen betalen?"
APP = "/demo/mobiel/lotte/whatsapp/"
ANTWOORD = "Dat kan, in tien delen. Wilt u dat?"


def scanned(pdf: bytes) -> str:
    """What the camera of a telephone reads on the paper."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        beeld = document[0].render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(beeld)
    return str(code.text)


def wait_text(page: Page, url: str, tekst: str, what: str) -> None:
    """Look again until it stands there."""

    def look() -> bool:
        page.goto(url)
        return tekst in page.locator("main").inner_text()

    wait_until(look, 90, what)


def letter(stad: Stad, jolanda: Page, nummer: str) -> bytes:
    """The employee answers by letter, and the letter is printed."""
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    jolanda.keyboard.press("Enter")
    jolanda.get_by_role("button", name="Oppakken").click()
    jolanda.locator("#antwoord [name=kanaal]").select_option(value="brief:")
    jolanda.get_by_label("Uw antwoord").fill(f"Beste mevrouw,\n\n{ANTWOORD}\n\nMet vriendelijke groet,\nWaterdam")
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()
    wait_text(jolanda, jolanda.url, "Brief tegenhouden", "the letter waits for the post")
    voor = {b["client_ref"] for b in gedrukt(stad)}
    sluit_de_post(stad)
    found: list[bytes] = []

    def printed() -> bool:  # beside letters that other stories left for the post
        nieuw = [b["client_ref"] for b in gedrukt(stad) if b["client_ref"] not in voor]
        pdfs = [drukkerij(stad, f"/twin/brieven/{ref}") for ref in nieuw]
        found.extend(pdf for pdf in pdfs if nummer in words(pdf))
        return bool(found)

    wait_until(printed, 60, "the letter is printed")
    return found[0]


def words(pdf: bytes) -> str:
    """What stands in a letter."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def scan_code(mensen: Mensen, pdf: bytes) -> str:
    """The customer holds the telephone before the code. Returns the message that stands ready in the app."""
    telefoon = mensen.iemand(java_script_enabled=False, viewport={"width": 390, "height": 800})
    telefoon.goto(urlsplit(scanned(pdf)).path)
    expect(telefoon.get_by_role("heading", name="Verder met uw brief")).to_be_visible()
    picture(telefoon, "briefcode")
    app = str(telefoon.get_by_role("link", name="Open WhatsApp").get_attribute("href"))
    assert app.startswith("https://wa.me/")
    return parse_qs(urlsplit(app).query)["text"][0]


def test_from_a_letter_into_whatsapp_with_one_proof_of_who_it_is(stad: Stad, mensen: Mensen):
    lotte = mensen.klant(cast.LOTTE)
    lotte.goto("/mijn/vraag/nieuw/")
    lotte.get_by_role("textbox", name="Uw vraag").fill(VRAAG)
    lotte.get_by_label("Waar gaat uw vraag over?").select_option(label=cast.onderwerp("afval").naam)
    lotte.get_by_role("button", name="Versturen").click()
    jolanda = mensen.medewerker(cast.JOLANDA)
    bericht = scan_code(mensen, letter(stad, jolanda, kenmerk(lotte.locator("main").inner_text())))

    app = mensen.iemand()
    app.goto(APP)
    say(app, bericht)
    wait_text(app, APP, "/inloggen/", "the link to log in with")
    gesprek = app.locator("main").inner_text()
    assert "belasting" not in gesprek.lower()
    link = re.search(r"(/verder/\S+/inloggen/)", gesprek)
    assert link
    lotte.goto(link[1])
    picture(lotte, "bent-u-dit")
    assert judge(lotte, "bent u dit") == []
    lotte.get_by_role("button", name="Ja, dat ben ik").click()
    expect(lotte.get_by_role("heading", name="Gelukt")).to_be_visible()
    wait_text(app, APP, "U hoeft niets opnieuw uit te leggen", "the opening in WhatsApp")
    say(app, "Ja graag, in tien delen.")

    wait_text(jolanda, jolanda.url, "Ja graag, in tien delen.", "the desk sees it in the same conversation")
    log = jolanda.get_by_role("log").inner_text()
    assert VRAAG in log and ANTWOORD in log and "/verder/" not in log
    expect(jolanda.get_by_text(re.compile("In het kort: .*WhatsApp"))).to_be_visible()
    expect(jolanda.locator("#antwoord [name=kanaal]")).to_have_value(re.compile("^whatsapp"))
    picture(jolanda, "brief-en-whatsapp")
    assert judge(jolanda, "brief en WhatsApp in een gesprek") == []
