"""A customer ends a mandate, with a keyboard, in a real browser; the list of claims that wait."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.a11y.test_bladzijden import judge, looks
from tests.stories.mensen import Mensen

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_customer_ends_a_mandate_and_the_other_sees_nothing_any_more(mensen: Mensen):
    naima, samira = mensen.klant(cast.NAIMA), mensen.klant(cast.SAMIRA)
    samira.goto("/mijn/namens/")
    expect(samira.get_by_role("heading", name=f"Voor {cast.NAIMA.weergavenaam}")).to_be_visible()
    wrong = looks(naima, "/mijn/machtigingen/")
    naima.get_by_role("button", name="Machtiging stoppen").first.focus()
    naima.keyboard.press("Enter")
    expect(naima.get_by_text("Weet u het zeker?")).to_be_visible()
    wrong += judge(naima, "weet u het zeker")
    naima.get_by_role("button", name="Ja, stop deze machtiging").press("Enter")
    expect(naima.get_by_text("De machtiging is gestopt.")).to_be_visible()
    wrong += judge(naima, "gestopt")
    samira.goto("/mijn/namens/")
    expect(samira.get_by_role("heading", name=f"Voor {cast.NAIMA.weergavenaam}")).to_have_count(0)
    assert wrong == []


def test_the_list_of_claims_that_wait(mensen: Mensen):
    assert looks(mensen.medewerker(cast.ROBBERT), "/beheer/vertegenwoordiging/") == []
