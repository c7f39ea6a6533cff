"""Somebody on the neighbours' site chats with the desk: another origin, a strict content policy, two real browsers."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route, expect

from geholpen.platform.kindproces import tcp_ready
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.beeld import picture
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, kenmerk
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def begin(stad: Stad, mensen: Mensen, tekst: str, **opties: object) -> Page:
    """Open the window on the neighbours' site and ask something."""
    page = mensen.iemand(**opties)
    page.goto(stad.wijk)
    page.get_by_role("button", name="Chat met ons").click()
    expect(page.get_by_role("dialog", name="Gemeente Waterdam")).to_be_visible()
    page.get_by_label("Uw bericht").fill(tekst)
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text(tekst)
    expect(page.get_by_role("log")).not_to_contain_text("Wordt verstuurd")
    return page


def take(jolanda: Page, bezoeker: Page, tekst: str) -> None:
    """The employee opens the question with the number that the visitor sees."""
    expect(bezoeker.get_by_role("log")).to_contain_text(re.compile(r"WD-\w{4}-\w{4}"))
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(
        kenmerk(bezoeker.get_by_role("log").inner_text())
    )
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_role("log")).to_contain_text(tekst)


def test_a_visitor_on_another_site_talks_with_the_desk(stad: Stad, mensen: Mensen):
    noor = begin(stad, mensen, "Wanneer gaat de Kade open?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, noor, "Wanneer gaat de Kade open?")
    expect(jolanda.get_by_text("De klant is in de chat.")).to_be_visible()
    expect(noor.locator(".ik[data-l=Gelezen]")).to_have_count(1)
    noor.get_by_label("Uw bericht").press_sequentially("En")
    expect(jolanda.get_by_text("De klant typt …")).to_be_visible()
    veld = jolanda.get_by_label("Uw bericht in de chat")
    veld.press_sequentially("Over drie")
    expect(noor.get_by_text("Een medewerker typt …")).to_be_visible()
    veld.press_sequentially(" weken.")
    jolanda.keyboard.press("Enter")
    expect(noor.get_by_role("log")).to_contain_text("Over drie weken.")
    expect(noor.get_by_role("log")).to_contain_text("Jolanda")
    expect(jolanda.get_by_role("log")).to_contain_text("Over drie weken.")
    expect(veld).to_have_value("")
    expect(jolanda.get_by_text("Gelezen", exact=True)).to_be_visible()
    noor.keyboard.press("Control+A")
    noor.get_by_label("Uw bericht").fill("Dank u wel!")
    noor.keyboard.press("Enter")
    expect(jolanda.get_by_role("log")).to_contain_text("Dank u wel!")
    kaart = {"name": "kaart.txt", "mimeType": "text/plain", "buffer": b"Zo loopt u om."}
    jolanda.get_by_label("Bijlage toevoegen").set_input_files(kaart)
    jolanda.get_by_role("button", name="Versturen").click()
    half = {
        "body": "export default 0",
        "content_type": "text/javascript",
        "headers": {"Access-Control-Allow-Origin": "*"},
    }
    noor.route(
        "**/chatmeer.js*", lambda route: route.fulfill(**half), times=1
    )  # what a browser then keeps is of no use
    noor.get_by_role("button", name="kaart.txt").click()
    expect(noor.get_by_text("Dat lukte niet. Probeer het zo opnieuw.")).to_be_visible()
    with noor.expect_download() as download:
        noor.get_by_role("button", name="kaart.txt").click()
    assert (download.value.suggested_filename, download.value.path().read_bytes()) == ("kaart.txt", b"Zo loopt u om.")
    expect(jolanda.get_by_label("Bijlage toevoegen")).to_have_value("")
    assert noor.context.cookies() == []
    assert judge(noor, "chatvenster") + judge(jolanda, "chat aan de werkplek") == []


def test_a_template_goes_into_the_chat_by_keyboard(stad: Stad, mensen: Mensen):
    noor = begin(stad, mensen, "Wie maakt de lantaarn?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, noor, "Wie maakt de lantaarn?")
    lijst = jolanda.get_by_label("Sjabloon", exact=True)
    assert "Paspoort: wat neemt u mee?" not in lijst.inner_text()  # not for a chat
    lijst.select_option(label="Wij zoeken het uit")
    veld = jolanda.get_by_label("Uw bericht in de chat")
    invoegen = jolanda.get_by_role("button", name="Invoegen", exact=True)
    invoegen.press("Enter")
    expect(veld).to_have_value(re.compile("Dank u wel voor uw vraag"))
    terug = jolanda.get_by_role("button", name="Invoegen ongedaan maken")
    terug.press("Enter")
    expect(veld).to_have_value("")
    invoegen.press("Enter")
    expect(veld).to_have_value(re.compile("wij moeten eerst iets uitzoeken"))
    terug.press("Enter")
    veld.fill("Half getypt")
    invoegen.press("Enter")
    expect(veld).to_have_value(re.compile(r"^Half getypt\n\nDank u wel"))
    terug.press("Enter")
    expect(veld).to_have_value("Half getypt")
    veld.fill("")
    invoegen.press("Enter")
    assert judge(jolanda, "sjabloon in de chat") == []
    for breed in (1280, 390, 320):
        jolanda.set_viewport_size({"width": breed, "height": 900})
        assert jolanda.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{breed} px: it does not fit"
        picture(jolanda, f"chatsjabloon-{breed}")
    jolanda.set_viewport_size({"width": 1280, "height": 900})
    veld.press("Enter")
    expect(noor.get_by_role("log")).to_contain_text("Dank u wel voor uw vraag")
    expect(jolanda.get_by_role("log")).to_contain_text("Begonnen met sjabloon “Wij zoeken het uit”")
    expect(terug).to_be_hidden()
    answer(jolanda, "En dit schrijf ik zelf.")
    expect(jolanda.get_by_role("log")).to_contain_text("En dit schrijf ik zelf.")
    expect(jolanda.get_by_role("log").get_by_text("Begonnen met sjabloon")).to_have_count(1)


def test_another_language_changes_the_greeting_too(stad: Stad, mensen: Mensen):
    page = mensen.iemand()
    page.goto(f"/chat/{stad.chatsleutel}/")
    groet = page.get_by_role("log").locator("p").first
    expect(groet).not_to_be_empty()
    nederlands = groet.inner_text()
    page.get_by_role("button", name="English").click()
    expect(groet).not_to_have_text(nederlands)
    page.get_by_role("button", name="Nederlands").click()
    expect(groet).to_have_text(nederlands)


def test_the_desk_hears_the_language_of_the_page_and_not_of_the_browser(stad: Stad, mensen: Mensen):
    noor = begin(stad, mensen, "Hoe laat begint de markt?", locale="en-GB")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, noor, "Hoe laat begint de markt?")
    expect(jolanda.locator("main")).not_to_contain_text("Taal van de klant")
    anders = mensen.iemand()
    anders.goto(stad.wijk)
    anders.get_by_role("button", name="Chat met ons").click()
    anders.get_by_role("button", name="English").click()
    anders.get_by_label("Your message").fill("When does the market begin?")
    anders.keyboard.press("Enter")
    take(jolanda, anders, "When does the market begin?")
    expect(jolanda.locator("main")).to_contain_text("Taal van de klant: Engels")


def test_a_server_that_restarts_loses_nothing_and_doubles_nothing(stad: Stad, mensen: Mensen):
    lotte = begin(stad, mensen, "Blijft dit staan?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, lotte, "Blijft dit staan?")
    stroom = stad.processen["stroom"]
    stroom.stop(10)
    answer(jolanda, "Ja, dit blijft staan.")
    expect(lotte.get_by_role("log")).not_to_contain_text("Ja, dit blijft staan.")
    stroom.start()
    expect(lotte.get_by_role("log")).to_contain_text("Ja, dit blijft staan.", timeout=60_000)
    lotte.get_by_label("Uw bericht").fill("Mooi.")
    lotte.keyboard.press("Enter")
    expect(lotte.get_by_role("log").get_by_text("Mooi.", exact=True)).to_have_count(1)
    expect(lotte.get_by_role("log").get_by_text("Ja, dit blijft staan.", exact=True)).to_have_count(1)
    wait_until(tcp_ready(stad.stroom), 60, "the stream after its restart")
    lotte.goto("about:blank")
    jolanda.goto("about:blank")
    mensen.fouten[:] = [fout for fout in mensen.fouten if "net::ERR_" not in fout]  # it was away, on purpose


def answer(jolanda: Page, tekst: str) -> None:
    """Say it in the chat, with Enter."""
    veld = jolanda.get_by_label("Uw bericht in de chat")
    veld.fill(tekst)
    veld.press("Enter")
    expect(jolanda.get_by_role("log")).to_contain_text(tekst)


def test_two_tabs_are_one_conversation(stad: Stad, mensen: Mensen):
    een = begin(stad, mensen, "In twee tabs.")
    twee = een.context.new_page()
    twee.goto(f"{stad.wijk}/agenda")
    twee.get_by_role("button", name="Chat met ons").click()
    expect(twee.get_by_role("log")).to_contain_text("In twee tabs.")
    twee.get_by_label("Uw bericht").fill("Uit de tweede tab.")
    twee.keyboard.press("Enter")
    expect(een.get_by_role("log").get_by_text("Uit de tweede tab.", exact=True)).to_have_count(1)
    expect(twee.get_by_role("log").get_by_text("Uit de tweede tab.", exact=True)).to_have_count(1)


def test_logged_in_the_desk_knows_who_it_is_and_the_talk_is_in_mijn(stad: Stad, mensen: Mensen):
    samira = mensen.klant(cast.SAMIRA)
    samira.get_by_role("link", name="Chatten").click()
    expect(samira.get_by_role("heading", level=1, name="Chatten")).to_be_visible()
    samira.get_by_label("Uw bericht").fill("Kan ik mijn kenteken online wijzigen?")
    samira.keyboard.press("Enter")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, samira, "Kan ik mijn kenteken online wijzigen?")
    expect(jolanda.locator("main")).to_contain_text("Samira")
    assert judge(samira, "chat in Mijn") == []
    samira.goto("/mijn/")
    vragen = samira.locator("main a[href*='/mijn/vraag/']").evaluate_all("links => links.map(a => a.href)")
    gelezen = [samira.goto(adres).text() for adres in dict.fromkeys(vragen)]
    assert sum("Kan ik mijn kenteken online wijzigen?" in pagina for pagina in gelezen) == 1


def test_who_logs_in_halfway_gets_the_question_and_an_employee_can_put_it_back(stad: Stad, mensen: Mensen):
    roos = begin(stad, mensen, "Mijn grijze bak is kapot.")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, roos, "Mijn grijze bak is kapot.")
    expect(jolanda.get_by_role("button", name="Hoort bij")).to_have_count(0)
    foto = {"name": "bak.txt", "mimeType": "text/plain", "buffer": b"Het deksel is eraf."}
    roos.get_by_label("Bestand sturen").set_input_files(foto)
    expect(roos.get_by_role("log")).to_contain_text("bak.txt")
    log_in(stad, roos)
    knop = jolanda.get_by_role("button", name=f"Hoort bij {cast.ROOS.weergavenaam}")
    expect(knop).to_be_visible()
    expect(jolanda.locator("#vanwie")).to_contain_text("Ingelogd op een website die wij vertrouwen")
    assert judge(jolanda, "wie er in de chat inlogde") == []
    collega = mensen.medewerker(cast.DYLAN)
    collega.goto(jolanda.url)
    knop.click()
    expect(jolanda.get_by_text("De vraag ligt nu bij deze klant.")).to_be_visible()
    expect(jolanda.locator("main")).to_contain_text(cast.ROOS.weergavenaam)
    expect(jolanda.get_by_role("log")).to_contain_text("Mijn grijze bak is kapot.")
    expect(collega).to_have_url(re.compile(re.escape(jolanda.url.partition("?")[0])))
    with jolanda.expect_download() as download:
        jolanda.get_by_role("link", name="bak.txt").click()
    assert download.value.path().read_bytes() == b"Het deksel is eraf."
    answer(jolanda, "Wij brengen een nieuwe.")
    expect(roos.get_by_role("log")).to_contain_text("Wij brengen een nieuwe.")
    assert "Mijn grijze bak is kapot." in in_mijn(mensen)
    jolanda.get_by_role("button", name="Terugzetten").click()
    expect(jolanda.get_by_text("De vraag staat weer waar hij vandaan kwam.")).to_be_visible()
    expect(knop).to_be_visible()
    assert "Mijn grijze bak is kapot." not in in_mijn(mensen)


