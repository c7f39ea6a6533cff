"""Somebody logs in from the chat window: with a ticket of that visit, once, and only as the window handed it over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.domain.chat.commands import make_inlogkaart, place_back, place_with_proven, redeem_verder
from geholpen.domain.chat.commands.verder import _link
from geholpen.domain.chat.models import Chatbezoek, Chatlink
from geholpen.faces.chat.v1 import ons
from geholpen.platform.context import Aanleiding
from tests import bed, browser, cast
from tests.chat.venster import WIJK, Venster
from tests.toneel_klanten import EchteKlant, maak_klant

pytestmark = pytest.mark.slow
ONS = "http://testserver"
VRAAG = "Mijn grijze bak is kapot."
INLOGGEN = "/mijn/chat/inloggen/"


@pytest.fixture
def roos(venster: Venster) -> EchteKlant:
    """A customer with a question of before, who is chatting as nobody."""
    klant = maak_klant("roos", vraag="Een oude vraag van Roos.")
    assert venster.zeg(VRAAG, name="R.").status_code == 201
    return klant


def ticket(venster: Venster) -> str:
    antwoord = venster.post("login", {})
    assert antwoord.status_code == 201
    return str(antwoord.json()["ticket"])


def tab(klant: EchteKlant) -> Client:
    """A browser in which this customer logged in."""
    return browser.log_in("klant", klant.id)


def hand_over(client: Client, kaart: str, herkomst: str = WIJK, **koppen: str) -> Any:
    """What the tab does with the ticket that its window gave it."""
    return client.post("/chat/inloggen/", {"kaart": kaart, "herkomst": herkomst}, **({"HTTP_ORIGIN": ONS} | koppen))


def identity(venster: Venster) -> list[dict[str, Any]]:
    return [e["data"] for e in venster.get("events", {"after": "0"}).json()["events"] if e["event"] == "identity"]


def test_who_logs_in_is_added_to_the_visit_and_nothing_of_before_comes_along(venster, roos, bezoek):
    client, kaart = tab(roos), ticket(venster)
    assert identity(venster) == []
    gegeven = hand_over(client, kaart)
    assert gegeven.status_code == 200 and kaart not in gegeven.content.decode()
    cookie = gegeven.cookies["geholpen_chatkaart"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/mijn/chat/")
    vraag = browser.text(client.get(INLOGGEN))
    assert cast.ROOS.weergavenaam in vraag and VRAAG not in vraag and kaart not in vraag
    assert bezoek(venster).bewezen_partij_id is None  # looking says nothing
    assert "Gelukt." in browser.text(client.post(INLOGGEN))
    hier = bezoek(venster)
    assert (hier.bewezen_partij_id, hier.partij_id == roos.id, hier.niveau) == (roos.id, False, "asserted")
    assert identity(venster) == [{"identified": True, "question": "apart"}]
    gehoord = [e["data"]["text"] for e in venster.get("events", {"after": "0"}).json()["events"] if "seq" in e["data"]]
    assert gehoord == [VRAAG]


def test_who_logs_in_before_asking_asks_as_themselves(venster, bezoek):
    klant = maak_klant("roos")
    client = tab(klant)
    hand_over(client, ticket(venster))
    client.post(INLOGGEN)
    assert identity(venster) == [{"identified": True, "question": "own"}]
    venster.zeg(VRAAG)
    assert (bezoek(venster).partij_id, bezoek(venster).niveau) == (klant.id, "authenticated")


def test_a_ticket_works_once(venster, roos, bezoek):
    kaart = ticket(venster)
    een, twee = tab(roos), tab(roos)
    assert [hand_over(client, kaart).status_code for client in (een, twee)] == [200, 200]
    assert een.post(INLOGGEN).status_code == 200
    opnieuw = twee.post(INLOGGEN)
    assert opnieuw.status_code == 410 and "opnieuw Inloggen" in browser.text(opnieuw)
    assert twee.get(INLOGGEN).status_code == 410
    assert hand_over(tab(roos), kaart).status_code == 410


@pytest.mark.parametrize("wat", ["te oud", "chat voorbij", "verzonnen"])
def test_a_ticket_that_is_no_good_does_nothing(venster, roos, bezoek, wat):
    client, kaart = tab(roos), ticket(venster)
    hand_over(client, kaart)
    if wat == "te oud":
        Chatlink.objects.update(verloopt_op=timezone.now() - timedelta(seconds=1))
    elif wat == "chat voorbij":
        venster.post("end", {})
    else:
        client.cookies["geholpen_chatkaart"] = "x" * 43
    assert client.get(INLOGGEN).status_code == 410
    assert client.post(INLOGGEN).status_code == 410
    assert Chatbezoek.objects.get(id=bezoek(venster).id).bewezen_partij_id is None


def test_another_person_moves_nothing(venster, roos, bezoek):
    samira = maak_klant("samira")
    client = tab(roos)
    hand_over(client, ticket(venster))
    client.post(INLOGGEN)
    ander = tab(samira)
    hand_over(ander, ticket(venster))
    geweigerd = ander.post(INLOGGEN)
    assert geweigerd.status_code == 403 and "al iemand anders ingelogd" in browser.text(geweigerd)
    assert cast.ROOS.weergavenaam not in browser.text(geweigerd)
    assert bezoek(venster).bewezen_partij_id == roos.id


@pytest.mark.parametrize("van", ["https://kwaad.example", "null", WIJK])
def test_no_page_of_somebody_else_puts_a_ticket_in_a_browser(venster, roos, van):
    """Else a stranger could have their own chat known as somebody else."""
    client = tab(roos)
    antwoord = hand_over(client, ticket(venster), HTTP_ORIGIN=van)
    assert antwoord.status_code == 403 and not antwoord.cookies
    assert client.post("/chat/inloggen/", {"token": venster.token}, HTTP_ORIGIN=van).status_code == 403
    pagina = client.post(f"/chat/{venster.sleutel}/", {"token": venster.token, "doe": "ververs"}, HTTP_ORIGIN=van)
    assert pagina.status_code == 403 and venster.token not in browser.text(pagina)
    assert client.get(INLOGGEN).status_code == 410


def test_a_ticket_comes_only_from_where_its_chat_may_stand(venster, roos):
    kaart = ticket(venster)
    assert hand_over(tab(roos), kaart, herkomst="https://kwaad.example").status_code == 410
    assert hand_over(tab(roos), kaart, herkomst="").status_code == 410
    assert hand_over(tab(roos), kaart, herkomst=ONS).status_code == 200


def test_a_ticket_opens_no_conversation_and_a_link_of_a_mail_proves_nobody(venster, roos, bezoek):
    kaart = ticket(venster)
    assert redeem_verder(ons(), kaart) is None
    link = _link(Chatbezoek.objects.get(id=bezoek(venster).id))[0]
    assert hand_over(tab(roos), link).status_code == 410


def test_tickets_are_braked_and_end_with_the_chat(venster):
    antwoorden = [venster.post("login", {}).status_code for _ in range(11)]
    assert antwoorden == [201] * 10 + [429]
    venster.post("end", {})
    assert venster.post("login", {}).status_code == 410


def test_where_nobody_can_log_in_nothing_is_offered(venster, settings):
    settings.OIDC_KLANTEN = ""
    assert venster.post("login", {}).status_code == 404
    assert venster.get("config", {"key": venster.sleutel, "locale": "nl"}).json()["login"] is False


def test_who_is_not_logged_in_is_sent_to_log_in_without_the_ticket_in_the_address(venster, roos):
    client, kaart = Client(), ticket(venster)
    hand_over(client, kaart)
    naar = client.get(INLOGGEN)
    assert naar.status_code == 302 and naar["Location"] == "/inloggen/klant/?next=%2Fmijn%2Fchat%2Finloggen%2F"


def test_the_customer_reads_in_the_window_and_in_mijn_that_it_was_given_and_put_back(venster, roos, bezoek):
    client = tab(roos)
    hand_over(client, ticket(venster))
    client.post(INLOGGEN)
    hier = bezoek(venster)
    jolanda = bed.medewerker(cast.JOLANDA.code)
    place_with_proven(
        jolanda.voor(Aanleiding("klantvraag", hier.partij_id, hier.klantvraag_id)), hier.partij_id, hier.klantvraag_id
    )
    assert identity(venster) == [{"identified": True, "question": "given"}]
    mijn = browser.text(client.get(f"/mijn/vraag/{hier.klantvraag_id}/"))
    assert "Een medewerker legde de vraag bij uw gegevens." in mijn
    place_back(jolanda.voor(Aanleiding("klantvraag", roos.id, hier.klantvraag_id)), roos.id, hier.klantvraag_id)
    assert identity(venster) == [{"identified": True, "question": "back"}]
    overzicht = browser.text(client.get("/mijn/"))
    assert "Een vraag uit de chat staat niet meer bij u" in overzicht and VRAAG not in overzicht
    place_with_proven(
        jolanda.voor(Aanleiding("klantvraag", hier.partij_id, hier.klantvraag_id)), hier.partij_id, hier.klantvraag_id
    )
    assert "Een vraag uit de chat staat niet meer bij u" not in browser.text(client.get("/mijn/"))


def test_an_open_window_without_a_question_hears_it_at_once(stroom, venster):
    klant = maak_klant("roos")
    with venster.luister(stroom) as hoort:
        client = tab(klant)
        hand_over(client, ticket(venster))
        client.post(INLOGGEN)
        assert hoort.wacht("identity")[0]["data"] == {"identified": True, "question": "own"}


def test_the_log_of_the_system_and_the_table_hold_no_ticket(venster, roos, beheer, caplog):
    kaart = make_inlogkaart(ons(), Chatbezoek.objects.latest("id").id)
    hand_over(tab(roos), kaart)
    assert kaart not in caplog.text
    rows = beheer.execute("SELECT chatlink::text || encode(sleutel, 'escape') FROM chatlink").fetchall()
    assert len(rows) == 1 and kaart not in rows[0][0]


@pytest.mark.parametrize("locale", ["en-GB", "nl-NL"])
def test_all_of_it_is_in_the_language_of_the_chat(sleutel, locale):
    venster = Venster(sleutel)
    venster.start(locale=locale)
    client, kaart = tab(maak_klant("roos")), ticket(venster)
    wacht = client.get("/chat/inloggen/", {"taal": locale[:2]})
    bladzijden = [wacht, hand_over(client, kaart), client.get(INLOGGEN), client.post(INLOGGEN)]
    bladzijden.append(client.post("/chat/inloggen/", {"token": venster.token}, HTTP_ORIGIN=ONS))
    for bladzij in bladzijden:
        assert bladzij.status_code == 200 and bladzij["Content-Language"] == locale[:2]
        assert f'lang="{locale[:2]}"' in bladzij.content.decode()
    gelukt = browser.text(bladzijden[3])
    assert ("Gelukt." in gelukt) is (locale == "nl-NL")
    voorbij = hand_over(client, kaart)
    assert voorbij.status_code == 410 and f'lang="{locale[:2]}"' in voorbij.content.decode()
