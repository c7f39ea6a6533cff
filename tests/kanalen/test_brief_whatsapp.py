"""From a letter into WhatsApp: the code brings the message to its question, a login says who it is. And into Mijn."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from geholpen.domain.berichten.antwoordadres import paper_kenmerk, reply_address
from tests import bed, browser, cast
from tests.faces_werkplek.bureau import import_klant, mail
from tests.kanalen.test_whatsapp import JANSEN, answer, writes


@pytest.fixture
def brief(whatsapp):
    """A question of Samira of which she holds a letter: (row, what stands on the paper, what the code says)."""
    import_klant(cast.SAMIRA), import_klant(cast.WOUTER)
    mail()
    row = whatsapp.post.one("SELECT * FROM klantvraag")
    sleutel = reply_address("x@y.example", row["kenmerk"]).partition("@")[0].partition("+q.")[2]
    return row, paper_kenmerk(row["kenmerk"]), sleutel


def told(lijn) -> None:
    """The room above hears of it, and what it wants to say goes out."""
    bed.deliver_events()
    lijn.work()


def sent(lijn) -> str:
    """The path of the link that came last on the telephone."""
    told(lijn)
    tekst = lijn.twin.telefoons[JANSEN].berichten[-1].tekst
    assert "parkeer" not in tekst.lower() and "Samira" not in tekst
    return re.search(r"https?://[^/]+(/verder/\S+)", tekst)[1]


@pytest.mark.geval("A3")
def test_who_has_the_letter_joins_the_question_and_is_answered_there_after_one_login(whatsapp, brief):
    """Until then: asserted, no address of the customer, no answer there. Nobody else can use the link, nor twice."""
    vraag, code, _sleutel = brief
    writes(whatsapp, tekst=f"Ik wil hier verder praten over mijn brief. Code: {code.replace('-', ' ').lower()}")
    _mail, bericht, *_ = whatsapp.berichten()
    assert (bericht["klantvraag_id"], bericht["niveau"]) == (vraag["id"], "asserted")
    assert whatsapp.post.count("digitaal_adres", "identiteitsoort = 'whatsapp'") == 0
    pad = sent(whatsapp)
    assert Client().get(pad)["Location"].startswith("/inloggen/klant/")
    assert browser.klant("wouter").post(pad).status_code == 403
    samira = browser.klant("samira")
    assert "Bent u dit?" in browser.text(samira.get(pad))
    assert "Gelukt" in browser.text(samira.post(pad))
    assert samira.post(pad).status_code == 410
    assert samira.post(pad.removesuffix("inloggen/")).status_code == 410  # and never without a login
    whatsapp.work()
    assert "U hoeft niets opnieuw uit te leggen" in whatsapp.twin.telefoons[JANSEN].berichten[-1].tekst
    writes(whatsapp, tekst="Kan het ook morgen?")
    laatste = whatsapp.berichten()[-1]
    assert (laatste["klantvraag_id"], laatste["niveau"]) == (vraag["id"], "verified")
    id = answer(whatsapp, "Ja, morgen kan.", kanaal="whatsapp")
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "bezorgd"
    wissel = whatsapp.post.one("SELECT * FROM wissel")
    assert (wissel["van_kanaal"], wissel["naar_kanaal"], wissel["staat"]) == ("brief", "whatsapp", "verder")


@pytest.mark.geval("A3")
def test_a_code_that_is_guessed_begins_a_question_of_its_own_and_asks_nothing(whatsapp, brief):
    """One wrong check letter is no code; and the same code again and again is asked about three times."""
    vraag, code, _sleutel = brief
    fout = code[:-1] + ("2" if code[-1] != "2" else "3")
    writes(whatsapp, tekst=f"Code: {fout}")
    assert whatsapp.berichten()[-1]["klantvraag_id"] != vraag["id"]
    told(whatsapp)
    assert whatsapp.post.count("wissel") == 0
    for keer in range(5):
        writes(whatsapp, tekst=f"{keer} {code}")
        told(whatsapp)
    assert whatsapp.post.count("wissel") == 3
    assert whatsapp.post.count("wisselbewijs") == 3


def test_the_code_leads_to_the_own_question_in_mijn_and_for_nobody_else(whatsapp, brief):
    """The page behind the code names nobody; after logging in the question is there for its customer only."""
    vraag, code, sleutel = brief
    pagina = browser.text(Client().get(f"/brief/{sleutel}"))
    assert code in pagina and "Open WhatsApp" in pagina
    assert "Samira" not in pagina and "parkeer" not in pagina.lower()
    antwoord = browser.klant("samira").get(f"/mijn/brief/{sleutel}/")
    assert antwoord["Location"] == f"/mijn/vraag/{vraag['id']}/"
    assert browser.klant("wouter").get(f"/mijn/brief/{sleutel}/").status_code == 404
    vals = sleutel[:-1] + ("0" if sleutel[-1] != "0" else "1")
    assert Client().get(f"/brief/{vals}").status_code == 404
    assert browser.klant("samira").get(f"/mijn/brief/{vals}/").status_code == 404
