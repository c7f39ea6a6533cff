"""Who sees what: the neighbour at the desk, and sensitive matters under another purpose."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.stories.test_zonder_script import find

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def vraag(klant: str, gesprek: str) -> str:
    """The address of an earlier question of the pack, at the desk."""
    return f"/werkplek/vraag/{partij_id(klant)}/{key('gesprek', gesprek)}/"


def test_an_employee_who_looks_up_a_neighbour_is_refused_and_the_privacy_officer_reads_it(mensen: Mensen):
    dylan = mensen.medewerker(cast.DYLAN)
    answer = dylan.goto(f"/werkplek/klant/{partij_id('samira')}/")
    assert answer is not None and answer.status == 403
    reden = dylan.locator("main p").first.inner_text()
    assert "geen open vraag of taak van deze klant" in reden
    for secret in ("Belhadi", "Turfkade", str(cast.SAMIRA.mail)):
        assert secret not in dylan.content()

    carlijn = mensen.medewerker(cast.CARLIJN)
    carlijn.goto("/beheer/weigeringen/")
    expect(carlijn.locator("tbody tr").filter(has_text="Vraag wie het was").first).to_contain_text(reden)
    assert "Belhadi" not in carlijn.content()
    assert "Oostrum" not in carlijn.content()  # who it was takes two people


def test_an_employee_cannot_open_the_own_file(mensen: Mensen):
    dylan = mensen.medewerker(cast.DYLAN)
    answer = dylan.goto(f"/werkplek/klant/{partij_id('dylan')}/")
    assert answer is not None and answer.status == 403


@pytest.mark.parametrize(
    ("klant", "open_vraag", "verborgen", "woorden"),
    [
        ("roos", "roos-aanslag", "roos-jeugdhulp", ("Jeugdhulp", "niet naar school")),
        ("samira", "samira-kenteken", "naima-wmo", ("gevallen", "Hulp in huis")),
    ],
)
def test_sensitive_matters_do_not_exist_under_a_daily_purpose(mensen: Mensen, klant, open_vraag, verborgen, woorden):
    jolanda = mensen.medewerker(cast.JOLANDA)
    jolanda.goto(vraag(klant, open_vraag))
    expect(jolanda.locator("#klantbeeld")).to_contain_text("Niet nodig voor dit doel")
    for woord in woorden:
        assert woord not in jolanda.content()
    for eigenaar in ("roos", "naima"):
        answer = jolanda.goto(vraag(eigenaar, verborgen))
        assert answer is not None and answer.status in (403, 404)
        assert not any(woord in jolanda.content() for woord in woorden)


def test_debts_are_seen_by_debt_help_and_by_nobody_else(stad: Stad, mensen: Mensen):
    pieternel = mensen.medewerker(cast.PIETERNEL)
    pieternel.goto(vraag("tesfay", "tesfay-schuldhulp"))
    expect(pieternel.locator("main")).to_contain_text("deurwaarder")
    for wie in (cast.JOLANDA, cast.HENK_JAN, cast.SORAYA, cast.BRAM):
        page = mensen.medewerker(wie)
        answer = page.goto(vraag("tesfay", "tesfay-schuldhulp"))
        assert answer is not None and answer.status in (403, 404), wie.naam
        assert "deurwaarder" not in page.content()
    nummer = stad.ask(cast.TESFAY, "Parkeervergunning", "Goedemorgen, wat kost een parkeervergunning per maand?")
    jolanda = mensen.medewerker(cast.JOLANDA)
    find(jolanda, nummer)  # after a busy day it is not on the first page of the inbox
    expect(jolanda.locator("#klantbeeld")).to_contain_text("Parkeervergunning")  # what he asked before
    seen = " ".join(jolanda.locator("#gesprek, #klantbeeld").all_inner_texts())
    assert not [secret for secret in ("deurwaarder", "chuldhulp", "ijstand", "uitkering") if secret in seen]
