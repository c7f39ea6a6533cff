"""One mail address of a customer is not used any more: asked in Mijn and decided by the privacy officer."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import expect

from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.a11y.test_bladzijden import judge, looks
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_one_address_from_the_form_to_the_desk(mensen: Mensen, stad: Stad):
    """Of somebody to whom no other story writes: the address stays out of use in this town."""
    tesfay, carlijn, wrong = mensen.klant(cast.TESFAY), mensen.medewerker(cast.CARLIJN), []
    wrong += looks(tesfay, "/mijn/rechten/vragen/beperking/")
    tesfay.get_by_label(f"Uw mailadres: {cast.TESFAY.mail}").check()
    _shoot(tesfay, "kiezen")
    tesfay.get_by_role("button", name="Verzoek versturen").click()
    expect(tesfay.get_by_text("Wij hebben uw verzoek ontvangen.")).to_be_visible()
    verzoek = tesfay.url.rstrip("/").rpartition("/")[2]
    carlijn.goto(f"/beheer/rechten/{partij_id('tesfay')}/{verzoek}/")
    wrong += judge(carlijn, "een verzoek over één adres")
    _shoot(carlijn, "besluiten")
    carlijn.locator("input[name=deel_2][value=toegewezen]").check()
    carlijn.locator("input[name=uitkomst][value=toegewezen]").check()
    carlijn.get_by_label("Uitleg voor de klant").fill("Wij gebruiken dit adres niet meer.")
    carlijn.get_by_role("button", name="Besluit vastleggen").click()
    expect(carlijn.get_by_text("Uw besluit is vastgelegd.")).to_be_visible()
    wrong += looks(carlijn, "/beheer/rechten/")
    expect(carlijn.get_by_text("telefoon en e-mail (één daarvan)")).to_be_visible()
    _shoot(carlijn, "lijst")
    wrong += looks(tesfay, "/mijn/contact/")
    expect(tesfay.get_by_text("gebruiken wij niet, omdat u dat vroeg")).to_be_visible()
    _shoot(tesfay, "contact")
    carlijn.goto("/beheer/rechten/")
    carlijn.get_by_role("link", name=re.compile("^Opheffen")).first.click()
    expect(carlijn.get_by_role("heading", name="Grens opheffen?")).to_be_visible()
    wrong += judge(carlijn, "een grens opheffen")
    assert wrong == []


def test_one_number_from_a_mail_that_the_privacy_officer_copies(mensen: Mensen, stad: Stad):
    nummer = stad.ask(
        cast.HILDE,
        "persoonsgegevens AVG",
        f"Ik wil op grond van de AVG dat u deze persoonsgegevens niet meer gebruikt: {cast.HILDE.mail}.",
    )
    carlijn, wrong = mensen.medewerker(cast.CARLIJN), []
    carlijn.goto("/beheer/rechten/")
    carlijn.get_by_role("row").filter(has_text=nummer).get_by_role("link", name="Vraag over privacy").click()
    carlijn.get_by_label("Wat vraagt de klant?").select_option("beperking")
    carlijn.get_by_role("button", name="Opnemen als verzoek").click()
    expect(carlijn.get_by_text("Kies om welke gegevens het gaat").first).to_be_visible()
    wrong += judge(carlijn, "een verzoek om niets")
    veld = carlijn.get_by_label("Gaat het om één adres of nummer?")
    veld.fill("verschreven@voorbeeld.example")
    carlijn.get_by_role("button", name="Opnemen als verzoek").click()
    expect(carlijn.get_by_text("Dit vonden wij niet bij deze klant").first).to_be_visible()
    wrong += judge(carlijn, "een adres dat wij niet hebben")
    _shoot(carlijn, "overgeschreven-fout")
    veld.fill(cast.HILDE.mail)
    carlijn.get_by_role("button", name="Opnemen als verzoek").click()
    expect(carlijn.get_by_text("Het verzoek is opgenomen.")).to_be_visible()
    expect(carlijn.get_by_text("Alleen deze")).to_be_visible()
    wrong += judge(carlijn, "een verzoek dat is overgeschreven")
    _shoot(carlijn, "overgeschreven")
    assert cast.HILDE.telefoon not in carlijn.content()
    assert wrong == []


def _shoot(page, naam: str) -> None:
    if folder := os.environ.get("GRENS_BEELD"):
        for breed in (1280, 390):
            page.set_viewport_size({"width": breed, "height": 900})
            page.screenshot(path=f"{folder}/{naam}-{breed}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
