"""Quick exit: on every page of Mijn, without script, to a neutral page, with nothing left in the browser."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse
from psycopg.types.json import Jsonb

from geholpen.platform import onthouden
from tests import cast
from tests.faces_werkplek.bureau import import_klant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.fixture
def roos() -> Client:
    """Roos, logged in."""
    partij_id = import_klant(cast.ROOS)
    client = Client()
    sessie = client.session
    sessie["wie"] = {"soort": "klant", "id": str(partij_id), "niveau": "authenticated", "laatst": int(time.time())}
    sessie.save()
    return client


@pytest.mark.parametrize("pagina", ["overzicht", "nieuw", "contact", "inzage", "namens"])
def test_it_is_a_link_near_the_top_of_every_page(roos, pagina):
    html = roos.get(reverse(f"mijn:{pagina}")).content.decode()
    assert f'href="{reverse("snel_weg")}"' in html
    assert html.index(reverse("snel_weg")) < html.index('<main id="inhoud"')


def test_it_ends_the_session_and_has_the_browser_clear_what_it_keeps(roos):
    gone = roos.get(reverse("snel_weg"))
    assert (gone.status_code, gone["Location"]) == (303, "/vandaag/")
    assert gone["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert gone["Referrer-Policy"] == "no-referrer"
    assert gone["Cache-Control"] == "no-store"
    assert roos.get(reverse("mijn:overzicht")).status_code == 302


def test_the_page_of_our_own_names_nobody(roos):
    html = roos.get("/vandaag/").content.decode()
    for woord in (cast.ORGANISATIE.naam, "Waterdam", "Geholpen", "mijn", "static"):
        assert woord not in html


@pytest.mark.parametrize(
    ("gekozen", "naar"),
    [
        ("https://weer.example/", "https://weer.example/"),
        ("http://weer.example/", "/vandaag/"),
        ("javascript:alert(1)", "/vandaag/"),
        ("", "/vandaag/"),
    ],
)
def test_the_organisation_chooses_where_to(echte_commits, beheer, gekozen, naar):
    beheer.execute("UPDATE organisatie SET instellingen = instellingen || %s", [Jsonb({"snel_weg": gekozen})])
    onthouden.forget()
    assert Client().get(reverse("snel_weg"))["Location"] == naar
    onthouden.forget()
