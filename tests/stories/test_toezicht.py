"""Oversight in the browser: a look without a conversation is asked about, and a name takes two people."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import expect

from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAAROM = "Dit gebeurt op deze afdeling elke week en ik wil er met iemand over spreken."


def test_somebody_looked_without_a_conversation_and_says_why(stad: Stad, mensen: Mensen):
    wrong: list[str] = []
    dylan = mensen.medewerker(cast.DYLAN)
    dylan.goto("/werkplek/gesprek/")
    dylan.get_by_role("button", name="Telefoon opnemen").click()
    gesprek = dylan.url.rstrip("/").rpartition("/")[2]
    dylan.goto(f"/werkplek/gesprek/{gesprek}/klant/{partij_id('lotte')}/")
    with psycopg.connect(stad.admin_url, autocommit=True) as db:
        db.execute("UPDATE gesprek SET begonnen_op = now() - interval '40 minutes' WHERE id = %s", [gesprek])
        db.execute(
            "UPDATE dataverwerking SET moment = now() - interval '35 minutes' WHERE aanleiding_id = %s", [gesprek]
        )

        def flagged() -> bool:
            found = db.execute("SELECT 1 FROM losse_inzage WHERE gesprek_id = %s", [gesprek]).fetchone()
            return found is not None

        wait_until(flagged, 100, "the worker to look at conversations")
    robbert = mensen.medewerker(cast.ROBBERT)
    robbert.goto("/beheer/toezicht/")
    wrong += judge(robbert, "toezicht")
    robbert.get_by_role("link", name="Losse inzage").last.click()
    wrong += judge(robbert, "losse inzage")
    robbert.get_by_role("link", name="Bekijken").first.click()
    robbert.get_by_role("button", name="Vraag waarom").click()
    expect(robbert.get_by_text("De vraag staat nu op het scherm")).to_be_visible()
    wrong += judge(robbert, "losse inzage beoordelen")
    assert "Oostrum" not in robbert.content()

    dylan.goto("/werkplek/")
    wrong += judge(dylan, "postvak met een vraag om uitleg")
    dylan.get_by_role("link", name="Uitleggen").click()
    wrong += judge(dylan, "uitleg")
    dylan.get_by_label("Waarom keek u op").fill("De lijn viel weg voordat zij iets kon vragen.")
    dylan.get_by_role("button", name="Antwoord versturen").click()
    expect(dylan.get_by_text("Uw antwoord is vastgelegd.")).to_be_visible()

    robbert.reload()
    expect(robbert.locator("main")).to_contain_text("De lijn viel weg voordat zij iets kon vragen.")
    robbert.get_by_label("In orde", exact=True).check()
    robbert.get_by_label("Wat heeft u nagegaan?").fill("Het nummer belde later terug.")
    robbert.get_by_role("button", name="Oordeel vastleggen").click()
    lotte = mensen.klant(cast.LOTTE)
    lotte.goto("/mijn/inzage/")
    expect(lotte.locator("main")).to_contain_text("Wij hebben dit nagevraagd: er was een goede reden.")
    assert wrong == []


def test_who_it_was_takes_two_people(mensen: Mensen):
    wrong: list[str] = []
    tamar = mensen.medewerker(cast.DYLAN)
    tamar.goto(f"/werkplek/klant/{partij_id('samira')}/")
    carlijn = mensen.medewerker(cast.CARLIJN)
    carlijn.goto("/beheer/weigeringen/")
    wrong += judge(carlijn, "weigeringen")
    carlijn.get_by_role("link", name="Vraag wie het was").first.click()
    carlijn.get_by_label("Waarom moet u weten wie het was?").fill("zomaar")
    carlijn.get_by_role("button", name="Verzoek versturen").click()
    expect(carlijn.locator("main")).to_contain_text("minstens 30 tekens")
    wrong += judge(carlijn, "vraag wie het was")
    carlijn.get_by_label("Waarom moet u weten wie het was?").fill(WAAROM)
    carlijn.get_by_role("button", name="Verzoek versturen").click()
    expect(carlijn.get_by_text("Uw verzoek is verstuurd.")).to_be_visible()
    expect(carlijn.get_by_role("button", name="Akkoord", exact=True)).to_have_count(0)
    robbert = mensen.medewerker(cast.ROBBERT)
    robbert.goto("/beheer/onthullingen/")
    wrong += judge(robbert, "onthullingen")
    robbert.get_by_role("button", name="Akkoord", exact=True).first.click()
    expect(robbert.get_by_text("Uw besluit is vastgelegd.")).to_be_visible()
    carlijn.goto("/beheer/onthullingen/")
    carlijn.get_by_role("button", name="Laat zien wie het was").first.click()
    expect(carlijn.locator("main")).to_contain_text(cast.DYLAN.naam)
    wrong += judge(carlijn, "wie het was")
    assert wrong == []
