"""The window tells what became of a link, and who was answered another way waits in no queue."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.domain.berichten.commands import NieuwAntwoord, record_uitkomst, send_antwoord, withdraw_antwoord
from geholpen.domain.berichten.ports import Geweigerd
from geholpen.domain.chat import tasks
from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.chat.queries import beloofde_dag
from geholpen.domain.klantcontacten.queries import taken_van
from geholpen.faces.chat.v1 import ons
from geholpen.platform.ui.tijd import dag
from tests import bed, browser, cast
from tests.berichten.post import Post
from tests.chat.test_van_wie import prove
from tests.chat.test_verder import link_in, sent
from tests.chat.venster import Venster
from tests.toneel_klanten import maak_klant

pytestmark = pytest.mark.slow
JOLANDA = cast.JOLANDA.code
AAN = "noor@inwoner.example"


def state(venster: Venster) -> str:
    """What the window shows of going on elsewhere; "" for nothing."""
    alles = venster.get("events").json()["events"]
    return next((e["data"]["state"] for e in alles if e["event"] == "continue"), "")


def place(venster: Venster) -> int:
    alles = venster.get("events").json()["events"]
    return int(next(e["data"]["position"] for e in alles if e["event"] == "queue"))


@pytest.fixture
def gevraagd(venster, beheer) -> str:
    """A window that asked for a link by mail. The link."""
    venster.zeg("Ik moet zo weg.")
    assert state(venster) == ""
    antwoord = venster.post("continue", {"channel": "email", "address": AAN})
    assert antwoord.json()["state"] == "waiting" == state(venster)
    return link_in(sent(Post(beheer))[0])


def test_the_window_hears_that_the_link_was_used(venster, stroom, gevraagd):
    with venster.luister(stroom) as hoort:
        assert hoort.wacht("continue")[-1]["data"] == {"state": "waiting"}
        assert Client().post(gevraagd).status_code == 200
        assert hoort.wacht("continue", 2)[-1]["data"] == {"state": "used"}
    assert state(venster) == "used"
    woorden = venster.get("config", {"key": venster.sleutel}).json()["words"]
    assert woorden["link_used"] == "De link is gebruikt. Uw vraag gaat daar nu verder."
    pagina = Client().post(f"/chat/{venster.sleutel}/", {"token": venster.token, "doe": "ververs"}).content.decode()
    assert woorden["link_used"] in pagina and "De link is onderweg" not in pagina


def test_the_window_hears_that_the_mail_did_not_arrive_until_another_is_asked(venster, gevraagd, bezoek, beheer):
    hier = bezoek(venster)
    ctx = bed.systeem("email").over({hier.partij_id})
    (bezorging,) = Post(beheer).all("SELECT id FROM bezorging")
    weg = Geweigerd("550", "Het adres bestaat niet.", blijvend=True)
    record_uitkomst(ctx, hier.partij_id, bezorging["id"], weg)
    bed.deliver_events()
    assert state(venster) == "failed"
    pagina = browser.text(Client().post(f"/chat/{venster.sleutel}/", {"token": venster.token, "doe": "ververs"}))
    assert "Ons bericht kwam niet aan op het adres dat u gaf." in pagina
    assert venster.post("continue", {"channel": "email", "address": "noor.b@inwoner.example"}).status_code == 202
    assert state(venster) == "waiting"  # the newest counts
    sent(Post(beheer))
    record_uitkomst(ctx, hier.partij_id, bezorging["id"], weg)
    bed.deliver_events()
    assert state(venster) == "waiting"


def test_a_link_that_is_over_and_one_that_was_withdrawn_are_called_so(venster, gevraagd, bezoek):
    hier = Chatbezoek.objects.filter(id=bezoek(venster).id)
    hier.update(wissel_tot=timezone.now())
    assert state(venster) == "expired"
    hier.update(wissel_tot=timezone.now() + timedelta(hours=1))
    prove(venster, maak_klant("samira"))
    assert state(venster) == "withdrawn"


def test_a_closed_chat_says_of_no_link_that_it_is_on_its_way(venster, gevraagd):
    pagina = Client().post(f"/chat/{venster.sleutel}/", {"token": venster.token, "doe": "einde"}).content.decode()
    assert "Deze chat is afgesloten" in pagina and "De link is onderweg" not in pagina


def test_who_is_answered_by_mail_leaves_the_queue_until_it_is_taken_back(venster, bezoek, aan_het_werk, settings):
    settings.VERZENDPAUZE = 60
    venster.zeg("Mag mijn schuur weg?", email=AAN)
    assert place(venster) == 1
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    antwoord = NieuwAntwoord("Dat mag.", 1, AAN, kanaal="email")
    gestuurd = send_antwoord(ctx, hier.partij_id, hier.klantvraag_id, antwoord)
    bed.deliver_events()
    assert place(venster) == 0 and bezoek(venster).wacht_sinds is None
    withdraw_antwoord(ctx, hier.partij_id, hier.klantvraag_id, gestuurd)
    bed.deliver_events()
    assert place(venster) == 1


def test_the_window_and_the_automatic_message_promise_the_same_day(venster, bezoek):
    belofte = f"U krijgt uiterlijk {dag(beloofde_dag())} antwoord."
    inrichting = venster.get("config", {"key": venster.sleutel}).json()
    assert inrichting["closed"] == f"Laat uw vraag achter. {belofte}"
    venster.zeg("Is daar iemand?")
    hier = bezoek(venster)
    Chatbezoek.objects.filter(id=hier.id).update(weg_op=timezone.now() - timedelta(minutes=3))
    tasks.look_after()
    (taak,) = taken_van(ons().over({hier.partij_id}), hier.partij_id, hier.klantvraag_id)
    assert taak.uiterlijk_op == beloofde_dag()


def test_a_promise_counts_from_the_moment_of_the_question(sleutel):
    vrijdag = timezone.make_aware(datetime(2026, 12, 4, 23, 50))
    assert beloofde_dag(vrijdag) == beloofde_dag(vrijdag + timedelta(hours=10)) == vrijdag.date() + timedelta(days=3)
