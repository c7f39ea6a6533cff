"""The chat on a plain page: everything of the window that matters, without script."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.chat.commands import Chatantwoord, answer_chat
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import onthouden
from tests.chat.test_verder import JOLANDA, moment_code
from tests.chat.venster import Venster

pytestmark = pytest.mark.slow


class Bladzijde:
    """The page in a browser without script: keeps what the form holds, as a browser does."""

    def __init__(self, sleutel: UUID) -> None:
        self.browser, self.adres = Client(enforce_csrf_checks=True), f"/chat/{sleutel}/"
        self.tekst = self.browser.get(self.adres).content.decode()

    def druk(self, doe: str, **velden: str) -> Any:
        """Press a button of the form."""
        verborgen = dict(re.findall(r'<input type="hidden" name="(token|taal|sleutel)" value="([^"]*)"', self.tekst))
        antwoord = self.browser.post(self.adres, {**verborgen, "doe": doe, **velden})
        self.tekst = antwoord.content.decode()
        return antwoord

    @property
    def getypt(self) -> str:
        """What stands in the field of the message."""
        return re.search(r"<textarea[^>]*>([^<]*)</textarea>", self.tekst)[1].strip()


@pytest.fixture
def blad(sleutel: UUID, beheer: Any) -> Bladzijde:
    """The page of a chat that is always open."""
    beheer.execute("UPDATE organisatie SET instellingen = instellingen - 'openingstijden'")
    onthouden.forget()
    return Bladzijde(sleutel)


def test_the_number_of_the_question_is_told_and_stays(blad):
    blad.druk("bericht", tekst="Hoe laat is het?")
    nummer = re.search(r"Uw vraag heeft nummer (\S+)\. Daarmee", blad.tekst)[1]
    blad.druk("ververs")
    assert f"Uw vraag heeft nummer {nummer}." in blad.tekst


def test_what_was_typed_stays_whatever_button_is_pressed(blad, sleutel):
    blad.druk("bericht", tekst="Eerst.")
    assert blad.getypt == ""
    for doe in ("ververs", "taal-en", "taal-nl"):
        blad.druk(doe, tekst="Half getypt")
        assert blad.getypt == "Half getypt"
    fout = blad.druk("verder", tekst="Half getypt", kanaal="phone", adres="12", wanneer=moment_code(Venster(sleutel)))
    assert fout.status_code == 422 and blad.getypt == "Half getypt" and "Dit is geen telefoonnummer" in blad.tekst
    assert blad.druk("verder", tekst="Half getypt", kanaal="email", adres="lotte@inwoner.example").status_code == 200
    assert blad.getypt == "Half getypt" and "lotte@inwoner.example" not in blad.tekst


def test_enter_in_the_field_of_the_address_goes_on_there(blad):
    blad.druk("bericht", tekst="Ik moet weg.")
    blad.druk("bericht", tekst="", kanaal="email", adres="lotte@inwoner.example")
    assert "De link is onderweg." in blad.tekst


def test_what_was_agreed_stays_on_the_page_and_ends_the_queue(blad, sleutel):
    blad.druk("bericht", tekst="Kunt u bellen?")
    assert "U bent nummer 1 in de rij." in blad.tekst
    blad.druk("verder", kanaal="phone", adres="06 12 34 56 78", wanneer=moment_code(Venster(sleutel)))
    blad.druk("ververs")
    assert "in de rij" not in blad.tekst
    assert re.search(r"wij bellen u op \w+ \d+ \w+ \d{4}, tussen 9 en 12 uur. Uw nummer: 06 12 34 56 78", blad.tekst)


def test_who_asks_too_often_reads_so_at_no_field(blad):
    blad.druk("bericht", tekst="Weg.")
    for _ in range(4):
        blad.druk("verder", kanaal="email", adres="lotte@inwoner.example")
    assert "Wacht 60 minuten" in blad.tekst and "gh-veld--fout" not in blad.tekst


def test_the_page_speaks_english_when_asked_without_a_cookie(blad):
    antwoord = blad.druk("taal-en", tekst="Hello")
    assert antwoord["Content-Language"] == "en" and '<html lang="en"' in blad.tekst and blad.getypt == "Hello"
    blad.druk("bericht", tekst="Hello")
    assert "Your question has number" in blad.tekst and not blad.browser.cookies
    blad.druk("taal-nl")
    assert "Uw vraag heeft nummer" in blad.tekst


def test_after_the_end_a_new_chat_can_begin(blad):
    blad.druk("bericht", tekst="Klaar.")
    blad.druk("einde")
    nieuw = re.search(r'href="([^"]+)"[^>]*>[^<]*(?:<svg.*?</svg>)?\s*<span>Nieuwe chat beginnen', blad.tekst, re.S)[1]
    verse = blad.browser.get(nieuw).content.decode()
    assert "Deze chat is afgesloten" not in verse and "Klaar." not in verse and 'name="tekst"' in verse


def test_a_closed_chat_says_when_we_are_back_and_shows_no_queue(sleutel, beheer):
    beheer.execute(
        """UPDATE organisatie SET instellingen = jsonb_set(instellingen, '{openingstijden}', %s::jsonb)""",
        ['[{"soort": "chat", "dag": 1, "van": "00:00:00", "tot": "00:00:01"}]'],
    )
    onthouden.forget()
    assert organisatie().instellingen["openingstijden"]
    blad = Bladzijde(sleutel)
    blad.druk("bericht", tekst="Is daar iemand?", sleutel=str(uuid4()))
    assert "De chat is nu dicht" in blad.tekst and "in de rij" not in blad.tekst
    assert re.search(r"Wij zijn er weer: [^<]*00[.:]00", blad.tekst)


def test_an_answer_by_mail_makes_no_closed_chat_open(sleutel, beheer, bezoek, aan_het_werk):
    beheer.execute(
        """UPDATE organisatie SET instellingen = jsonb_set(instellingen, '{openingstijden}', %s::jsonb)""",
        ['[{"soort": "chat", "dag": 1, "van": "00:00:00", "tot": "00:00:01"}]'],
    )
    onthouden.forget()
    blad, venster = Bladzijde(sleutel), Venster(sleutel)
    blad.druk("bericht", tekst="Is daar iemand?", mail="noor@inwoner.example", sleutel=str(uuid4()))
    venster.token = re.search(r'name="token" value="([\w-]+)"', blad.tekst)[1]
    hier = bezoek(venster)
    nieuw = NieuwAntwoord("Wij zijn er morgen weer.", 9, kanaal="email")
    send_antwoord(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, nieuw)
    blad.druk("ververs")
    assert "Wij mailden u op" in blad.tekst and "De chat is nu dicht" in blad.tekst
    events = venster.get("events").json()["events"]
    assert [e["data"]["channel"] for e in events if e["event"] == "message.created"][-1] == "email"
    answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Toch nog even.", 9))
    blad.druk("ververs")
    assert "De chat is nu dicht" not in blad.tekst  # who talks with somebody is not told that nobody is there
