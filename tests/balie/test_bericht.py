"""What is promised about an appointment is what goes: a mail, else a text message, else the desk must tell it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from geholpen.domain.balie.commands import Aanvraag, book_afspraak, send_bevestiging
from geholpen.domain.balie.queries import afspraken_van
from geholpen.domain.berichten.queries import BerichtRegel, gesprek
from geholpen.domain.partijen.queries import te_verbeteren
from geholpen.faces.afspraakbericht import told
from tests import bed, browser
from tests.balie.test_balie import PASPOORT, STADHUIS, first_time
from tests.balie.test_paginas import steps
from tests.kanalen.huis import account
from tests.rechten.test_grens_per_rij import restrict

GEEN = "Wij hebben geen adres om bericht te sturen. Bel de klant of vertel het nu."


@pytest.fixture
def roos(echte_stad) -> UUID:
    return echte_stad.stad.partij_id("roos")


@pytest.fixture
def sms() -> None:
    account("sms", adres="+31850000000", aanbieder="twilio", account_sid="AC1", basis="http://127.0.0.1:9", token="t")


def rows(roos: UUID, veld: str) -> list[str]:
    return [v.doel for v in te_verbeteren(bed.klant(roos), roos) if v.veld == veld]


def sent(roos: UUID) -> list[BerichtRegel]:
    """What goes out about an appointment that she makes now."""
    id = book_afspraak(bed.klant(roos), roos, Aanvraag(PASPOORT, STADHUIS, first_time()))
    send_bevestiging(bed.systeem("balie").over({roos}), roos, id)
    regel = next(a for a in afspraken_van(bed.klant(roos), roos) if a.id == id)
    return [b for b in gesprek(bed.klant(roos), roos, regel.klantvraag_id) if b.richting == "uit"]


def test_a_mail_goes_where_a_mail_is_promised(roos, sms):
    assert told(roos) == "De klant krijgt een mail. Het staat ook in Mijn."
    assert [b.kanaal for b in sent(roos)] == ["email"]


def test_a_text_message_goes_when_the_mail_address_is_not_to_be_used(roos, sms):
    restrict(roos, *rows(roos, "email"))
    assert told(roos) == "De klant krijgt een sms. Het staat ook in Mijn."
    [bericht] = sent(roos)
    assert bericht.kanaal == "sms"
    assert "Gemeente Waterdam: Uw afspraak staat.\nWanneer: " in bericht.tekst
    assert "aspoort" not in bericht.tekst, "what it is for shows on a locked telephone"


def test_nothing_is_promised_where_nothing_can_go(roos, beheer):
    restrict(roos, *rows(roos, "email"))
    assert told(roos) == f"{GEEN} Het staat ook in Mijn.", "a number, but nothing to send text messages over"
    assert sent(roos) == []


def test_a_landline_gets_no_text_message(roos, sms, beheer):
    restrict(roos, *rows(roos, "email"))
    beheer.execute(
        "UPDATE digitaal_adres SET adres = '+31201234567' WHERE partij_id = %s AND soort_digitaal_adres <> 'email'",
        [roos],
    )
    assert told(roos).startswith(GEEN)
    assert sent(roos) == []


def test_the_page_of_the_desk_says_it_each_time(roos, beheer, at_the_counter: Callable[..., str]):
    hier, client = at_the_counter(roos)
    begin, post = steps(client, f"{hier}afspraak/")
    page = browser.text(client.post(f"{hier}afspraak/", {**post, "begin": begin}, follow=True))
    assert "De klant krijgt een mail. Het staat ook in Mijn." in page
    restrict(roos, *rows(roos, "email"))
    [staat] = [a for a in afspraken_van(bed.klant(roos), roos) if a.staat]
    assert GEEN in browser.text(client.get(f"{hier}afspraak/", {"af": staat.id}))
    page = browser.text(client.post(f"{hier}afspraak/", {"af": str(staat.id)}, follow=True))
    assert f"De afspraak is afgezegd. {GEEN}" in page
    assert "krijgt bericht" not in page


@pytest.fixture
def at_the_counter() -> Callable[[UUID], tuple[str, object]]:
    def begin(wie: UUID) -> tuple[str, object]:
        client = browser.medewerker("mdw-001")
        hier = f"{client.post('/werkplek/gesprek/', {'kanaal': 'balie'})['Location']}klant/{wie}/"
        client.post(hier, {"actie": "controle", "aantal": "1", "c_bewijs": "on"})
        return hier, client

    return begin
