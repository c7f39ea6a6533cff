"""A question goes on in another channel: at once where the address is proven, after one link where it is not."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email import message_from_bytes

import pytest
from django.test import Client
from django.urls import reverse

from geholpen.domain.berichten.commands import EigenVraag, schrijf_bericht, stel_vraag
from geholpen.domain.kanaalwissel.commands import NieuweWissel, begin_wissel
from geholpen.domain.kanaalwissel.kaart import Belofte, Gezegd, make_kaart
from geholpen.domain.kanaalwissel.queries import aandeel_behouden
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser
from tests.berichten.conftest import post, posthuis  # noqa: F401
from tests.berichten.post import SAMIRA, WOUTER, mail, partij, werkt_aan

LINK = re.compile(rb"/verder/([\w=-]+)/")


@pytest.fixture
def vraag(post, posthuis):  # noqa: F811
    who = partij(SAMIRA)
    found = post.vraag(post.bring(mail()))
    assert found["partij_id"] == who
    return found


def switch(vraag, adres, kanaal="email"):
    ctx = werkt_aan(vraag)
    return begin_wissel(ctx, vraag["partij_id"], vraag["id"], NieuweWissel(kanaal, adres, "Belt liever niet"))


def plain(raw: bytes) -> bytes:
    return raw.replace(b"=\r\n", b"").replace(b"=\n", b"")


def token_in(posthuis, adres) -> str:  # noqa: F811
    return LINK.search(plain(posthuis.berichten(adres)[-1]))[1].decode().replace("=3D", "=")


def test_an_unproven_address_gets_a_link_and_nothing_of_the_question(post, posthuis, vraag):  # noqa: F811
    assert not switch(vraag, WOUTER).bewezen
    post.run("stuur_wissel", "bezorg")
    (raw,) = posthuis.berichten(WOUTER)
    assert b"parkeer" not in plain(raw).lower()
    assert b"vergunning" not in plain(raw).lower()
    token = token_in(posthuis, WOUTER)
    stored = post.all("SELECT sleutel FROM wisselbewijs")
    assert token.encode() not in bytes(stored[0]["sleutel"])
    shown = post.all("SELECT tekst FROM bericht_inhoud WHERE klantvraag_id = %s", vraag["id"])
    assert not any(token in row["tekst"] for row in shown)


@pytest.mark.parametrize(
    ("taal", "over", "begin"),
    [
        ("eng", "Mijn paspoort is kwijt, een nieuw paspoort aanvragen", "You asked to go on here"),
        ("fry", "Mijn paspoort is kwijt, een nieuw paspoort aanvragen", "U vroeg om hier verder"),
        ("eng", "Ik wil graag een parkeervergunning.", "U vroeg om hier verder"),  # that purpose gives no language
    ],
)
def test_an_employee_lets_it_go_on_in_the_language_the_customer_needs(post, posthuis, taal, over, begin):  # noqa: F811
    partij(SAMIRA, taal=taal)
    vraag = post.vraag(post.bring(mail(over, onderwerp=over)))
    ctx = werkt_aan(vraag, "mdw-001")
    begin_wissel(ctx, vraag["partij_id"], vraag["id"], NieuweWissel("email", WOUTER))
    post.run("stuur_wissel", "bezorg")
    (raw,) = posthuis.berichten(WOUTER)
    tekst = message_from_bytes(raw).get_payload(decode=True)
    assert begin in (tekst or plain(raw)).decode()


def test_the_link_works_once_after_a_press_and_the_question_goes_on_there(post, posthuis, vraag):  # noqa: F811
    switch(vraag, WOUTER)
    post.run("stuur_wissel", "bezorg")
    page = reverse("verder", args=[token_in(posthuis, WOUTER)])
    visitor = Client()
    for _ in range(2):  # a mail program that looks ahead uses nothing up
        assert visitor.get(page).status_code == 200
    assert "Gelukt" in visitor.post(page).content.decode()
    assert visitor.post(page).status_code == 410
    post.run("bezorg")
    opening = plain(posthuis.berichten(WOUTER)[-1])
    assert vraag["kenmerk"].encode() in opening
    [adres] = post.all("SELECT * FROM digitaal_adres WHERE adres = %s", WOUTER)
    assert (adres["partij_id"], adres["niveau"]) == (vraag["partij_id"], "verified")
    answer = post.bring(mail("Hier ben ik weer.", van=WOUTER, onderwerp=f"Re: {vraag['kenmerk']}"))
    assert post.vraag(answer)["id"] == vraag["id"]


def test_a_proven_address_needs_no_link(post, posthuis, vraag):  # noqa: F811
    assert switch(vraag, SAMIRA).bewezen
    post.run("stuur_wissel", "bezorg")
    (raw,) = posthuis.berichten(SAMIRA)
    assert not LINK.search(plain(raw))
    assert vraag["kenmerk"].encode() in plain(raw)


def test_a_link_that_is_over_or_made_up_opens_nothing(post, posthuis, vraag):  # noqa: F811
    switch(vraag, WOUTER)
    post.run("stuur_wissel", "bezorg")
    post.db.execute("UPDATE wisselbewijs SET verloopt_op = now() - interval '1 minute'")
    for token in (token_in(posthuis, WOUTER), "x" * 43):
        assert Client().post(reverse("verder", args=[token])).status_code == 410
    assert post.count("digitaal_adres", "adres = %s", WOUTER) == 0


def test_what_is_no_address_and_too_many_switches_are_refused(post, posthuis, vraag):  # noqa: F811
    for kanaal, adres in (("email", "geen adres"), ("sms", "06-12345678"), ("postduif", SAMIRA)):
        with pytest.raises(Invalid):
            switch(vraag, adres, kanaal)
    for adres in (SAMIRA, WOUTER, SAMIRA, WOUTER, SAMIRA):
        switch(vraag, adres)
    with pytest.raises(Invalid) as often:
        switch(vraag, WOUTER)
    assert "morgen" in often.value.reason


def test_another_customer_cannot_let_it_go_on(post, posthuis, vraag):  # noqa: F811
    other = partij(WOUTER)
    with pytest.raises(Refused):
        begin_wissel(bed.klant(other), vraag["partij_id"], vraag["id"], NieuweWissel("email", WOUTER))


def test_going_on_in_the_same_question_counts_as_kept(post, posthuis, vraag):  # noqa: F811
    assert aandeel_behouden(bed.systeem()).procent is None
    schrijf_bericht(bed.klant(vraag["partij_id"]), vraag["partij_id"], vraag["id"], "Nog iets.")  # a mail, and now Mijn
    assert aandeel_behouden(bed.systeem()).procent == 100


def test_starting_all_over_elsewhere_counts_as_lost(post, posthuis, vraag):  # noqa: F811
    who, wat = vraag["partij_id"], vraag["onderwerp_code"]
    stel_vraag(bed.klant(who), who, EigenVraag(wat, "Ik begin maar opnieuw."))  # a mail, and now Mijn
    found = aandeel_behouden(bed.systeem())
    assert (found.behouden, found.opnieuw, found.procent) == (0, 1, 0)
    schrijf_bericht(bed.klant(who), who, vraag["id"], "En nog iets in de eerste vraag.")
    later = aandeel_behouden(bed.systeem())  # both end in Mijn now: what was counted stays, the new change is added
    assert [(p.van, p.naar, p.behouden, p.opnieuw) for p in later.paren] == [("email", "mijn", 1, 1)]
    assert aandeel_behouden(bed.systeem(), dagen=0).procent is None
    leider, adres = browser.medewerker("mdw-007"), reverse("beheer:kanaalwissels")
    page = browser.text(leider.get(adres))
    assert "ging 50 procent van de wissels verder in dezelfde vraag" in page
    post.db.execute("UPDATE klantcontact SET initiatief = 'organisatie'")
    assert "wisselde niemand van kanaal" in browser.text(leider.get(adres))
    assert browser.medewerker("mdw-003").get(adres).status_code == 403


MOMENT = datetime(2026, 11, 20, 10)
VANDAAG = date(2026, 11, 29)


def card(*teksten, beloftes=(), uiterlijk=VANDAAG):
    gezegd = [Gezegd(van, kanaal, MOMENT + timedelta(hours=n), tekst) for n, (van, kanaal, tekst) in enumerate(teksten)]
    return make_kaart(gezegd, beloftes, niveau="matched", onderwerp_zeker=True, uiterlijk_op=uiterlijk, vandaag=VANDAAG)


def test_the_card_says_what_was_asked_tried_and_promised():
    kaart = card(
        (True, "chat", "Wanneer krijg ik mijn vergunning?"),
        (False, "email", "Wij zoeken het uit."),
        (True, "telefoon", "Ik heb al twee keer gebeld, ik ben er boos over."),
        beloftes=[Belofte("Terugbellen", date(2026, 11, 25), True)],  # noqa: FBT003
    )
    assert kaart.gewisseld
    assert kaart.kanalen == ("chat", "email", "telefoon")
    assert kaart.gevraagd == "Wanneer krijg ik mijn vergunning?"
    assert [g.tekst for g in kaart.geprobeerd] == ["Wij zoeken het uit."]
    assert kaart.tekenen == (
        "zegt dat het al eerder is gevraagd",
        "schrijft boos",
        "kreeg een belofte die wij niet nakwamen",
    )


def test_a_calm_customer_gets_no_sign():
    assert card((True, "email", "Goedendag, mag ik een nieuw paspoort aanvragen?")).tekenen == ()


def test_late_is_a_sign():
    assert "wacht langer dan wij beloofden" in card((True, "email", "Hoi"), uiterlijk=date(2026, 11, 1)).tekenen


@pytest.mark.parametrize(
    ("tekst", "tekenen"),
    [
        (
            "Mijn pas is er na drie weken nog steeds niet. Ik ben er klaar mee!",
            ("zegt dat het te lang duurt", "schrijft boos"),
        ),
        ("Ik wacht al drie weken en ben het zat.", ("zegt dat het te lang duurt", "schrijft boos")),
        ("De brief is bezorgd. Er zat een formulier bij.", ()),
        ("Ik ben bezorgd over mijn moeder.", ("maakt zich zorgen",)),
        ("Wij maken ons grote zorgen.", ("maakt zich zorgen",)),
    ],
)
def test_the_card_names_signs_in_the_words_of_the_customer_and_no_others(tekst, tekenen):
    assert card((True, "chat", tekst)).tekenen == tekenen
