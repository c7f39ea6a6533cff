"""Somebody logs in in a chat: no link of before and no other window is a way in to what is said after."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from geholpen.domain.chat.commands import Chatantwoord, answer_chat, make_chatlink, place_with_proven, redeem_verder
from geholpen.domain.chat.models import Chatbezoek, Chatlink
from geholpen.domain.kanaalwissel.queries import wissels_van
from geholpen.faces.chat.v1 import ons
from tests import browser, cast
from tests.berichten.post import Post
from tests.chat.test_van_wie import at, heard, prove
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


@pytest.fixture
def twee(venster, bezoek):
    """Two windows on one question: a stranger's, and the one of who was lured with a link of it."""
    venster.zeg(VRAAG)
    ander = opened(venster, chatlink(bezoek(venster)))
    vreemd = Venster(venster.sleutel)
    vreemd.start()
    hier = bezoek(ander)
    met = {"partij_id": hier.partij_id, "klantvraag_id": hier.klantvraag_id, "vanaf": 1}
    Chatbezoek.objects.filter(id=bezoek(vreemd).id).update(**met)
    assert heard(vreemd) == heard(ander) == [VRAAG]
    return vreemd, ander


def test_who_logs_in_is_not_read_along_in_another_window(venster, twee, bezoek, aan_het_werk):
    vreemd, ander = twee
    prove(ander, maak_klant("samira"))
    hier = bezoek(ander)
    answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Dag mevrouw.", 1))
    assert heard(ander) == [VRAAG, "Dag mevrouw."]
    for raam in (vreemd, venster):  # also the one that went on elsewhere before
        assert heard(raam) == [VRAAG]
        assert raam.get("events").json()["events"][-1]["event"] == "visit.closed"
    assert (bezoek(vreemd).einde, vreemd.zeg("Hoe heet ik?").status_code) == ("ingelogd", 410)


def test_the_window_that_ends_hears_it_at_once(stroom, twee):
    vreemd, ander = twee
    with vreemd.luister(stroom) as hoort:
        prove(ander, maak_klant("samira"))
        assert hoort.wacht("visit.closed")[0]["data"] == {"reason": "ingelogd"}


def test_a_window_of_the_same_customer_stays(twee, bezoek):
    vreemd, ander = twee
    samira = maak_klant("samira")
    Chatbezoek.objects.filter(id=bezoek(vreemd).id).update(bewezen_partij_id=samira.id)
    prove(ander, samira)
    assert bezoek(vreemd).geeindigd_op is None


def test_the_desk_reads_that_another_window_was_closed(twee, bezoek):
    vreemd, ander = twee
    zin = "Deze vraag was nog in een ander venster open."
    hier = bezoek(ander)
    desk, adres = browser.medewerker(JOLANDA), f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"
    assert zin not in browser.text(desk.get(adres))
    prove(ander, maak_klant("samira"))
    pagina = browser.text(desk.get(adres))
    assert pagina.count(zin) == 1 and "De klant is in de chat." in pagina  # though the window that ended is the newest
    nieuws = desk.get(f"{adres}chat/nieuws/?na=1").content.decode()
    assert zin in nieuws and 'id="venster-1"' in nieuws


def test_a_window_that_nobody_opened_is_no_line_at_the_desk(venster, bezoek):
    venster.zeg(VRAAG)
    hier = bezoek(venster)
    make_chatlink(ons().over({hier.partij_id}), hier.partij_id, hier.klantvraag_id, terug=False)
    prove(venster, maak_klant("samira"))
    desk = browser.medewerker(JOLANDA)
    pagina = browser.text(desk.get(f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"))
    assert "in een ander venster open" not in pagina
