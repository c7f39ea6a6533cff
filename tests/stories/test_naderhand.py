"""After sending: an answer taken back with its copy and file, sent after all, and put right, as everybody sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from geholpen.platform.kindproces import http_ready
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.beeld import picture
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body
from tests.stories.test_splitsen import ask_in_mijn
from tests.stories.test_zonder_script import find
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOUT, GOED = "Uw moeder krijgt de vergunning op 12 mei.", "Uw moeder krijgt de vergunning op 14 mei."
REDEN = "Maria helpt Samira met de aanvraag."


def test_an_answer_is_taken_back_sent_and_put_right(stad: Stad, mensen: Mensen):
    samira = mensen.klant(cast.SAMIRA)
    nummer = ask_in_mijn(samira, "Op welke dag krijgt mijn moeder haar vergunning?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    with kept_a_while(stad, jolanda, samira):
        find(jolanda, nummer)
        write(jolanda)
        it_comes_back_whole(jolanda)
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    brief = stad.wait_mail(cast.SAMIRA, lambda m: FOUT in body(m), "the answer", seconds=45)
    assert [p.get_filename() for p in brief.iter_attachments()] == ["kaart.pdf"]
    assert cast.MARIA.mail in str(brief["Cc"])
    stad.wait_mail(cast.MARIA, lambda m: FOUT in body(m), "the copy")
    assert sum(FOUT in body(m) for m in stad.mails(cast.SAMIRA)) == 1  # what was taken back never went
    it_is_put_right(jolanda, nummer)
    for wie in (cast.SAMIRA, cast.MARIA):
        goed = stad.wait_mail(wie, lambda m: GOED in body(m), f"the right words for {wie.weergavenaam}", seconds=45)
        assert str(goed["Subject"]).startswith("Verbetering: ")
    samira.goto(f"/mijn/vraag/{re.findall(r'[0-9a-f-]{36}', jolanda.url)[1]}/")
    the_customer_reads_what_counts(samira)
    a_copy_that_fails_says_why(stad, jolanda, nummer)


@contextmanager
def kept_a_while(stad: Stad, *pages: Page) -> Iterator[None]:
    """What is sent can be taken back for a minute; elsewhere in the stories nobody waits for that."""
    restart_web(stad, "60", pages)
    try:
        yield
    finally:
        restart_web(stad, "0", pages)


def restart_web(stad: Stad, pauze: str, pages: tuple[Page, ...]) -> None:
    back = [page.url for page in pages]
    for page in pages:
        page.goto("about:blank")  # what stays open asks for news of a server that is not there
    web = stad.processen["web"]
    web.stop(10)
    assert web.env is not None
    web.env["GEHOLPEN_VERZENDPAUZE"] = pauze
    web.start()
    wait_until(http_ready(stad.url + "/inloggen/"), 60, "the pages after a restart")
    for page, url in zip(pages, back, strict=True):
        page.goto(url)


def write(jolanda: Page) -> None:
    veld = jolanda.get_by_label("Uw antwoord")
    veld.fill(veld.input_value().replace("\n\n\n", f"\n\n{FOUT}\n", 1))
    jolanda.get_by_text("Kopie aan iemand anders (cc)").click()
    jolanda.get_by_label("E-mailadressen, met een komma ertussen").fill(str(cast.MARIA.mail))
    jolanda.get_by_label("Waarom mag diegene dit lezen?").fill(REDEN)
    kaart = {"name": "kaart.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 een kaart"}
    jolanda.locator("input[type=file]").set_input_files(kaart)
    jolanda.get_by_role("button", name="Versturen", exact=True).click()


def it_comes_back_whole(jolanda: Page) -> None:
    """By keyboard, within ten seconds: nothing has to be chosen again."""
    expect(jolanda.get_by_text("Uw antwoord gaat zo weg.")).to_be_in_viewport()
    jolanda.get_by_role("button", name="Terughalen").first.press("Enter")
    expect(jolanda.locator("main")).to_contain_text("De tekst staat weer bij Antwoord.")
    expect(jolanda.get_by_label("Uw antwoord")).to_have_value(re.compile(re.escape(FOUT)))
    expect(jolanda.get_by_label("E-mailadressen, met een komma ertussen")).to_have_value(str(cast.MARIA.mail))
    expect(jolanda.get_by_label("Waarom mag diegene dit lezen?")).to_have_value(REDEN)
    expect(jolanda.get_by_label("kaart.pdf")).to_be_checked()
    look(jolanda, "teruggehaald")
    the_conversation_keeps_its_room(jolanda)


def the_conversation_keeps_its_room(jolanda: Page) -> None:
    """With a copy and a file open in the composer one still reads what it is about, and the button to send is there."""
    for breed in (1280, 1024):
        jolanda.set_viewport_size({"width": breed, "height": 860})
        kop, doen = (jolanda.locator(plek).bounding_box() for plek in (".gh-gesprekkop", "#doen"))
        assert kop and doen
        assert doen["y"] - kop["y"] - kop["height"] >= 160, f"{breed} px: no room to read"
        expect(jolanda.get_by_role("button", name="Versturen", exact=True)).to_be_in_viewport()
        picture(jolanda, f"naderhand-kopie-open-{breed}x860")
    jolanda.set_viewport_size({"width": 1280, "height": 900})


def it_is_put_right(jolanda: Page, nummer: str) -> None:
    find(jolanda, nummer)
    jolanda.get_by_role("link", name="Verbeteren").last.click()
    veld = jolanda.locator("textarea[name=tekst]")
    veld.fill(veld.input_value().replace(FOUT, GOED))
    look(jolanda, "verbeteren")
    jolanda.get_by_role("button", name=re.compile("verbeteren", re.IGNORECASE)).first.click()
    expect(jolanda.locator("main")).to_contain_text("Er gaan 2 berichten uit met de goede tekst.")
    expect(jolanda.get_by_role("log")).to_contain_text(GOED)
    look(jolanda, "verbeterd")


def the_customer_reads_what_counts(samira: Page) -> None:
    gesprek = samira.get_by_role("log")
    expect(gesprek).to_contain_text(GOED)
    expect(gesprek).not_to_contain_text(FOUT)
    expect(gesprek).to_contain_text("Verbeterd op")
    expect(gesprek).to_contain_text(re.compile(rf"Kopie aan .*{re.escape(REDEN)}"))
    expect(samira.get_by_role("link", name=re.compile("kaart.pdf"))).to_have_count(1)
    samira.get_by_text("Verbeterd op").scroll_into_view_if_needed()
    look(samira, "Mijn")


def a_copy_that_fails_says_why(stad: Stad, jolanda: Page, nummer: str) -> None:
    stad.break_forwarding(cast.MARIA)
    try:
        find(jolanda, nummer)
        jolanda.get_by_label("Uw antwoord").fill("Nog een bericht voor u beiden.")
        jolanda.get_by_text("Kopie aan iemand anders (cc)").click()
        jolanda.get_by_label("E-mailadressen, met een komma ertussen").fill(str(cast.MARIA.mail))
        jolanda.get_by_label("Waarom mag diegene dit lezen?").fill(REDEN)
        jolanda.get_by_role("button", name="Versturen", exact=True).click()
        regel = jolanda.get_by_role("log").get_by_text(re.compile(r"Kopie aan .*niet bezorgd: \S"))
        for _ in range(40):
            jolanda.wait_for_timeout(1500)
            find(jolanda, nummer)
            if regel.count():
                break
        expect(regel).to_be_visible()
        regel.scroll_into_view_if_needed()
        look(jolanda, "kopie mislukt")
    finally:
        stad.break_forwarding(cast.MARIA, stuk=False)


def look(page: Page, naam: str) -> None:
    """Readable for everybody, at three widths."""
    assert judge(page, naam) == []
    for breed in (1280, 390, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{naam}: {breed} px does not fit"
        picture(page, f"naderhand-{naam.replace(' ', '-')}-{breed}")
    page.set_viewport_size({"width": 1280, "height": 900})
