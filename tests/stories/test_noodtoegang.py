"""Break-glass in the browser: refused, a fresh second step, twenty minutes, a review, the citizen reads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UITLEG = "Zij belde in paniek, de lijn viel weg en zij neemt niet meer op."


def test_break_glass_from_the_refused_page_to_what_the_citizen_reads(mensen: Mensen):
    klant, wrong = partij_id("roos"), []
    jolanda = mensen.medewerker(cast.JOLANDA)
    answer = jolanda.goto(f"/werkplek/klant/{klant}/")
    assert answer is not None and answer.status == 403
    wrong += judge(jolanda, "geweigerd")
    jolanda.get_by_role("link", name="Vraag noodtoegang").click()
    wrong += judge(jolanda, "noodtoegang vragen")
    bevestigen = jolanda.get_by_role("link", name="Bevestigen dat ik het ben")
    if bevestigen.count():  # a session of a while ago
        bevestigen.click()
        expect(jolanda.get_by_role("heading", name="Tweede stap")).to_be_visible()
        jolanda.get_by_role("button", name="Bevestigen").click()
        mensen.vergeet(cast.JOLANDA)
    jolanda.get_by_label("Gevaar voor personen").check()
    jolanda.get_by_label("Leg uit waarom u niet kunt wachten").fill("te kort")
    jolanda.get_by_role("button", name="Noodtoegang openen").click()
    expect(jolanda.locator("main")).to_contain_text("Schrijf in minstens 30 tekens")
    wrong += judge(jolanda, "noodtoegang met een fout")
    jolanda.get_by_label("Leg uit waarom u niet kunt wachten").fill(UITLEG)
    jolanda.get_by_role("button", name="Noodtoegang openen").click()
    expect(jolanda.get_by_role("region", name="Noodtoegang")).to_contain_text(re.compile(r"nog (19|20) minuten"))
    expect(jolanda.locator("main")).to_contain_text(str(cast.ROOS.weergavenaam))
    wrong += judge(jolanda, "noodtoegang loopt")
    jolanda.goto("/werkplek/")
    expect(jolanda.get_by_role("region", name="Noodtoegang")).to_be_visible()
    wrong += judge(jolanda, "postvak met rode balk")

    robbert = mensen.medewerker(cast.ROBBERT)
    robbert.goto("/beheer/")
    wrong += judge(robbert, "beheer met een beoordeling")
    robbert.get_by_role("link", name="Nu beoordelen").click()
    wrong += judge(robbert, "lijst van noodtoegang")
    robbert.get_by_role("link", name="Beoordelen").first.click()
    expect(robbert.locator("main")).to_contain_text(UITLEG)
    robbert.get_by_label("In orde", exact=True).check()
    robbert.get_by_label("Wat heeft u nagegaan?").fill("Jolanda vertelde dat 112 is gebeld.")
    wrong += judge(robbert, "noodtoegang beoordelen")
    robbert.get_by_role("button", name="Oordeel vastleggen").click()
    expect(robbert.get_by_text("Uw oordeel is vastgelegd.")).to_be_visible()

    roos = mensen.klant(cast.ROOS)
    roos.goto("/mijn/inzage/")
    expect(roos.locator("main")).to_contain_text("Iemand keek met spoed in uw gegevens, omdat er gevaar was.")
    expect(roos.locator("main")).to_contain_text("achteraf gecontroleerd: in orde.")
    wrong += judge(roos, "wie keek er")
    assert wrong == []


def test_a_password_alone_is_no_second_step_and_the_bar_ends_it(mensen: Mensen):
    dylan = mensen.medewerker(cast.DYLAN)
    mensen.vergeet(cast.DYLAN)
    dylan.goto(f"/inloggen/opnieuw/?next=/werkplek/nood/{partij_id('lotte')}/")
    dylan.get_by_role("button", name="Overslaan").click()
    expect(dylan.get_by_role("heading", name="Log in met een tweede stap")).to_be_visible()
    dylan.goto(f"/inloggen/opnieuw/?next=/werkplek/nood/{partij_id('lotte')}/")
    dylan.get_by_role("button", name="Bevestigen").click()
    dylan.get_by_label("Calamiteit").check()
    dylan.get_by_label("Leg uit waarom u niet kunt wachten").fill("Er is een gaslek in de straat, zij moet nu weg.")
    dylan.get_by_role("button", name="Noodtoegang openen").click()
    dylan.get_by_role("button", name="Nu beëindigen").click()
    expect(dylan.get_by_text("De noodtoegang is beëindigd.")).to_be_visible()
    expect(dylan.get_by_role("region", name="Noodtoegang")).to_have_count(0)
    dylan.go_back()
    dylan.reload()
    expect(dylan.locator("main")).to_contain_text("Deze noodtoegang is voorbij.")
