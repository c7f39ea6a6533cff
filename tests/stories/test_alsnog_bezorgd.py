"""A mail did not arrive, so a letter is planned; then it arrives after all, and the letter stays at home."""

from __future__ import annotations

import re

import psycopg
import pytest
from playwright.sync_api import expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, body
from tests.stories.test_berichtapps import picture
from tests.stories.test_brief import gedrukt, sluit_de_post
from tests.stories.test_gestuiterd import ANTWOORD, NIET, ask_and_answer, standen, wait_for
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def waiting_letters(stad: Stad, klantvraag_id: str) -> int:
    """How many letters of this question are with the post: waiting for it, or in a round that is not settled."""
    with psycopg.connect(stad.admin_url, autocommit=True) as link:
        row = link.execute(
            "SELECT count(*) FROM printopdracht o JOIN bezorging b ON b.id = o.bezorging_id WHERE b.klantvraag_id = %s",
            [klantvraag_id],
        ).fetchone()
    return int(row[0]) if row else 0


def test_a_mail_that_arrives_after_all_keeps_its_letter_at_home(stad: Stad, mensen: Mensen):
    jolanda = mensen.medewerker(cast.JOLANDA)
    url = ask_and_answer(stad, jolanda, cast.MARIA)
    assert NIET.search(wait_for(jolanda, url, re.compile("Brief: onderweg")))
    vraag = url.rstrip("/").rpartition("/")[2]
    wait_until(lambda: waiting_letters(stad, vraag) == 1, 60, "the letter waits for the post of today")
    stad.break_forwarding(cast.MARIA, stuk=False)  # her provider mends it, brings what it kept and says so
    stad.wait_mail(cast.MARIA, lambda m: ANTWOORD in body(m), "the answer that was kept")
    assert "E-mail: bezorgd" in wait_for(jolanda, url, re.compile("Brief: niet meer nodig"))
    picture(jolanda, "alsnog-bezorgd-werkplek")
    assert judge(jolanda, "alsnog bezorgd") == []

    voor = {b["client_ref"] for b in gedrukt(stad)}
    sluit_de_post(stad)
    wait_until(lambda: waiting_letters(stad, vraag) == 0, 60, "the round of today is done")
    nieuw = [b for b in gedrukt(stad) if b["client_ref"] not in voor]
    assert [b for b in nieuw if "9999 JK" in " ".join(b["address_lines"])] == [], "it was printed all the same"

    maria = mensen.klant(cast.MARIA)
    maria.goto(f"/mijn/vraag/{vraag}/")
    assert "Brief: niet meer nodig" in standen(maria)
    assert judge(maria, "alsnog bezorgd, in Mijn") == []
    maria.goto("/mijn/contact/")
    expect(maria.get_by_text(str(cast.MARIA.mail)).first).to_be_visible()
    expect(maria.get_by_text(re.compile("dit adres werkt niet"))).to_have_count(0)
