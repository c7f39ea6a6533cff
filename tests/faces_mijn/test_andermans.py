"""Customer A on every address of customer B: not there, and nothing of B on the page. And nobody without logging in."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from geholpen.domain.balie.commands import Aanvraag, book_afspraak
from geholpen.domain.balie.queries import afspraken_van, vrije_dagen, vrije_tijden
from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop
from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.klantcontacten.queries import vragen_van
from tests import bed, browser

pytestmark = pytest.mark.django_db
EML = """From: Samira Belhadi <samira.belhadi@voorbeeld.example>
To: klantcontact@waterdam.example
Subject: parkeervergunning met bijlage
Message-ID: <bijlage-1@voorbeeld.example>
Date: Mon, 23 Nov 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=grens

--grens
Content-Type: text/plain; charset=utf-8

Hierbij het formulier voor de parkeervergunning.
--grens
Content-Type: text/plain; name="geheim formulier.txt"
Content-Disposition: attachment; filename="geheim formulier.txt"

Kenteken XX-99-XX
--grens--
"""
#: Of every address with an id in it, which id of the other customer belongs there.
OWN = {"klantvraag_id", "bijlage_id", "vertegenwoordiging_id", "afspraak_id"}
#: Of lines of the log, requests and packages: tests/rechten, tests/misbruik/test_zaak_15_pakket.py.
OWN |= {"trace", "activiteit", "verzoek_id", "toestemming_id"}
#: Words in an address that are nobody's.
WOORDEN = {"sleutel": "x", "soort": "bezwaar", "vorm": "document", "nummer": "20"}


def _mijn(prefix="mijn/"):
    """(route, names of the ids in it) of every address of the face."""
    resolver = next(r for r in get_resolver().url_patterns if getattr(r, "app_name", "") == "mijn")
    return [
        (prefix + str(p.pattern), set(p.pattern.converters)) for p in resolver.url_patterns if isinstance(p, URLPattern)
    ]


@pytest.fixture
def met_bijlage(waterdam):
    """A question of Samira with an attachment: (klantvraag id, bijlage id)."""
    id = waterdam.stad.partij_id("samira")
    envelop, _new = store_envelop(bed.systeem(), RuwBericht("email", "test", EML.replace("\n", "\r\n").encode()))
    process_envelop(bed.systeem(), envelop)
    ctx = bed.klant(id)
    for vraag in vragen_van(ctx, id):
        for bericht in gesprek(ctx, id, vraag.klantvraag_id):
            if bericht.bijlagen:
                return vraag.klantvraag_id, bericht.bijlagen[0].id
    raise AssertionError("the attachment was not stored")


def test_every_address_with_an_id_is_in_this_test():
    assert {name for _route, names in _mijn() for name in names} <= OWN | set(WOORDEN)


@pytest.mark.geval("A13")
def test_the_owner_can_download_and_nobody_else(met_bijlage):
    _vraag, bijlage = met_bijlage
    answer = browser.klant("samira").get(f"/mijn/bijlage/{bijlage}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"XX-99-XX" in answer.content
    refused = browser.klant("wouter").get(f"/mijn/bijlage/{bijlage}/")
    assert refused.status_code == 404
    assert b"XX-99-XX" not in refused.content
    assert b"geheim formulier" not in refused.content


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.geval("A13")
def test_another_customers_question_is_as_absent_as_one_that_never_was(met_bijlage, method):
    vraag, _bijlage = met_bijlage
    client = browser.klant("wouter")
    theirs = getattr(client, method)(f"/mijn/vraag/{vraag}/", {"tekst": "Ik ben Wouter"})
    never = getattr(client, method)(f"/mijn/vraag/{uuid.uuid4()}/", {"tekst": "Ik ben Wouter"})
    assert theirs.status_code == never.status_code == 404
    for word in ("Belhadi", "kenteken", "Parkeer", "Turfkade"):
        assert word not in browser.text(theirs)
    assert "Ik ben Wouter" not in browser.text(browser.klant("samira").get(f"/mijn/vraag/{vraag}/"))


@pytest.mark.parametrize("wat", ["verzetten", "afzeggen", "agenda"])
@pytest.mark.geval("A13")
def test_another_customers_appointment_is_not_there(waterdam, wat):
    id = waterdam.stad.partij_id("samira")
    dag = vrije_dagen("paspoort_aanvragen", "stadhuis", timezone.localdate() + timedelta(days=2))[0]
    begin = vrije_tijden("paspoort_aanvragen", "stadhuis", dag)[0]
    afspraak = book_afspraak(bed.klant(id), id, Aanvraag("paspoort_aanvragen", "stadhuis", begin))
    for method in ("get", "post"):
        refused = getattr(browser.klant("wouter"), method)(f"/mijn/afspraken/{afspraak}/{wat}/")
        assert refused.status_code in {404, 405}, (method, refused.status_code)
    assert [a.stand for a in afspraken_van(bed.klant(id), id)] == ["bevestigd"]


def test_logged_out_sees_the_login_page_on_every_address(db):
    for route, names in _mijn():
        address = "/" + route
        for name in names:
            address = address.replace(f"<uuid:{name}>", str(uuid.uuid4()))
            for kind in ("slug", "int", "str"):
                address = address.replace(f"<{kind}:{name}>", WOORDEN.get(name, ""))
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/inloggen/klant/?next="), address


def test_no_bsn_anywhere_in_what_a_customer_sees(met_bijlage):
    vraag, _bijlage = met_bijlage
    client = browser.klant("samira")
    pages = ("", f"vraag/{vraag}/", "vraag/nieuw/", "contact/", "inzage/?periode=365", "rechten/", "namens/")
    pages += tuple(f"inzage/bestand/{vorm}/" for vorm in ("document", "ldv", "vng"))
    for address in ("/inloggen/", *(f"/mijn/{page}" for page in pages)):
        answer = client.get(address)
        assert browser.leaks(answer) == [], address