def log_in(stad: Stad, page: Page) -> None:
    """The neighbours' site says to the chat who is logged in there."""
    bewijs = re.search(r'data-bewijs="([^"]+)"', page.request.get(f"{stad.wijk}/mijn-wijk").text())
    assert bewijs
    gezegd = page.evaluate(
        """async ([basis, identity]) => {
            const bewaard = Object.keys(sessionStorage).find((k) => k.startsWith("geholpen-chat:"));
            const { token } = JSON.parse(sessionStorage.getItem(bewaard));
            const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
            const body = JSON.stringify({ identity });
            return (await fetch(`${basis}/chat/v1/identify`, { method: "POST", headers, body })).status;
        }""",
        [stad.url, bewijs[1]],
    )
    assert gezegd == 200


def in_mijn(mensen: Mensen) -> str:
    """Everything that Roos reads about her questions."""
    page = mensen.klant(cast.ROOS)
    links = page.locator("main a[href*='/mijn/vraag/']").evaluate_all("links => links.map(a => a.href)")
    return page.locator("main").inner_text() + "".join(str(page.goto(adres).text()) for adres in dict.fromkeys(links))


def test_who_leaves_goes_on_by_mail_where_they_were(stad: Stad, mensen: Mensen):
    lotte = begin(stad, mensen, "Ik moet naar de trein.")
    lotte.get_by_role("button", name="Ergens anders verder").click()
    lotte.get_by_label("E-mailadres", exact=True).fill(str(cast.ROOS.mail))
    lotte.get_by_role("button", name="Ga verder").click()
    expect(lotte.get_by_text("De link is onderweg.")).to_be_visible()
    mail = stad.wait_mail(cast.ROOS, lambda m: "/verder/" in m.get_content(), "the link")
    link = re.search(r"http\S+?(/verder/\S+)", mail.get_content())
    later = mensen.iemand()
    later.goto(link[1])
    later.get_by_role("button", name="Ja, hier verder").click()
    assert judge(later, "verder per mail") == []
    later.get_by_role("link", name="Ga verder met de chat").click()
    later.get_by_role("button", name="Ga verder met de chat").click()
    expect(later.get_by_role("log")).to_contain_text("Ik moet naar de trein.")
    later.get_by_role("textbox", name="Uw bericht").fill("Ik zit in de trein.")
    later.keyboard.press("Enter")
    expect(later.get_by_role("log").get_by_text("Ik zit in de trein.", exact=True)).to_have_count(1)
    expect(lotte.get_by_text("Deze chat is afgesloten.")).to_be_visible()


