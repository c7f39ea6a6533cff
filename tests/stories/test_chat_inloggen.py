"""Logging in from the chat window: another origin, two tabs, the wrong person, a ticket too old or used before."""

from __future__ import annotations

import os
import re

import psycopg
import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vormen import Klant
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.beeld import picture
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.stories.test_chat import begin, take

pytestmark = [pytest.mark.browser, pytest.mark.slow]
JA = "Ja, laat in de chat zien wie ik ben"


def open_tab(venster: Page) -> Page:
    """Press the button of the window; the tab that comes is at the login provider, or at our question."""
    with venster.expect_popup() as popup:
        venster.get_by_role("button", name="Inloggen", exact=True).click()
    tab = popup.value
    expect(tab).to_have_url(re.compile("/simulator/|/mijn/chat/inloggen/"))
    assert "kaart" not in tab.url and "ticket" not in tab.url
    return tab


def choose(page: Page, wie: Klant) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(wie.weergavenaam)}( ·|$)")).click()


def log_in(tab: Page, wie: Klant) -> None:
    choose(tab, wie)
    expect(tab.get_by_role("heading", level=1, name="Inloggen bij uw chat")).to_be_visible()


def look(page: Page, naam: str) -> None:
    """Judged, and it fits."""
    page.bring_to_front()
    assert judge(page, naam) == []
    for breed in (1280, 390):
        page.set_viewport_size({"width": breed, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{naam}, {breed} px: does not fit"
        picture(page, f"{naam}-{breed}")
    page.set_viewport_size({"width": 1280, "height": 800})


def test_who_logs_in_from_the_window_of_another_site_is_known_there(stad: Stad, mensen: Mensen):
    roos = begin(stad, mensen, "Mijn oude schuur moet weg.")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, roos, "Mijn oude schuur moet weg.")
    look(roos, "chat-met-inloggen")
    tab = open_tab(roos)
    expect(roos.get_by_text("Log in in het nieuwe tabblad.")).to_be_visible()
    log_in(tab, cast.ROOS)
    expect(tab.locator("main")).to_contain_text(f"U bent ingelogd als {cast.ROOS.weergavenaam}.")
    expect(tab.locator("main")).not_to_contain_text("schuur")
    look(tab, "chat-inloggen-vraag")
    tab.get_by_role("button", name=JA).click()
    expect(tab.get_by_text("Gelukt. In de chat weten wij nu wie u bent.")).to_be_visible()
    look(tab, "chat-inloggen-gelukt")
    gesprek = roos.get_by_role("log")
    expect(gesprek).to_contain_text("Wij weten wie u bent. Een medewerker kijkt of deze vraag bij uw gegevens hoort.")
    expect(roos.get_by_role("button", name="Inloggen", exact=True)).to_be_hidden()
    expect(jolanda.locator("#vanwie")).to_contain_text("Ingelogd in de eigen omgeving bij ons")
    for hoog in (800, 700):  # what sends stays in sight below it
        jolanda.set_viewport_size({"width": 1280, "height": hoog})
        expect(jolanda.get_by_role("button", name="Versturen")).to_be_in_viewport(ratio=1)
    jolanda.get_by_role("button", name=f"Hoort bij {cast.ROOS.weergavenaam}").click()
    expect(gesprek).to_contain_text("Uw vraag staat nu bij uw gegevens.")
    look(roos, "chat-gegeven")
    tab.goto(f"/mijn/vraag/{re.findall(r'[0-9a-f-]{36}', jolanda.url)[1]}/")
    expect(tab.get_by_role("log")).to_contain_text("Een medewerker legde de vraag bij uw gegevens.")
    look(tab, "mijn-gegeven")
    jolanda.get_by_role("button", name="Terugzetten").click()
    expect(gesprek).to_contain_text("Uw vraag staat niet meer bij uw gegevens.")
    tab.goto("/mijn/")
    expect(tab.get_by_text("Een vraag uit de chat staat niet meer bij u").first).to_be_visible()
    look(tab, "mijn-teruggezet")
    tab.goto("/mijn/chat/inloggen/")  # the ticket was used
    expect(tab.locator(".gh-melding")).to_contain_text("kies daar opnieuw Inloggen")
    assert [c["name"] for c in roos.context.cookies(stad.wijk)] == [c["name"] for c in roos.context.cookies(stad.url)]
    twee = roos.context.new_page()  # another tab of that site knows it too
    twee.goto(f"{stad.wijk}/agenda")
    twee.get_by_role("button", name="Chat met ons").click()
    expect(twee.get_by_role("log")).to_contain_text("Uw vraag staat niet meer bij uw gegevens.")
    expect(twee.get_by_role("button", name="Inloggen", exact=True)).to_be_hidden()


def test_who_is_not_the_one_that_is_logged_in_says_so_and_is_not_known_as_them(stad: Stad, mensen: Mensen):
    """A computer of two people: the one who chats is asked before anything is said."""
    samen = mensen.iemand()
    samen.goto("/mijn/")
    choose(samen, cast.ROOS)
    page = samen.context.new_page()
    page.goto(stad.wijk)
    page.get_by_role("button", name="Chat met ons").click()
    tab = open_tab(page)  # before anything is asked
    expect(tab.locator("main")).to_contain_text(f"U bent ingelogd als {cast.ROOS.weergavenaam}.")
    tab.get_by_role("button", name="Dit ben ik niet: uitloggen").click()
    expect(tab).to_have_url(re.compile("/inloggen/"))
    tab.close()
    expect(page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()
    tab = open_tab(page)
    log_in(tab, cast.SAMIRA)
    tab.get_by_role("button", name=JA).click()
    expect(page.get_by_role("log")).to_contain_text("U bent ingelogd. Wij weten dat u het bent.")
    page.get_by_label("Uw bericht").fill("Kan ik mijn kenteken wijzigen?")
    page.keyboard.press("Enter")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, page, "Kan ik mijn kenteken wijzigen?")
    expect(jolanda.locator("main")).to_contain_text(cast.SAMIRA.weergavenaam)
    roos = mensen.klant(cast.ROOS)
    neem_over(stad, page, roos)
    roos.goto("/mijn/chat/inloggen/")
    roos.get_by_role("button", name=JA).click()
    expect(roos.locator(".gh-melding")).to_contain_text("In deze chat is al iemand anders ingelogd.")
    look(roos, "chat-iemand-anders")
    jolanda.reload()
    expect(jolanda.locator("main")).to_contain_text(cast.SAMIRA.weergavenaam)
    expect(jolanda.get_by_role("button", name=re.compile("^Hoort bij"))).to_have_count(0)


def neem_over(stad: Stad, venster: Page, ander: Page) -> None:
    """Bring a ticket of this window into the browser of somebody else: no page does this, so it is done by hand."""
    kaart = venster.evaluate(
        """async (basis) => {
            const bewaard = Object.keys(sessionStorage).find((k) => k.startsWith("geholpen-chat:"));
            const { token } = JSON.parse(sessionStorage.getItem(bewaard));
            const headers = { Authorization: `Bearer ${token}` };
            return (await (await fetch(`${basis}/chat/v1/login`, { method: "POST", headers })).json()).ticket;
        }""",
        stad.url,
    )
    vorm = {"kaart": kaart, "herkomst": stad.wijk}
    assert ander.request.post(f"{stad.url}/chat/inloggen/", form=vorm, headers={"Origin": stad.url}).ok
    assert ander.request.post(f"{stad.url}/chat/inloggen/", form=vorm, headers={"Origin": stad.wijk}).status == 403


def test_a_ticket_that_got_too_old_while_logging_in_says_what_to_do(stad: Stad, mensen: Mensen):
    lotte = begin(stad, mensen, "Ik log langzaam in.")
    tab = open_tab(lotte)
    with psycopg.connect(stad.admin_url, autocommit=True) as db:
        db.execute("UPDATE chatlink SET verloopt_op = now() - interval '1 second'")
    choose(tab, cast.LOTTE)
    expect(tab.locator(".gh-melding")).to_contain_text("Ga terug naar de chat en kies daar opnieuw Inloggen.")
    look(tab, "chat-kaart-te-oud")
    tab.close()
    tab = open_tab(lotte)
    tab.get_by_role("button", name=JA).click()
    expect(lotte.get_by_role("log")).to_contain_text("Wij weten wie u bent.")


def test_our_own_page_of_the_chat_and_a_tab_without_a_window(stad: Stad, mensen: Mensen):
    page = mensen.iemand()
    page.goto("/chat/inloggen/")
    expect(page.get_by_text("Wij kunnen uw chat hier niet vinden")).to_be_visible()
    look(page, "chat-inloggen-zonder-venster")
    page.goto(f"/chat/{stad.chatsleutel}/")
    page.get_by_role("textbox", name="Uw bericht").fill("Vanaf de eigen pagina.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text(re.compile(r"WD-\w{4}-\w{4}"))
    tab = open_tab(page)
    log_in(tab, cast.ROOS)
    tab.get_by_role("button", name=JA).press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Wij weten wie u bent.")


def test_without_script_one_logs_in_too(stad: Stad, mensen: Mensen):
    page = mensen.iemand(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"/chat/{stad.chatsleutel}/")
    page.get_by_label("Uw bericht").fill("Zonder script ingelogd.")
    page.get_by_role("button", name="Versturen").click()
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Inloggen", exact=True).press("Enter")
    tab = popup.value
    picture(page, "chat-zonder-script-inloggen")
    tab.get_by_role("link", name="Ga naar inloggen").click()
    log_in(tab, cast.ROOS)
    picture(tab, "chat-zonder-script-vraag")
    tab.get_by_role("button", name=JA).click()
    expect(tab.get_by_text("Gelukt. In de chat weten wij nu wie u bent.")).to_be_visible()
    page.get_by_role("button", name="Kijk of er antwoord is").click()
    expect(page.get_by_text("Wij weten wie u bent. Een medewerker kijkt")).to_be_visible()
    expect(page.get_by_role("button", name="Inloggen", exact=True)).to_have_count(0)
    assert stad.chatsleutel in page.url
    if folder := os.environ.get("GEHOLPEN_BEELDEN", ""):
        page.screenshot(path=f"{folder}/chat-zonder-script-ingelogd.png", full_page=True)


def test_what_the_desk_says_after_it_gave_the_question_stands_there_once(stad: Stad, mensen: Mensen):
    """Whatever happened to a question makes its page ask what is new, while an answer is on its way too."""
    roos = begin(stad, mensen, "Wie snoeit de boom?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    take(jolanda, roos, "Wie snoeit de boom?")
    tab = open_tab(roos)
    log_in(tab, cast.ROOS)
    tab.get_by_role("button", name=JA).click()
    jolanda.get_by_role("button", name=f"Hoort bij {cast.ROOS.weergavenaam}").click()
    expect(jolanda.get_by_role("button", name="Terugzetten")).to_be_visible()
    jolanda.evaluate(
        """() => {
            const { open, send } = XMLHttpRequest.prototype;
            XMLHttpRequest.prototype.open = function (...wat) {
                this.traag = wat[1].includes("/chat/nieuws/");
                open.apply(this, wat);
            };
            XMLHttpRequest.prototype.send = function (...wat) {
                if (!this.traag || window.traag) { send.apply(this, wat); return; }
                window.traag = true;
                setTimeout(() => send.apply(this, wat), 3000);
            };
            document.dispatchEvent(new CustomEvent("geholpen:resync"));
        }"""
    )
    for _ in range(200):
        if jolanda.evaluate("Boolean(window.traag)"):
            break
        jolanda.wait_for_timeout(50)
    assert jolanda.evaluate("Boolean(window.traag)"), "the news was not fetched"
    jolanda.get_by_label("Uw bericht in de chat").fill("Dat doen wij vrijdag.")
    jolanda.keyboard.press("Enter")
    gezegd = jolanda.get_by_role("log").get_by_text("Dat doen wij vrijdag.")
    expect(gezegd.first).to_be_visible()
    jolanda.wait_for_timeout(5000)
    expect(gezegd).to_have_count(1)
    expect(roos.get_by_role("log").get_by_text("Dat doen wij vrijdag.")).to_have_count(1)
