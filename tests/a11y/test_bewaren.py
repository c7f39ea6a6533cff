"""The pages of keeping and destroying in a browser: three people walk a list to its statement."""

from __future__ import annotations

import json
import os

import psycopg
import pytest
from playwright.sync_api import expect

from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.a11y.test_bladzijden import judge, looks
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOS = partij_id("roos")
WAAROM = "De termijn is voorbij en er loopt niets meer."


@pytest.fixture(scope="module")
def verlopen(stad: Stad) -> psycopg.Connection:
    """Questions of ROOS whose time is over."""
    with psycopg.connect(stad.admin_url, autocommit=True) as admin:
        admin.execute(
            "UPDATE klantvraag SET status = 'afgehandeld', uitkomst = 'beantwoord', afgesloten_op = now()"
            " WHERE partij_id = %s",
            [ROOS],
        )
        for naam in ("klantvraag", "klantcontact", "klantcontact_inhoud"):
            admin.execute(f"UPDATE {naam} SET vervalt_op = now() - interval '3 days' WHERE partij_id = %s", [ROOS])
        yield admin


def _say(page, knop: str, klaar: str) -> None:
    """Take a step with its reason."""
    page.get_by_role("link", name=knop, exact=True).click()
    page.get_by_label("Waarom?").fill(WAAROM)
    page.get_by_role("button", name=knop, exact=True).click()
    expect(page.get_by_text(klaar)).to_be_visible()


def test_a_list_from_its_making_to_its_statement(mensen: Mensen, verlopen: psycopg.Connection):
    anneke, wrong = mensen.medewerker(cast.ANNEKE), []
    wrong += looks(anneke, "/beheer/bewaren/")
    anneke.get_by_role("button", name="Lijst opstellen").first.click()
    expect(anneke.get_by_text("De lijst is opgesteld.")).to_be_visible()
    wrong += judge(anneke, "een lijst")
    adres = anneke.url
    wietske = mensen.medewerker(cast.medewerker("mdw-013"))
    wietske.goto(adres)
    wietske.get_by_role("link", name="Eraf halen").first.click()
    wietske.get_by_role("button", name="Van de lijst halen").click()
    wrong += judge(wietske, "van de lijst halen zonder reden")
    wietske.goto(adres)
    _say(wietske, "Akkoord", "De archivaris is nu aan de beurt.")
    sietske = mensen.medewerker(cast.medewerker("mdw-020"))
    sietske.goto(adres)
    wrong += judge(sietske, "een lijst bij de archivaris")
    _say(sietske, "Vaststellen", "De bedenktijd van zeven dagen loopt.")
    wrong += judge(sietske, "een lijst in bedenktijd")
    _shoot(sietske, "lijst")
    assert wrong == []


def test_a_hold_and_its_end(mensen: Mensen, verlopen: psycopg.Connection):
    (kenmerk,) = verlopen.execute("SELECT kenmerk FROM klantvraag WHERE partij_id = %s LIMIT 1", [ROOS]).fetchone()
    carlijn, wrong = mensen.medewerker(cast.CARLIJN), []
    wrong += looks(carlijn, "/beheer/bewaarplicht/")
    carlijn.get_by_role("button", name="Bewaarplicht vastleggen").click()
    wrong += judge(carlijn, "een bewaarplicht zonder iets")
    _shoot(carlijn, "plicht-fout")
    carlijn.get_by_label("Kenmerk van de vraag").fill(kenmerk)
    carlijn.get_by_label("Reden", exact=True).select_option(label="Bezwaar of beroep")
    carlijn.get_by_label("Waar gaat het om?").fill("Bezwaar tegen het besluit van maart.")
    carlijn.get_by_label("Tot en met").fill(verlopen.execute("SELECT (current_date + 90)::text").fetchone()[0])
    carlijn.get_by_role("button", name="Bewaarplicht vastleggen").click()
    expect(carlijn.get_by_text("Deze gegevens verdwijnen nu niet.")).to_be_visible()
    wrong += judge(carlijn, "een bewaarplicht")
    _shoot(carlijn, "plicht")
    carlijn.get_by_role("link", name=f"Bewaarplicht {kenmerk} opheffen").click()
    carlijn.get_by_label("niet langer te blijven").fill("Het bezwaar is afgehandeld.")
    carlijn.get_by_role("button", name="Opheffen").click()
    expect(carlijn.get_by_text("De bewaarplicht is opgeheven.")).to_be_visible()
    wrong += judge(carlijn, "een opgeheven bewaarplicht")
    assert wrong == []


def test_a_statement_is_read_and_downloaded(mensen: Mensen, verlopen: psycopg.Connection):
    inhoud = {"grond": "AVG, artikel 5", "door": None, "logregels": 3, "regels": []}
    inhoud["regels"].append({"tabel": "concept", "gegevens": 10, "aantal": 4, "kenmerk": "abc"})
    verlopen.execute(
        "WITH b AS (INSERT INTO vernietigbesluit (id, soort, tabellen, trace, uitgevoerd_op) VALUES (gen_random_uuid(),"
        " 'termijn', '{}', gen_random_uuid(), now()) RETURNING id) INSERT INTO verklaring (id, besluit_id, soort,"
        " inhoud, hash) SELECT gen_random_uuid(), id, 'termijn', %s, repeat('a', 64) FROM b",
        [json.dumps(inhoud)],
    )
    carlijn, wrong = mensen.medewerker(cast.CARLIJN), []
    carlijn.goto("/beheer/bewaren/")
    carlijn.get_by_role("region", name="Verklaringen van vernietiging").get_by_role("link").first.click()
    expect(carlijn.get_by_text("Wat er is gezegd")).to_be_visible()
    carlijn.get_by_text("Om na te rekenen").click()
    wrong += judge(carlijn, "een verklaring")
    _shoot(carlijn, "verklaring")
    with carlijn.expect_download() as download:
        carlijn.get_by_role("link", name="Downloaden als bestand").click()
    assert '"tabel":"concept"' in download.value.path().read_text()
    assert wrong == []


def _shoot(page, naam: str) -> None:
    if folder := os.environ.get("BEWAREN_BEELD"):
        for breed in (1280, 390):
            page.set_viewport_size({"width": breed, "height": 900})
            page.screenshot(path=f"{folder}/{naam}-{breed}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
