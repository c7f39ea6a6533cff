"""An answer is put right after it went, over WhatsApp, by text message, letter and chat: what the other reads."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vormen import Klant
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.beeld import picture
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.stories.test_berichtapps import open_question, say
from tests.stories.test_brief import drukkerij, gedrukt, sluit_de_post
from tests.stories.test_brief_naar_whatsapp import wait_text
from tests.stories.test_chat import answer, begin, take
from tests.stories.test_splitsen import ask_in_mijn
from tests.stories.test_zonder_script import find
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOUT, GOED = "U kunt op 12 mei komen.", "U kunt op 14 mei komen."
OOK_FOUT = "U kunt op 13 mei komen."
VERVANGT = "Dit bericht komt daarvoor in de plaats."


def look(page: Page, naam: str) -> None:
    """Judged, and it fits."""
    page.bring_to_front()
    assert judge(page, naam) == []
    for breed in (1280, 390):
        page.set_viewport_size({"width": breed, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{naam}, {breed} px: does not fit"
        picture(page, f"{naam}-{breed}")
    page.set_viewport_size({"width": 1280, "height": 900})


def put_right(jolanda: Page, naam: str, tekst: str = GOED) -> None:
    """At the desk: open the message, read what will happen, change the words."""
    jolanda.get_by_role("link", name="Verbeteren").last.click()
    look(jolanda, f"verbeteren-{naam}")
    veld = jolanda.locator("textarea[name=tekst]")
    veld.fill(veld.input_value().replace(FOUT, tekst).replace(OOK_FOUT, tekst))
    jolanda.get_by_role("button", name="Verbeteren", exact=True).click()


def the_desk_shows_what_counts(jolanda: Page, naam: str) -> None:
    gesprek = jolanda.get_by_role("log")
    expect(gesprek.locator(".gh-bericht__tekst").filter(has_text=GOED)).to_have_count(1)
    expect(gesprek.get_by_text("Jolanda Terpsma verbeterde dit bericht.").first).to_be_visible()
    look(jolanda, f"werkplek-{naam}")


@pytest.mark.parametrize(("app", "wie", "zo"), [("whatsapp", cast.SAMIRA, "WhatsApp"), ("sms", cast.ROOS, "Sms")])
def test_what_went_to_a_telephone_is_followed_by_one_message_that_says_what_it_replaces(
    stad: Stad, mensen: Mensen, app: str, wie: Klant, zo: str
):
    jolanda, telefoon = mensen.medewerker(cast.JOLANDA), mensen.iemand()
    telefoon.goto(f"/demo/mobiel/{wie.sleutel}/{app}/")
    vraag = f"Wanneer kan ik mijn rijbewijs halen? ({zo})"
    say(telefoon, vraag)
    open_question(jolanda, f"{zo} {wie.weergavenaam}", vraag)
    jolanda.get_by_label("Uw antwoord").fill(FOUT)
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_role("log").locator(".gh-bezorging").filter(has_text="Bezorgd").last).to_be_visible(
        timeout=30_000
    )
    put_right(jolanda, app)
    expect(jolanda.locator("main")).to_contain_text("Er gaat 1 bericht uit met de goede tekst.")
    the_desk_shows_what_counts(jolanda, app)
    berichten = telefoon.locator(".gh-bericht__tekst")

    def arrived() -> bool:
        telefoon.reload()
        return berichten.filter(has_text=GOED).count() > 0

    wait_until(arrived, 40, "the right words are on the telephone")
    look(telefoon, f"telefoon-{app}")
    assert [berichten.filter(has_text=t).count() for t in (FOUT, GOED, VERVANGT)] == [1, 1, 1]
    assert berichten.last.inner_text().startswith("Verbetering van ons bericht van ")
    say(telefoon, f"Dank u, dan kom ik de veertiende. ({zo})")  # an answer to it belongs to the same question
    vraag = jolanda.url.partition("#")[0]
    wait_text(jolanda, vraag, "dan kom ik de veertiende", "the reply is in the same question")
    verbeterd = (
        jolanda.get_by_role("log").locator("article").filter(has_text="Er ging een bericht uit met de goede tekst.")
    )
    expect(verbeterd.locator(".gh-bezorging").last).to_contain_text(re.compile(f"{zo}: (bezorgd|gelezen)"))
    look(jolanda, f"werkplek-verbetering-bezorgd-{app}")


def test_a_letter_is_stopped_before_the_post_and_followed_by_one_after_it(stad: Stad, mensen: Mensen):
    lotte, jolanda = mensen.klant(cast.LOTTE), mensen.medewerker(cast.JOLANDA)
    find(jolanda, ask_in_mijn(lotte, "Wanneer mag ik langskomen voor mijn vergunning?"))
    mijn = f"/mijn/vraag/{re.findall(r'[0-9a-f-]{36}', jolanda.url)[1]}/"
    jolanda.get_by_role("button", name="Oppakken").click()
    jolanda.locator("#antwoord [name=kanaal]").select_option(value="brief:")
    jolanda.get_by_label("Uw antwoord").fill(f"Beste mevrouw,\n\n{FOUT}\n\nMet vriendelijke groet,\nWaterdam")
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    vraag = jolanda.url.partition("#")[0]
    wait_text(jolanda, vraag, "Brief tegenhouden", "the letter waits for the post")
    jolanda.get_by_role("link", name="Verbeteren").last.click()
    expect(jolanda.locator("main")).to_contain_text("Deze brief wacht nog op de post.")
    expect(jolanda.locator("textarea[name=tekst]")).to_have_count(0)
    look(jolanda, "verbeteren-brief-wacht")
    eerste = printed(stad)
    assert FOUT in eerste
    wait_text(jolanda, vraag, "Verstuurd", "the printer has it")
    put_right(jolanda, "brief", OOK_FOUT)
    wait_text(jolanda, vraag, "Brief tegenhouden", "the letter that replaces it waits for the post")
    expect(jolanda.get_by_role("log")).to_contain_text("Een brief met de goede tekst gaat mee met de post van")
    jolanda.get_by_role("link", name="Verbeteren").last.click()  # wrong again, before the post closes
    jolanda.get_by_role("button", name="Brief tegenhouden").click()
    expect(jolanda.get_by_text("De brief gaat niet weg.")).to_be_visible()
    put_right(jolanda, "brief-opnieuw")
    expect(jolanda.locator("main")).to_contain_text("Er gaat 1 bericht uit met de goede tekst.")
    the_desk_shows_what_counts(jolanda, "brief")
    wait_text(jolanda, vraag, "Brief tegenhouden", "the letter that replaces it waits for the post")
    tweede = printed(stad)
    assert (
        GOED in tweede
        and FOUT not in tweede
        and OOK_FOUT not in tweede
        and "Deze brief komt daarvoor in de plaats." in tweede
    )
    assert "Verbetering van onze brief van" in tweede
    lotte.goto(mijn)
    expect(lotte.get_by_role("log")).to_contain_text(GOED)
    expect(lotte.get_by_role("log")).not_to_contain_text(FOUT)
    expect(lotte.get_by_text("Verbeterd op")).to_have_count(1)
    expect(lotte.get_by_role("link", name=re.compile("^brief.pdf"))).to_contain_text("(oude tekst)")
    expect(lotte.get_by_role("link", name=re.compile("^verbetering-")).last).not_to_contain_text("oude tekst")
    look(lotte, "mijn-brief")


def printed(stad: Stad) -> str:
    """The post closes; what it printed says, on one line: also a letter that another story left for the post."""
    voor = {b["client_ref"] for b in gedrukt(stad)}
    sluit_de_post(stad)
    wait_until(lambda: len(gedrukt(stad)) > len(voor), 60, "the letter is printed")
    nieuw = [b["client_ref"] for b in gedrukt(stad) if b["client_ref"] not in voor]
    return " ".join(words(drukkerij(stad, f"/twin/brieven/{ref}")) for ref in nieuw)


def words(pdf: bytes) -> str:
    """What a letter says, on one line."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_in_the_chat_the_words_change_where_they_stand(stad: Stad, mensen: Mensen):
    noor = begin(stad, mensen, "Wanneer kan ik mijn paspoort halen?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, noor, "Wanneer kan ik mijn paspoort halen?")
    answer(jolanda, FOUT)
    gesprek = noor.get_by_role("log")
    expect(gesprek).to_contain_text(FOUT)
    answer(jolanda, "Neem uw oude paspoort mee.")
    expect(gesprek).to_contain_text("Neem uw oude paspoort mee.")
    aantal = gesprek.locator(".b").count()
    noor.get_by_role("button", name="Chat verbergen").click()
    jolanda.get_by_role("link", name="Verbeteren").first.click()
    look(jolanda, "verbeteren-chat")
    jolanda.locator("textarea[name=tekst]").fill(GOED)
    jolanda.get_by_role("button", name="Verbeteren", exact=True).click()
    expect(jolanda.locator("main")).to_contain_text("De klant ziet nu de goede tekst.")
    the_desk_shows_what_counts(jolanda, "chat")
    expect(noor.get_by_role("button", name="Chat met ons", exact=True)).to_be_visible()  # nothing new to read
    noor.get_by_role("button", name="Chat met ons").click()
    expect(gesprek.locator(".b").filter(has_text=GOED)).to_contain_text("Verbeterd")
    expect(gesprek).not_to_contain_text(FOUT)
    assert gesprek.locator(".b").count() == aantal
    assert gesprek.locator(".wij").first.inner_text().count(GOED) == 1  # and it stands where it stood
    look(noor, "chat-verbeterd")
    noor.reload()
    noor.get_by_role("button", name="Chat met ons").click()
    expect(gesprek).to_contain_text(GOED)
    expect(gesprek).not_to_contain_text(FOUT)
    expect(gesprek.get_by_text("Verbeterd", exact=True)).to_have_count(1)
