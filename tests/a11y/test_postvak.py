"""The inbox unfolded, several questions at once, an offer, and the pages of the team lead: axe and widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.a11y.test_bladzijden import VRAAG, judge, looks
from tests.stories.mensen import Mensen

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_inbox_unfolded_and_several_at_once(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    for toon in ("niemand", "volg", "genoemd", "later"):
        wrong += looks(jolanda, f"/werkplek/?toon={toon}")
    for vouw in ("Weergave", "Filter", "Meer"):
        jolanda.goto("/werkplek/?kanaal=email&termijn=week")
        jolanda.locator("summary", has_text=vouw).click()
        wrong += judge(jolanda, f"postvak, {vouw}")
    jolanda.goto("/werkplek/?kiezen=1")
    jolanda.locator("input[name=kies]").first.check()
    wrong += judge(jolanda, "meerdere kiezen")
    jolanda.get_by_label("Wat wilt u doen?").select_option("later")
    jolanda.get_by_role("button", name="Doen", exact=True).click()
    wrong += judge(jolanda, "wanneer terug")
    jolanda.locator("select[name=waarde]").select_option("uur")
    jolanda.get_by_role("button", name="Later weer laten zien").click()
    wrong += judge(jolanda, "uitslag")
    jolanda.get_by_role("button", name="Ongedaan maken").click()
    expect(jolanda.get_by_text("Bij 1 vraag is het gelukt.")).to_be_visible()
    wrong += looks(jolanda, f"{VRAAG}?doe=doorgeven")
    assert wrong == []


def test_an_offer_and_the_choice_of_how_one_stands(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    jolanda.locator("#standknop summary").click()
    wrong += judge(jolanda, "beschikbaarheid")
    jolanda.locator("#standknop").get_by_role("button", name="Beschikbaar", exact=True).click()
    expect(jolanda.get_by_role("region", name="Nieuwe vraag voor u")).to_be_visible()
    wrong += judge(jolanda, "aanbod")
    jolanda.locator("#standknop summary").click()
    jolanda.locator("#standknop").get_by_role("button", name="Klaar voor vandaag").click()
    assert wrong == []


def test_the_pages_of_the_team_lead(mensen: Mensen):
    robbert, wrong = mensen.medewerker(cast.ROBBERT), []
    wrong += looks(robbert, "/beheer/verdeling/")
    wrong += looks(robbert, "/beheer/verdeling/kanaal/chat/")
    robbert.goto("/beheer/verdeling/")
    robbert.get_by_role("link", name="Jolanda Terpsma").click()
    wrong += judge(robbert, "werkprofiel")
    assert wrong == []
