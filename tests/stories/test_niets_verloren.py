"""Nothing gets lost: a draft through a reload and to a colleague, a session that ended, a mail that cannot be read."""

from __future__ import annotations

import re
import smtplib

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import ONS, WACHTWOORD, Stad
from tests.stories.test_zonder_script import find

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONCEPT = "Beste Hilde, wij zoeken dit voor u uit. Halve zin die"


def test_a_draft_survives_a_reload_and_a_colleague_sees_it(stad: Stad, mensen: Mensen):
    nummer = stad.ask(cast.HILDE, "Bank ophalen", "Kunt u een oude bank als grof vuil ophalen?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    find(jolanda, nummer)
    veld = jolanda.get_by_label("Uw antwoord")
    veld.click()
    veld.fill(CONCEPT)
    expect(jolanda.get_by_text("Concept bewaard")).to_be_visible()
    veld.press_sequentially(" nog niet")  # the page goes before the next two seconds are over
    jolanda.reload()
    expect(jolanda.get_by_label("Uw antwoord")).to_have_value(f"{CONCEPT} nog niet")

    dylan = mensen.medewerker(cast.DYLAN)
    find(dylan, nummer)
    expect(dylan.get_by_label("Uw antwoord")).to_have_value(f"{CONCEPT} nog niet")
    expect(dylan.get_by_text("Concept van Jolanda Terpsma")).to_be_visible()


def test_what_a_customer_wrote_after_the_session_ended_is_given_back(mensen: Mensen):
    page = mensen.klant(cast.INEKE)
    page.get_by_role("link", name="Vraag stellen").first.click()
    page.get_by_role("textbox", name="Uw vraag").fill("Een lang verhaal dat ik niet nog eens wil typen.")
    sessie = [c for c in page.context.cookies() if c["name"] == "geholpen_sessie"]
    page.context.clear_cookies(name="geholpen_sessie")
    assert sessie
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_label("Uw tekst")).to_have_value("Een lang verhaal dat ik niet nog eens wil typen.")
    expect(page.get_by_role("link", name="Opnieuw inloggen")).to_be_visible()


def test_a_mail_that_cannot_be_read_waits_for_a_manager(stad: Stad, mensen: Mensen):
    anneke = mensen.medewerker(cast.ANNEKE)
    anneke.goto("/beheer/kwarantaine/")
    voor = anneke.locator("tbody tr").count()  # the demo brings one of its own
    deel = b"--g\r\nContent-Type: text/plain\r\n\r\ndeel\r\n"
    kop = f"From: {cast.GIJS.mail}\r\nTo: {ONS}\r\nSubject: Duizend delen\r\nMessage-ID: <gif@inwoner.example>\r\n"
    gif = f"{kop}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=g\r\n\r\n".encode() + deel * 1_000
    with smtplib.SMTP("127.0.0.1", stad.smtp, timeout=20) as server:
        server.login(str(cast.GIJS.mail), WACHTWOORD)
        server.sendmail(str(cast.GIJS.mail), [ONS], gif + b"--g--\r\n")
    # The queue did not stop.
    stad.ask(cast.GIJS, "Daarna", "Deze mail kwam na de onleesbare. Wanneer wordt het afval opgehaald?")

    anneke.goto("/beheer/kwarantaine/")
    rijen = anneke.locator("tbody tr")
    expect(rijen).to_have_count(voor + 1)
    rijen.first.get_by_role("link").click()
    expect(anneke.locator("pre")).to_contain_text("Subject: Duizend delen")
    with anneke.expect_download() as file:
        anneke.get_by_role("link", name=re.compile("Bron downloaden")).click()
    assert b"Subject: Duizend delen" in file.value.path().read_bytes()
    anneke.get_by_role("button", name="Opnieuw aanbieden").click()
    expect(anneke.get_by_text("Het bericht is opnieuw aangeboden.")).to_be_visible()
    until_it_is_back(anneke, voor + 1)
    answer = mensen.medewerker(cast.JOLANDA).goto("/beheer/kwarantaine/")
    assert answer is not None and answer.status == 403


def until_it_is_back(anneke: Page, rijen: int) -> None:
    """Still unreadable: it is back in quarantine, with one attempt more."""
    for _ in range(40):
        anneke.goto("/beheer/kwarantaine/")
        if anneke.locator("tbody tr").count() == rijen:
            break
        anneke.wait_for_timeout(250)
    anneke.locator("tbody tr").first.get_by_role("link").click()
    expect(anneke.locator("main")).to_contain_text(re.compile(r"Keer geprobeerd\s*[12]"))
