"""Somebody calls: the employee asks, types and hears yes or no; a bewindvoerder speaks for somebody else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vormen import Klant
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def on_the_line(page: Page, wie: Klant, knop: str = "Telefoon opnemen") -> None:
    """Begin a conversation and find this customer by BSN."""
    page.goto("/werkplek/gesprek/")
    page.get_by_role("button", name=knop).click()
    page.get_by_label("BSN").fill(wie.bsn)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=wie.weergavenaam).click()


def dutch(datum: str) -> str:
    """17-05-1984"""
    return "-".join(reversed(datum.split("-")))


def test_a_caller_is_checked_with_the_keyboard_in_a_few_keys(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    on_the_line(jolanda, cast.ROOS)
    wrong += judge(jolanda, "wie is er aan de lijn")
    main = jolanda.locator("main")
    expect(main).to_contain_text("Wie is er aan de lijn?")
    for known in (cast.ROOS.mail, "Lindenpad", dutch(cast.ROOS.geboortedatum)):
        assert known not in jolanda.content()

    jolanda.keyboard.press("Alt+l")
    expect(jolanda.get_by_label("Wat is uw geboortedatum?")).to_be_focused()
    jolanda.keyboard.type("8 september 1982")
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_role("status").filter(has_text="nog niet genoeg")).to_be_visible()
    expect(main.get_by_text("geboortedatum: klopt")).to_be_visible()
    assert cast.ROOS.mail not in jolanda.content()

    jolanda.get_by_label("laatste vier cijfers van uw BSN").fill("0000")
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_text("Nog 2 foute antwoorden, dan stopt de controle.")).to_be_visible()
    wrong += judge(jolanda, "een fout antwoord")
    jolanda.get_by_label("laatste vier cijfers van uw BSN").fill(cast.ROOS.bsn[-4:])
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_text("U weet met wie u spreekt")).to_be_visible()
    expect(jolanda.locator("body")).to_contain_text(str(cast.ROOS.mail).split("@")[0])
    wrong += judge(jolanda, "zeker wie het is")
    assert wrong == []

    roos = mensen.klant(cast.ROOS)
    roos.goto("/mijn/inzage/")
    expect(roos.locator("main")).to_contain_text(re.compile("gecontroleerd wie u bent", re.I))
    assert cast.ROOS.bsn[-4:] not in roos.locator("main").inner_text()


def test_who_guesses_is_stopped_and_the_team_lead_reads_it(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    on_the_line(jolanda, cast.KOFI)
    for cijfers in ("0000", "1111", "2222"):
        jolanda.get_by_label("laatste vier cijfers van uw BSN").fill(cijfers)
        jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_text("De controle is gestopt").first).to_be_visible()
    expect(jolanda.get_by_label("Wat is uw geboortedatum?")).to_have_count(0)
    wrong += judge(jolanda, "de controle is gestopt")
    robbert = mensen.medewerker(cast.ROBBERT)
    robbert.goto("/beheer/controles/")
    expect(robbert.locator("tbody tr").first).to_contain_text("Jolanda Terpsma")
    wrong += judge(robbert, "controles die niet lukten")
    robbert.get_by_role("button", name=re.compile("^Gezien")).first.click()
    expect(robbert.locator("tbody tr").first).to_contain_text("Gezien door")
    assert "Asante" not in robbert.content()
    assert wrong == []


def test_a_bewindvoerder_speaks_about_money_and_both_read_of_it(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    on_the_line(jolanda, cast.HILDE, "Klant aan de balie")
    jolanda.get_by_label("Ik heb aan de balie een geldig identiteitsbewijs gezien").check()
    jolanda.get_by_role("button", name="Controleren").click()
    jolanda.get_by_text("Komt de klant namens iemand anders?").click()
    wrong += judge(jolanda, "namens wie")
    jolanda.get_by_role("button", name="Spreekt namens Şükran").click()
    expect(jolanda.get_by_role("heading", level=1)).to_contain_text("namens Şükran")
    expect(jolanda.get_by_text("Hilde Brandsema is bewindvoerder van")).to_be_visible()
    waarover = jolanda.get_by_label("Vraag 1: waar gaat het over?")
    keuzes = " ".join(waarover.locator("option").all_inner_texts())
    assert "elasting" in keuzes
    for outside in ("Hulp en voorzieningen", "Afval", "Parkeer"):
        assert outside not in keuzes
    waarover.select_option(value="nieuw:gemeentebelasting")
    jolanda.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").fill("Vraagt uitstel van betaling.")
    wrong += judge(jolanda, "spreken namens een ander")
    jolanda.get_by_role("button", name="Afronden", exact=True).click()
    expect(jolanda.get_by_text("Het gesprek is vastgelegd: 1 vraag.")).to_be_visible()

    sukran = mensen.klant(cast.SUKRAN)
    expect(sukran.locator("main")).to_contain_text("elasting")
    sukran.goto("/mijn/inzage/")
    expect(sukran.locator("main")).to_contain_text("gevraagd door uw bewindvoerder")
    hilde = mensen.klant(cast.HILDE)
    hilde.goto("/mijn/namens/")
    expect(hilde.locator("main")).to_contain_text("U bent bewindvoerder")
    hilde.goto("/mijn/inzage/")
    expect(hilde.locator("main")).to_contain_text("sprak iemand voor een ander")
    wrong += judge(hilde, "inzage van wie voor een ander sprak")
    assert wrong == []


def test_who_may_speak_for_whom_is_written_down_at_the_counter(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    on_the_line(jolanda, cast.WOUTER, "Klant aan de balie")
    jolanda.get_by_label("Ik heb aan de balie een geldig identiteitsbewijs gezien").check()
    jolanda.get_by_role("button", name="Controleren").click()
    jolanda.get_by_role("link", name="Opschrijven of wijzigen wie voor wie mag spreken").click()
    wrong += judge(jolanda, "niemand spreekt voor deze klant")
    jolanda.get_by_label("Of het BSN").fill(cast.ROOS.bsn)
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_label(re.compile("^Roos Verdonk"))).to_be_visible()
    jolanda.get_by_label("De ander spreekt voor Wouter").check()
    jolanda.get_by_label("Wat voor vertegenwoordiging is het?").select_option("machtiging")
    jolanda.get_by_label("Afval en containers").check()
    jolanda.get_by_label("Vanaf welke dag?").fill("2026-11-01")
    jolanda.get_by_label("Waar komt het bewijs vandaan?").select_option("formulier")
    jolanda.get_by_role("button", name="Opschrijven").click()
    expect(jolanda.get_by_role("alert")).to_contain_text("Schrijf op welk bewijs u zag")
    wrong += judge(jolanda, "opschrijven zonder bewijs")
    jolanda.get_by_label("Welk bewijs zag u?").fill("Formulier van 1 november 2026")
    jolanda.get_by_role("button", name="Opschrijven").click()
    expect(jolanda.get_by_text("Het is opgeschreven.")).to_be_visible()
    expect(jolanda.get_by_role("heading", name=re.compile("Roos Verdonk is gemachtigde van Wouter"))).to_be_visible()
    wrong += judge(jolanda, "wie voor wie spreekt")
    assert wrong == []
