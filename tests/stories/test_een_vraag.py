"""One question over several channels: nobody has to explain again, and Mijn shows all of it."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vormen import Klant
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, kenmerk, mail
from tests.stories.test_telefoon import ring
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
VRAAG = "Mijn grijze container is deze week niet geleegd."


def centrale(stad: Stad, pad: str, wat: dict[str, str] | None = None) -> Any:
    """Ask the twin of the exchange, or play something there."""
    adres = f"http://127.0.0.1:{stad.aanbieders['telefoon']}/_/{pad}"
    verzoek = urllib.request.Request(adres, json.dumps(wat).encode() if wat else None, {"Content-Type": "text/json"})
    with urllib.request.urlopen(verzoek, timeout=20) as antwoord:
        return json.load(antwoord)


def sure(page: Page, wie: Klant) -> None:
    """The customer answers two questions of the check."""
    page.get_by_label("Wat is uw geboortedatum?").fill("-".join(reversed(wie.geboortedatum.split("-"))))
    page.get_by_label("laatste vier cijfers van uw BSN").fill(wie.bsn[-4:])
    page.get_by_role("button", name="Controleren").click()
    expect(page.get_by_text("U weet met wie u spreekt")).to_be_visible()


def test_chat_then_telephone_then_mail_then_mijn_is_one_question(stad: Stad, mensen: Mensen):
    wrong: list[str] = []
    jolanda = mensen.medewerker(cast.JOLANDA)
    nummer = she_chats_and_leaves(stad, mensen)

    beller = mensen.iemand()
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    ring(beller, "+31850000121")
    beller.get_by_label("Wie neemt op?").select_option("201")
    beller.get_by_role("button", name="Neemt op").click()
    pop = jolanda.get_by_role("region", name="U heeft iemand aan de telefoon")
    expect(pop).to_contain_text("Dit nummer hoort bij 1 klant", timeout=20_000)
    with jolanda.context.expect_page() as nieuw:
        pop.get_by_role("link", name="Klant 1 openen").click()
    blad = nieuw.value
    sure(blad, cast.ROOS)
    loopt = blad.get_by_role("listitem").filter(has_text=nummer)
    with blad.context.expect_page() as lezen:
        loopt.get_by_role("link").click()
    kaart = lezen.value.locator(".gh-overdracht")
    kaart.get_by_text("In het kort").click()
    expect(kaart).to_contain_text(VRAAG)
    lezen.value.close()
    wrong += judge(blad, "gesprek met wat er al liep")
    keuze = blad.get_by_label("Vraag 1: waar gaat het over?")
    keuze.select_option(label=keuze.locator("option").filter(has_text=nummer).inner_text())
    blad.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").fill(
        "De wagen stond stil. Ik mail wanneer hij komt."
    )
    beller.get_by_role("button", name="Ophangen").click()
    blad.get_by_role("button", name="Afronden en verder met deze vraag").click()

    kaart = blad.locator(".gh-overdracht")
    expect(kaart).to_contain_text("Chat → Telefoon")
    expect(kaart).to_contain_text(VRAAG)
    wrong += judge(blad, "overdracht na chat en telefoon")
    blad.get_by_role("link", name="Liever een mail of brief").click()
    veld = blad.get_by_label("Uw antwoord")
    veld.fill(veld.input_value().replace("\n\n\n", "\n\nDe wagen komt morgen om 8 uur.\n", 1))
    blad.get_by_role("button", name="Versturen", exact=True).click()
    brief = stad.wait_mail(cast.ROOS, lambda m: "De wagen komt morgen" in m.get_content(), "the answer")
    stad.mail(cast.ROOS, mail("Re: container", "Dank u. Ik zet hem klaar.", antwoord_op=brief))

    wrong += all_in_mijn(mensen, nummer)
    assert wrong == []


def all_in_mijn(mensen: Mensen, nummer: str) -> list[str]:
    """Roos reads all of it, in one question. Returns what is wrong with the page."""
    roos = mensen.klant(cast.ROOS)
    roos.get_by_role("link", name=re.compile("container|Afval", re.I)).filter(visible=True).first.wait_for()
    links = roos.locator("main a[href*='/mijn/vraag/']").evaluate_all("links => links.map(a => a.href)")
    met = [adres for adres in dict.fromkeys(links) if VRAAG in roos.goto(adres).text()]
    assert len(met) == 1, "one question, whatever the channel"

    def answered() -> bool:
        roos.goto(met[0])
        return "Ik zet hem klaar." in roos.locator("main").inner_text()

    wait_until(answered, 60, "the mail in the same question")
    tekst = roos.locator("main").inner_text()
    stukken = [VRAAG, "De wagen stond stil.", "De wagen komt morgen om 8 uur.", "Ik zet hem klaar.", nummer]
    assert [s for s in stukken if s not in tekst] == []
    expect(roos.locator("main")).to_contain_text("Telefoongesprek van")
    return judge(roos, "een vraag over vier kanalen")


def she_chats_and_leaves(stad: Stad, mensen: Mensen) -> str:
    """Roos is logged in on the site of the neighbourhood, asks in the chat, and has to go. Returns the number."""
    chat = mensen.iemand()
    chat.goto(f"{stad.wijk}/mijn-wijk")
    chat.get_by_role("button", name="Chat met ons").click()
    chat.get_by_label("Uw bericht").fill(VRAAG)
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("log")).to_contain_text(re.compile(r"WD-\w{4}-\w{4}"))
    found = kenmerk(chat.get_by_role("log").inner_text())
    chat.goto("about:blank")
    return found


def test_a_ticket_at_the_counter_becomes_a_call_that_was_promised(stad: Stad, mensen: Mensen):
    wrong: list[str] = []
    jolanda = mensen.medewerker(cast.JOLANDA)
    naast = jolanda.context.new_page()
    naast.goto("/werkplek/")
    expect(naast.get_by_text("Verbonden", exact=True)).to_be_visible()
    code = ticket(jolanda)
    jolanda.get_by_role("button", name=f"Roep {code}").click()
    expect(naast.get_by_role("heading", name=f"Nummer {code} komt naar u toe")).to_be_visible()
    scherm = mensen.iemand()
    scherm.goto("/wachtruimte/stadhuis/")
    expect(scherm.get_by_text(code)).to_be_visible()

    jolanda.get_by_label("BSN").fill(cast.WOUTER.bsn)
    jolanda.keyboard.press("Enter")
    jolanda.get_by_role("link", name=cast.WOUTER.weergavenaam).click()
    jolanda.get_by_label("Ik heb aan de balie een geldig identiteitsbewijs gezien").check()
    jolanda.get_by_role("button", name="Controleren").click()
    jolanda.get_by_label("Vraag 1: waar gaat het over?").select_option("nieuw:rijbewijs")
    jolanda.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").fill(
        "Kan met een oude pasfoto? Ik zoek het uit."
    )
    jolanda.get_by_label("Ik heb iets beloofd").check()
    jolanda.get_by_label("Wat heeft u beloofd?").fill("Ik bel u over de pasfoto.")
    jolanda.get_by_role("button", name="Afronden", exact=True).click()
    expect(jolanda.get_by_text("Het gesprek is vastgelegd: 1 vraag.")).to_be_visible()

    jolanda.goto("/werkplek/beloften/")
    jolanda.get_by_role("link", name=f"Terugbellen: {cast.WOUTER.weergavenaam}").first.click()
    eerder = {g["id"] for g in centrale(stad, "gesprekken")}  # other stories call him too
    jolanda.get_by_role("button", name="Bel de klant").click()
    expect(jolanda.get_by_text("Uw telefoon gaat zo over.")).to_be_visible()
    gebeld: list[Any] = []

    def rings() -> bool:
        gebeld[:] = [g for g in centrale(stad, "gesprekken") if g["id"] not in eerder]
        return bool(gebeld)

    wait_until(rings, 60, "the exchange rings the customer")
    assert gebeld[-1]["naar"] == "+31850000211"
    centrale(stad, "speel", {"doe": "hang_op", "oproep": gebeld[-1]["id"]})
    jolanda.get_by_label("Wat heeft u met de klant besproken?").fill("Een pasfoto van dit jaar is nodig.")
    jolanda.get_by_role("button", name="Gesproken", exact=True).click()
    expect(jolanda.get_by_text("De belofte is nagekomen.")).to_be_visible()

    wouter = mensen.klant(cast.WOUTER)
    wouter.get_by_role("link", name=re.compile("Rijbewijs", re.I)).first.click()
    main = wouter.locator("main")

    def all_there() -> bool:
        wouter.reload()
        return "Gebeld door de gemeente" in main.inner_text()

    wait_until(all_there, 60, "the call in the same question")
    for stuk in ("Kan met een oude pasfoto?", "Ik bel u over de pasfoto.", "Een pasfoto van dit jaar is nodig."):
        expect(main).to_contain_text(stuk)
    wrong += judge(wouter, "van balie tot terugbellen")
    assert wrong == []


def ticket(jolanda: Page) -> str:
    """Reception gives somebody a number. Returns it."""
    jolanda.goto("/werkplek/balie/")
    jolanda.get_by_label("Loket", exact=True).fill("2")
    jolanda.get_by_role("button", name="Bewaren").click()
    jolanda.get_by_label("Iemand zonder afspraak: waarvoor?").select_option("rijbewijs_aanvragen")
    jolanda.get_by_role("button", name="Nummer geven").click()
    gezegd = jolanda.get_by_text("Geef de bezoeker nummer").inner_text()
    return re.search(r"nummer (\w+)", gezegd)[1]
