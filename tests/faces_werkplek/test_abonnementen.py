"""Subscriptions by page: made and tried, paused and resumed, sent again, ended; only by the functional manager."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from geholpen.adapters.koppelingen.notificaties.twin import Ontvanger
from geholpen.domain.notificaties.models import Abonnement, Notificatie
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.models import Applicatie
from geholpen.platform import outbound
from tests import cast
from tests.faces_werkplek.bureau import Bureau, plain


@pytest.fixture
def anneke(stad) -> Bureau:
    applicaties.forget()
    outbound.forget()
    return Bureau(cast.ANNEKE.code)


@pytest.fixture
def twin():
    with Ontvanger(auth="Bearer proef") as ontvanger:
        yield ontvanger


@pytest.fixture
def applicatie(anneke):
    return Applicatie.objects.create(naam="Zaaksysteem", activiteiten=["koppelingen"]).id


def make(anneke, applicatie, adres, **meer):
    """Fill in the form."""
    given = {"adres": adres, "auth": "Bearer proef", "kanalen": ["partijen", "nl.overheid.zaken"], **meer}
    return anneke.client.post(reverse("beheer:abonnement_nieuw", args=[applicatie]), given)


def see(anneke, naam, id):
    """A management page as text."""
    return plain(anneke.client.get(reverse(f"beheer:{naam}", args=[id])).content.decode())


def test_a_subscription_is_made_tried_and_shows_its_secret_once(anneke, applicatie, twin):
    html = make(anneke, applicatie, twin.adres("ontvangt")).content.decode()
    (geheim,) = re.findall(r"<code>(whsec_[A-Za-z0-9+/=]{44})</code>", html)
    assert "Het abonnement is nu actief." in plain(html)
    (trial,) = twin.binnen
    assert trial.signed_with(geheim)
    found = Abonnement.objects.get()
    assert (found.stand, found.kanalen, found.cloudevent_filters) == (
        "actief",
        [{"naam": "partijen"}],
        [{"type_substring": "nl.overheid.zaken"}],
    )
    again = see(anneke, "abonnement", found.id)
    assert geheim not in again
    assert "Bearer proef" not in again
    assert "Er is nog geen bericht gestuurd" in again
    assert twin.adres("ontvangt") in see(anneke, "applicatie", applicatie)


def test_a_receiver_that_is_not_ready_loses_nothing(anneke, applicatie, twin):
    html = plain(make(anneke, applicatie, twin.adres("faalt")).content.decode())
    assert "Bij de ontvanger ging iets mis (500)" in html
    assert "Nog niet gecontroleerd" in html
    found = Abonnement.objects.get()
    assert found.stand == "controle"
    twin.antwoorden["faalt"] = 204
    pad = reverse("beheer:abonnement", args=[found.id])
    page = anneke.client.post(pad, {"actie": "proef"}, follow=True)
    assert "Het abonnement is nu actief." in plain(page.content.decode())


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"adres": "http://10.0.0.1/"}, "Gebruik een adres dat begint met https://."),
        ({"adres": "https://10.0.0.1/"}, "Dit adres ligt in een afgeschermd netwerk."),
        ({"adres": "zomaar"}, "Dit is geen geldig webadres."),
        ({"kanalen": []}, "Kies waarvan de applicatie bericht krijgt."),
        ({"auth": "een\nregel"}, ""),
    ],
)
def test_what_cannot_be_says_why_and_keeps_what_was_filled_in(anneke, applicatie, twin, velden, zin):
    answer = make(anneke, applicatie, **{"adres": twin.adres("ontvangt"), **velden})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert zin in plain(html)
    assert velden.get("adres", twin.adres("ontvangt")) in html
    assert twin.binnen == []


def test_pause_resume_and_end(anneke, applicatie, twin):
    make(anneke, applicatie, twin.adres("ontvangt"))
    found = Abonnement.objects.get()
    pad = reverse("beheer:abonnement", args=[found.id])
    for actie, stand in (("pauzeren", "gepauzeerd"), ("hervatten", "actief"), ("intrekken", "ingetrokken")):
        assert anneke.client.post(pad, {"actie": actie}).status_code == 302
        found.refresh_from_db()
        assert found.stand == stand
    assert anneke.client.post(pad, {"actie": "hervatten"}).status_code == 404
    assert "Ingetrokken" in see(anneke, "abonnement", found.id)


def test_what_did_not_arrive_is_seen_and_sent_again(anneke, applicatie, twin):
    make(anneke, applicatie, twin.adres("ontvangt"))
    found = Abonnement.objects.get()
    rij = Notificatie.objects.create(
        abonnement_id=found.id,
        bericht_id=found.id,
        type="notificatie",
        kanaal="partijen",
        bron="partij",
        actie="create",
        hoofd_id=found.id,
        inhoud="{}",
        staat="opgegeven",
        fout="HTTP",
        status=403,
        pogingen=8,
        uiterlijk_op=found.aangemaakt_op,
        geeindigd_op=found.aangemaakt_op,
    )
    html = see(anneke, "abonnement", found.id)
    assert "De ontvanger vindt dat wij dit niet mogen (403)." in html
    pad = reverse("beheer:abonnement", args=[found.id])
    page = anneke.client.post(pad, {"actie": "opnieuw", "notificatie": str(rij.id)}, follow=True)
    assert "Het bericht wordt opnieuw gestuurd." in plain(page.content.decode())
    assert "opnieuw gestuurd" in plain(page.content.decode())
    assert Notificatie.objects.filter(staat="wacht", beurt=2).count() == 1
    assert anneke.client.post(pad, {"actie": "opnieuw", "notificatie": "zomaar"}).status_code == 404


@pytest.mark.parametrize("wie", [cast.JOLANDA, cast.BRAM])
def test_nobody_else_manages_them(stad, anneke, applicatie, twin, wie):
    make(anneke, applicatie, twin.adres("ontvangt"))
    twin.binnen.clear()
    ander, found = Bureau(wie.code), Abonnement.objects.get()
    pad = reverse("beheer:abonnement", args=[found.id])
    assert ander.client.get(pad).status_code == 403
    assert ander.client.post(pad, {"actie": "proef"}).status_code == 403
    assert make(ander, applicatie, twin.adres("ontvangt")).status_code == 403
    assert twin.binnen == []
