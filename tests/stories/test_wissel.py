"""A question goes on in another channel: a link proves the address, and nothing has to be explained again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body, kenmerk, mail
from tests.stories.test_berichtapps import picture
from tests.stories.test_chat import begin, take

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_mijn_to_mail_and_the_desk_sees_it_all(stad: Stad, mensen: Mensen):
    jeroen = mensen.klant(cast.JEROEN, java_script_enabled=False)
    jeroen.goto("/mijn/vraag/nieuw/")
    jeroen.get_by_role("textbox", name="Uw vraag").fill("Mijn rijbewijs is bijna verlopen. Wat moet ik doen?")
    jeroen.get_by_label("Waar gaat uw vraag over?").select_option(label=cast.onderwerp("rijbewijs").naam)
    jeroen.get_by_role("button", name="Versturen").click()
    nummer = kenmerk(jeroen.locator("main").inner_text())
    jeroen.get_by_text("Liever op een andere manier verder?").click()
    jeroen.get_by_label("Uw e-mailadres of nummer").fill(str(cast.KORENSCHUUR.mail))
    jeroen.get_by_role("button", name="Daar verder praten").click()
    expect(jeroen.get_by_text("U krijgt daar een link van ons.")).to_be_visible()

    vraag = stad.wait_mail(cast.KORENSCHUUR, lambda m: "/verder/" in body(m), "the link")
    assert "rijbewijs" not in body(vraag).lower()
    link = re.search(r"http\S+(/verder/\S+)", body(vraag))
    assert link
    iemand = mensen.iemand()
    iemand.goto(link[1])
    assert judge(iemand, "hier verder") == []
    iemand.get_by_role("button", name="Ja, hier verder").click()
    expect(iemand.get_by_role("heading", name="Gelukt")).to_be_visible()

    opening = stad.wait_mail(cast.KORENSCHUUR, lambda m: "Wij praten hier verder" in body(m), "the opening")
    stad.mail(cast.KORENSCHUUR, mail("Re: uw bericht", "Kan het ook zonder pasfoto?", antwoord_op=opening))
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_role("log")).to_contain_text("Mijn rijbewijs is bijna verlopen.")
    for _ in range(20):
        if "zonder pasfoto" in jolanda.get_by_role("log").inner_text():
            break
        jolanda.wait_for_timeout(1000)
        jolanda.reload()
    expect(jolanda.get_by_role("log")).to_contain_text("Kan het ook zonder pasfoto?")
    expect(jolanda.get_by_role("log")).not_to_contain_text("/verder/")
    expect(jolanda.get_by_text(re.compile("In het kort: .*E-mail"))).to_be_visible()
    assert judge(jolanda, "vraag die wisselde") == []


def test_from_the_chat_to_a_text_message(stad: Stad, mensen: Mensen):
    bezoeker = mensen.iemand()
    bezoeker.goto(f"/chat/{stad.chatsleutel}/")
    bezoeker.get_by_role("textbox", name="Uw bericht").fill("Mijn container is niet geleegd.")
    bezoeker.get_by_role("button", name="Verstuur").click()
    bezoeker.get_by_role("button", name="Ergens anders verder").click()
    bezoeker.get_by_label("Hoe wilt u verder?").select_option(label="Sms")
    bezoeker.get_by_label("Telefoonnummer").fill(str(cast.SAMIRA.telefoon))
    assert judge(bezoeker, "verder uit de chat") == []
    picture(bezoeker, "chat-verder")
    bezoeker.get_by_role("button", name="Ga verder").click()
    expect(bezoeker.get_by_text("De link is onderweg.")).to_be_visible()
    telefoon = mensen.iemand()
    telefoon.goto("/demo/mobiel/samira/sms/")
    link = _text_message(telefoon, re.compile(r"http\S+?(/verder/[\w-]+/)"))
    assert "container" not in telefoon.locator("main").inner_text()
    telefoon.goto(link)
    telefoon.get_by_role("button", name="Ja, hier verder").click()
    expect(telefoon.get_by_role("link", name="Ga verder met de chat")).to_be_visible()
    picture(telefoon, "verder-gelukt")
    telefoon.goto("/demo/mobiel/samira/sms/")
    _text_message(telefoon, re.compile(r"(Wij praten hier verder over uw vraag)"))


def test_a_link_to_a_chat_says_which_question_it_is_about(stad: Stad, mensen: Mensen):
    noor = begin(stad, mensen, "Mag mijn oude schuur weg?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, noor, "Mag mijn oude schuur weg?")
    nummer = kenmerk(noor.get_by_role("log").inner_text())
    jolanda.get_by_role("link", name="Ander kanaal").click()
    jolanda.get_by_role("radio", name="Chat", exact=True).check()
    jolanda.get_by_label("Adres of nummer").fill(str(cast.KORENSCHUUR.mail))
    jolanda.get_by_role("button", name="Verder in dit kanaal").click()
    expect(noor.get_by_role("log")).to_contain_text(re.compile(r"Wij mailden u op \w+ \d+ \w+, \d\d\.\d\d uur\."))
    bericht = stad.wait_mail(cast.KORENSCHUUR, lambda m: "verder te chatten" in body(m), "the link to a chat")
    link = re.search(r"http\S+(/verder/\S+)", body(bericht))
    assert link
    leeg = mensen.iemand()
    leeg.goto(link[1])
    leeg.get_by_role("button").click()
    expect(leeg.get_by_role("log")).to_contain_text(f"U praat hier verder over uw vraag {nummer}.")
    expect(leeg.get_by_role("log")).not_to_contain_text("schuur")
    for veld in ("Uw naam (niet verplicht)", "Uw e-mailadres (niet verplicht)"):
        expect(leeg.get_by_label(veld)).to_be_hidden()
    expect(leeg.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()
    assert judge(leeg, "leeg chatvenster") == []
    picture(leeg, "chat-leeg")


def _text_message(telefoon: Page, wanted: re.Pattern[str]) -> str:
    """What is wanted of the messages on the telephone, once it is there."""
    for _ in range(30):
        if found := wanted.search(telefoon.locator("main").inner_text()):
            return found[1]
        telefoon.wait_for_timeout(1000)
        telefoon.reload()
    raise AssertionError(telefoon.locator("main").inner_text())


def test_from_mijn_to_a_letter_and_to_the_telephone(stad: Stad, mensen: Mensen):
    samira = mensen.klant(cast.SAMIRA, java_script_enabled=False)
    samira.goto("/mijn/vraag/nieuw/")
    samira.get_by_role("textbox", name="Uw vraag").fill("Hoe vraag ik een nieuwe container aan?")
    samira.get_by_label("Waar gaat uw vraag over?").select_option(label=cast.onderwerp("afval").naam)
    samira.get_by_role("button", name="Versturen").click()
    nummer = kenmerk(samira.locator("main").inner_text())
    samira.get_by_text("Liever op een andere manier verder?").click()
    samira.get_by_label("per brief", exact=True).check()
    picture(samira, "mijn-wissel")
    samira.get_by_role("button", name="Daar verder praten").click()
    expect(samira.get_by_text("U krijgt een brief van ons.")).to_be_visible()
    samira.get_by_text("Liever op een andere manier verder?").click()
    samira.get_by_label("aan de telefoon").check()
    samira.get_by_label("Uw e-mailadres of nummer").fill(str(cast.SAMIRA.telefoon))
    samira.get_by_role("button", name="Daar verder praten").click()
    expect(samira.get_by_text("Afgesproken: wij bellen u.")).to_be_visible()
    expect(samira.locator("main")).to_contain_text(
        re.compile(r"U bellen op \w+dag \d+ \w+( \d{4})?, tussen \d+ en \d+ uur")
    )
    met_script = mensen.klant(cast.SAMIRA)  # what judges a page is script itself
    met_script.goto(samira.url)
    assert judge(met_script, "mijn na wissel") == []
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    jolanda.keyboard.press("Enter")
    for _ in range(20):
        if "Wij praten hier verder" in jolanda.get_by_role("log").inner_text():
            break
        jolanda.wait_for_timeout(1000)
        jolanda.reload()
    expect(jolanda.get_by_role("log")).to_contain_text("Stuur deze brief of de code mee")
    jolanda.get_by_role("link", name="Ander kanaal").click()
    expect(jolanda.get_by_text("wij bellen de klant")).to_be_visible()
    assert judge(jolanda, "ander kanaal kiezen") == []
    picture(jolanda, "werkplek-wissel")
