"""The pages about shielding, a secret address at the desk, the BSN after a click, and quick exit: in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vormen import Klant
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.packs.waterdam.vullen.stad import partij_id
from geholpen.platform import bsn
from tests import cast
from tests.a11y.test_bladzijden import VRAAG, judge, looks
from tests.stories.mensen import Mensen

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REDEN = "De politie meldt dat deze klant gevaar loopt."
WAAROM = "Het gevaar is voorbij, zegt de politie."


def test_a_file_is_shielded_for_a_group_and_opened_again(mensen: Mensen):
    carlijn, jolanda = mensen.medewerker(cast.CARLIJN), mensen.medewerker(cast.JOLANDA)
    wrong = looks(carlijn, "/beheer/afscherming/")
    wrong += looks(carlijn, "/beheer/afscherming/groepen/")
    carlijn.get_by_role("button", name="Groep bewaren").click()
    wrong += judge(carlijn, "groep met fouten")
    carlijn.get_by_label("Naam van de groep").fill("Bedreigde mensen")
    carlijn.get_by_label("Mailadres van de eigenaar").fill("hoofd@waterdam.example")
    carlijn.get_by_label(cast.HENK_JAN.naam).check()
    carlijn.get_by_role("button", name="Groep bewaren").click()
    expect(carlijn.get_by_text("De groep is bewaard.")).to_be_visible()
    wrong += judge(carlijn, "groepen")
    carlijn.goto("/beheer/afscherming/")
    carlijn.get_by_label("Van wie is het dossier?").fill(cast.WOUTER.bsn)
    carlijn.get_by_label("Welke groep mag het openen?").select_option(label="Bedreigde mensen")
    carlijn.get_by_label("Waarom?", exact=True).fill("Te kort")
    carlijn.get_by_role("button", name="Dossier afschermen").click()
    wrong += judge(carlijn, "afscherming met fouten")
    assert not bsn.find(carlijn.content())
    carlijn.get_by_label("Van wie is het dossier?").fill(cast.WOUTER.bsn)
    carlijn.get_by_label("Waarom?", exact=True).fill(REDEN)
    carlijn.get_by_role("button", name="Dossier afschermen").click()
    expect(carlijn.get_by_text("Het dossier is afgeschermd.")).to_be_visible()
    wrong += judge(carlijn, "afscherming")
    assert _found(jolanda, cast.WOUTER.bsn) == 0
    carlijn.get_by_text("Afscherming beëindigen").click()
    carlijn.get_by_label("Waarom is het niet meer nodig?").fill(WAAROM)
    carlijn.get_by_role("button", name="Beëindigen").click()
    expect(carlijn.get_by_text("De afscherming is beëindigd.")).to_be_visible()
    wrong += judge(carlijn, "beëindigd")
    assert _found(jolanda, cast.WOUTER.bsn) == 1
    assert wrong == []


def _found(page: Page, nummer: str) -> int:
    """How many people a search by this BSN finds."""
    page.goto("/werkplek/gesprek/")
    page.get_by_role("button", name=re.compile("telefoon|Telefoon")).first.click()
    page.get_by_label("BSN", exact=True).fill(nummer)
    page.get_by_role("button", name="Zoeken").last.click()
    found = page.get_by_role("region", name=re.compile(r"\d klant(en)? gevonden"))
    expect(found.or_(page.get_by_text("Niemand gevonden"))).to_be_visible()
    count = page.get_by_text("Nachtegaalen").count()
    page.get_by_role("button", name="Stoppen zonder vastleggen").click()
    return count


def test_the_staff_list(mensen: Mensen):
    anneke, sjoerd = mensen.medewerker(cast.ANNEKE), mensen.medewerker(cast.SJOERD)
    wrong = looks(anneke, "/beheer/afscherming/personeel/")
    anneke.get_by_label("De lijst").fill(f"{cast.DYLAN.code};{cast.DYLAN_THUIS.bsn};9999 BK;14;")
    anneke.get_by_role("button", name="Lijst plaatsen").click()
    expect(anneke.get_by_text("Wacht op akkoord")).to_be_visible()
    assert not bsn.find(anneke.content())
    wrong += looks(sjoerd, "/beheer/afscherming/personeel/")
    sjoerd.get_by_role("button", name="Akkoord geven namens de ondernemingsraad").click()
    expect(sjoerd.get_by_text("Uw akkoord is vastgelegd.")).to_be_visible()
    wrong += judge(sjoerd, "akkoord")
    anneke.goto("/beheer/afscherming/personeel/")
    anneke.get_by_role("button", name="Intrekken").click()
    expect(anneke.get_by_text("Voorbij")).to_be_visible()
    assert wrong == []


def test_the_bsn_stands_on_the_screen_after_a_click_only(mensen: Mensen):
    tamar = mensen.medewerker(cast.TAMAR)
    vraag = next(g for g in cast.PACK.gesprekken if cast.onderwerp(g.onderwerp).activiteit == "reisdocumenten")
    tamar.goto(f"/werkplek/vraag/{partij_id(vraag.klant)}/{key('gesprek', vraag.sleutel)}/")
    knop = tamar.get_by_role("button", name="BSN tonen")
    if knop.count():
        assert not bsn.find(tamar.content())
        knop.click()
        expect(tamar.get_by_text(cast.klant(vraag.klant).bsn)).to_be_visible()
        assert judge(tamar, "bsn") == []


def test_what_the_browser_keeps_of_a_draft_holds_no_bsn(mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.goto(VRAAG)
    veld = jolanda.get_by_label("Uw antwoord")
    # the server never answers: what it has, two seconds later, this tab need not keep
    jolanda.route(f"**{veld.get_attribute('data-concept-url')}", lambda _call: None)
    veld.fill(f"Uw nummer is {cast.SAMIRA.bsn}.")
    jolanda.evaluate("window.dispatchEvent(new Event('pagehide'))")
    kept = jolanda.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "•••••••50" in kept
    assert not bsn.find(kept)


@pytest.mark.parametrize(("script", "wie"), [(True, cast.KOFI), (False, cast.INEKE)])
def test_quick_exit_leaves_nothing_behind(mensen: Mensen, aangemeld: dict[str, Any], script: bool, wie: Klant):
    ingelogd = mensen.klant(wie)
    aangemeld.pop(f"klant:{wie.sleutel}")  # this session ends here
    page = mensen.iemand(java_script_enabled=script, storage_state=ingelogd.context.storage_state())
    page.goto("/mijn/")
    expect(page).to_have_url(re.compile("/mijn/"))
    page.keyboard.press("Tab")
    weg = page.get_by_role("link", name="Verlaat deze website snel")
    for _ in range(12):  # with the keyboard alone, before the menu
        if weg.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(weg).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/vandaag/"))
    assert cast.ORGANISATIE.naam not in page.content()
    assert not [c for c in page.context.cookies() if c["name"] == "sessionid" and c["value"]]
    page.go_back()
    expect(page.get_by_role("link", name="Uitloggen")).to_have_count(0)
    assert wie.naam is not None
    simulator = 'name="persoon"' in page.content()  # where one logs in: it lists everybody
    assert simulator or wie.naam.achternaam not in page.content()