def test_a_stream_that_ends_well_and_at_once_is_asked_for_with_longer_pauses(stad: Stad, mensen: Mensen):
    """As something between the visitor and us can do: without pauses a window asks a hundred times a second."""
    page, gevraagd = mensen.iemand(), []

    def empty(route: Route) -> None:
        gevraagd.append(time.monotonic())
        route.fulfill(status=200, content_type="text/event-stream", headers={"access-control-allow-origin": "*"})

    page.route("**/chat/v1/stream*", empty)
    page.goto(stad.wijk)
    page.get_by_role("button", name="Chat met ons").click()
    page.get_by_label("Uw bericht").fill("Er zit iets tussen ons in.")
    page.keyboard.press("Enter")
    until = time.monotonic() + 20
    while len(gevraagd) < 4 and time.monotonic() < until:
        page.wait_for_timeout(50)
    pauzes = [b - a for a, b in pairwise(gevraagd[:4])]
    assert [p >= least for p, least in zip(pauzes, (0.5, 1.0, 2.5), strict=True)] == [True] * 3, pauzes


def test_the_plain_page_works_without_script_by_keyboard_on_a_small_screen(stad: Stad, mensen: Mensen):
    page = mensen.iemand(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"/chat/{stad.chatsleutel}/")
    page.get_by_label("Uw bericht").fill("Zonder script.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Zonder script.")
    expect(page.get_by_role("button", name="Kijk of er antwoord is")).to_be_visible()
    page.get_by_label("Telefoon", exact=True).check()
    page.get_by_label("E-mailadres of telefoonnummer").fill("12")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("alert").or_(page.locator(".gh-fout")).first).to_contain_text("Dit is geen telefoonnummer")
    page.get_by_label("E-mailadres of telefoonnummer").fill("085 000 01 21")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_text("Afgesproken: wij bellen u op")).to_be_visible()
    expect(page.get_by_text("Uw vraag heeft nummer")).to_be_visible()
    picture(page, "chat-zonder-script")
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_label("E-mailadres of telefoonnummer").fill(str(cast.LOTTE.mail))
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_text("De link is onderweg.")).to_be_visible()
    stad.wait_mail(cast.LOTTE, lambda m: "/verder/" in m.get_content(), "the link")
