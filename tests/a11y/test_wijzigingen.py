"""The pages of settings in a browser: a change is looked at, proposed, and agreed with by somebody else."""

from __future__ import annotations

import os

import psycopg
import pytest
from playwright.sync_api import expect

from tests import cast
from tests.a11y.test_bladzijden import judge, looks
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NIEUW, LANGER = "123", "Een klacht over een brief komt soms na drie maanden."
WAAROM = "Het nummer stond verkeerd in de inrichting."


def test_a_number_from_its_fault_to_its_history(mensen: Mensen, stad: Stad):
    anneke, wrong = mensen.medewerker(cast.ANNEKE), []
    wrong += looks(anneke, "/beheer/organisatie/")
    _shoot(anneke, "organisatie")
    for deel in ("gegevens", "post", "nummer"):
        wrong += looks(anneke, f"/beheer/organisatie/{deel}/")
    anneke.get_by_label("OIN").fill("123")
    anneke.get_by_role("button", name="Bekijken wat er verandert").click()
    wrong += judge(anneke, "een OIN van drie cijfers")
    _shoot(anneke, "nummer-fout")
    anneke.get_by_label("OIN").fill("00000001003214345000")
    anneke.get_by_role("button", name="Bekijken wat er verandert").click()
    wrong += judge(anneke, "wat er verandert")
    _shoot(anneke, "nummer-bekeken")
    anneke.get_by_label("Waarom verandert dit?").fill(WAAROM)
    anneke.get_by_role("button", name="Voorstellen").click()
    expect(anneke.get_by_text("Een collega besluit erover.")).to_be_visible()
    wrong += judge(anneke, "een eigen voorstel")
    carlijn = mensen.medewerker(cast.CARLIJN)
    carlijn.goto("/beheer/organisatie/")
    wrong += judge(carlijn, "een voorstel om over te besluiten")
    _shoot(carlijn, "voorstel")
    carlijn.get_by_role("button", name="Akkoord").click()
    expect(carlijn.get_by_text("Dit is bewaard en geldt vanaf nu.")).to_be_visible()
    expect(carlijn.get_by_text(WAAROM)).to_be_visible()
    wrong += judge(carlijn, "de geschiedenis")
    _shoot(carlijn, "geschiedenis")
    assert wrong == []


def test_a_term_from_the_list_to_the_archivist(mensen: Mensen, stad: Stad):
    anneke, wrong = mensen.medewerker(cast.ANNEKE), []
    wrong += looks(anneke, "/beheer/bewaartermijnen/")
    _shoot(anneke, "termijnen")
    anneke.get_by_role("link", name="Scans van brieven").click()
    anneke.get_by_label("Dagen").fill("30")
    anneke.get_by_role("button", name="Bekijken wat er verandert").click()
    wrong += judge(anneke, "een andere termijn")
    _shoot(anneke, "termijn")
    anneke.get_by_label("Waarom verandert dit?").fill("Een maand is genoeg om een fout te vinden.")
    anneke.get_by_role("button", name="Voorstellen").click()
    sietske = mensen.medewerker(cast.medewerker("mdw-020"))
    sietske.goto("/beheer/bewaartermijnen/")
    wrong += judge(sietske, "een voorstel bij de archivaris")
    sietske.get_by_role("button", name="Afwijzen").click()
    wrong += judge(sietske, "afwijzen zonder reden")
    sietske.get_by_label("Waarom?").fill("Een klacht kan langer duren dan een maand.")
    sietske.get_by_role("button", name="Afwijzen").click()
    expect(sietske.get_by_text("Het voorstel is afgewezen.")).to_be_visible()
    assert wrong == []


def test_a_longer_term_that_the_privacy_officer_agrees_with_counts_from_then_on(mensen: Mensen, stad: Stad):
    anneke, carlijn, wrong = mensen.medewerker(cast.ANNEKE), mensen.medewerker(cast.CARLIJN), []
    anneke.goto("/beheer/bewaartermijnen/")
    anneke.get_by_role("link", name="Scans van brieven").click()
    anneke.get_by_label("Dagen").fill(NIEUW)
    anneke.get_by_role("button", name="Bekijken wat er verandert").click()
    anneke.get_by_label("Waarom verandert dit?").fill(LANGER)
    anneke.get_by_role("button", name="Voorstellen").click()
    expect(anneke.get_by_text("Een collega besluit erover.")).to_be_visible()
    sietske = mensen.medewerker(cast.medewerker("mdw-020"))
    sietske.goto("/beheer/bewaartermijnen/")
    expect(sietske.get_by_text("Wacht op: de privacy officer")).to_be_visible()
    for page in (anneke, sietske):  # not about one's own, and longer is not for the archivist
        expect(page.get_by_role("button", name="Akkoord")).to_have_count(0)
    carlijn.goto("/beheer/bewaartermijnen/")
    expect(carlijn.get_by_text(LANGER)).to_be_visible()
    wrong += judge(carlijn, "een langere termijn bij de privacy officer")
    _shoot(carlijn, "termijn-voorstel")
    carlijn.get_by_role("button", name="Akkoord").click()
    expect(carlijn.get_by_text("Dit is bewaard en geldt vanaf nu.")).to_be_visible()
    wrong += judge(carlijn, "akkoord met een termijn")
    _shoot(carlijn, "termijn-akkoord")
    with psycopg.connect(stad.admin_url, autocommit=True) as db:
        two = "SELECT stand, voorgesteld_door <> besloten_door FROM wijziging WHERE waarom = %s"
        rows = db.execute(two, [LANGER]).fetchall()
    assert rows == [("toegepast", True)]
    anneke.goto("/beheer/bewaartermijnen/")
    expect(anneke.get_by_role("row", name="Scans van brieven")).to_contain_text(f"{NIEUW} dagen")
    assert wrong == []


def _shoot(page, naam: str) -> None:
    if folder := os.environ.get("INSTELLING_BEELD"):
        for breed in (1280, 390):
            page.set_viewport_size({"width": breed, "height": 900})
            page.screenshot(path=f"{folder}/{naam}-{breed}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
