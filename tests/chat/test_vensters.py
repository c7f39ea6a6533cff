"""Somebody logs in in a chat: no link of before and no other window is a way in to what is said after."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from geholpen.domain.chat.commands import make_chatlink, place_with_proven, redeem_verder
from geholpen.domain.chat.models import Chatbezoek, Chatlink
from geholpen.domain.kanaalwissel.queries import wissels_van
from geholpen.faces.chat.v1 import ons
from tests import browser, cast
from tests.berichten.post import Post
from tests.chat.test_van_wie import at, prove
from tests.chat.test_verder import link_in, sent
from tests.chat.venster import Venster
from tests.toneel_klanten import maak_klant

pytestmark = pytest.mark.slow
JOLANDA = cast.JOLANDA.code
VRAAG = "Hoe lang wacht ik nog op mijn uitkering?"


def ask_link(venster: Venster, adres: str = "vreemd@elders.example") -> None:
    assert venster.post("continue", {"channel": "email", "address": adres}).status_code == 202


def chatlink(bezoek: Any) -> str:
    """A link back to the window of this visit."""
    return make_chatlink(ons().over({bezoek.partij_id}), bezoek.partij_id, bezoek.klantvraag_id, terug=True)


def opened(venster: Venster, link: str) -> Venster:
    """The window that this link opens."""
    antwoord = Client().post(f"/chat/verder/{link}/")
    assert antwoord.status_code == 200
    nieuw = Venster(venster.sleutel)
    nieuw.token = re.search(r'name="token" value="([\w-]+)"', antwoord.content.decode())[1]
    return nieuw


def test_a_link_of_before_the_proof_opens_nothing_after_it(venster, bezoek):
    venster.zeg(VRAAG)
    link = chatlink(bezoek(venster))
    prove(venster, maak_klant("samira"))
    antwoord = Client().post(f"/chat/verder/{link}/")
    pagina = browser.text(antwoord)
    assert antwoord.status_code == 410 and VRAAG not in pagina
    assert "heeft iemand in deze chat ingelogd" in pagina and "begin een nieuwe chat" in pagina
    assert Chatbezoek.objects.count() == 1 and bezoek(venster).geeindigd_op is None


def test_also_when_it_was_not_withdrawn(venster, bezoek):
    """The moment decides, whatever became of the row."""
    venster.zeg(VRAAG)
    link = chatlink(bezoek(venster))
    prove(venster, maak_klant("samira"))
    Chatlink.objects.update(gebruikt_op=None)
    assert redeem_verder(ons(), link) is None


def test_a_link_of_before_the_question_was_given_opens_nothing(venster, bezoek, aan_het_werk):
    venster.zeg(VRAAG)
    samira = maak_klant("samira")
    prove(venster, samira)
    hier = bezoek(venster)
    link = make_chatlink(ons().over({hier.partij_id}), hier.partij_id, hier.klantvraag_id, terug=False)
    place_with_proven(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    assert link and redeem_verder(ons(), link) is None
    later = make_chatlink(ons().over({samira.id}), samira.id, hier.klantvraag_id, terug=False)
    assert redeem_verder(ons(), later) is not None


def test_a_switch_that_waits_is_withdrawn_by_the_proof(venster, bezoek, beheer):
    venster.zeg(VRAAG)
    ask_link(venster)
    (mail,) = sent(Post(beheer))
    prove(venster, maak_klant("samira"))
    assert Client().post(link_in(mail)).status_code == 410
    hier = bezoek(venster)
    (regel,) = wissels_van(at(hier.partij_id, hier), hier.partij_id, hier.klantvraag_id)
    assert (regel.staat, regel.verlopen) == ("wacht", True)


def test_a_switch_whose_link_was_not_sent_yet_sends_none(venster, bezoek, beheer):
    venster.zeg(VRAAG)
    ask_link(venster)
    prove(venster, maak_klant("samira"))
    assert sent(Post(beheer)) == []


def test_a_switch_of_after_the_proof_proves_its_address_and_opens_no_window(venster, bezoek, beheer):
    """The question is still of somebody unknown: an address that was typed there is not of who logged in."""
    venster.zeg(VRAAG)
    prove(venster, maak_klant("samira"))
    ask_link(venster)
    (mail,) = sent(Post(beheer))
    klaar = Client().post(link_in(mail))
    assert klaar.status_code == 200 and "/chat/verder/" not in klaar.content.decode()


def test_one_link_of_a_question_works(venster, bezoek):
    """Somebody asks twice, opens one and lures another with the other."""
    venster.zeg(VRAAG)
    een = chatlink(bezoek(venster))
    twee = chatlink(bezoek(venster))
    assert redeem_verder(ons(), een) is None
    assert redeem_verder(ons(), twee) is not None


def test_a_window_that_ended_asks_for_no_link_and_proves_nobody(venster, bezoek):
    venster.zeg(VRAAG)
    opened(venster, chatlink(bezoek(venster)))
    weg = venster.post("continue", {"channel": "email", "address": "vreemd@elders.example"})
    assert (weg.status_code, weg.json()["error"]) == (410, "geeindigd")
    with pytest.raises(AssertionError, match="410"):
        prove(venster, maak_klant("samira"))
    assert bezoek(venster).bewezen_partij_id is None
