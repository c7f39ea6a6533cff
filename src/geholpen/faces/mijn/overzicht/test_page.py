"""The first page of a customer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.bewaren.commands import wis_partij
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.platform.context import Aanleiding
from geholpen.platform.ui.tijd import datum
from tests import bed, browser, cast

pytestmark = pytest.mark.django_db


def test_greeting_then_what_to_do_then_questions_then_promises(waterdam):
    page = browser.text(browser.klant("samira").get("/mijn/"))
    order = [
        "Samira Belhadi</h1>",
        "Wat moet ik regelen",
        "Uw vragen",
        "Parkeervergunning",
        "Onze beloften",
        "Zo hebben",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Wij zijn ermee bezig" in page
    assert "U heeft het liefst contact via" in page


def test_a_new_customer_sees_what_the_page_is_for(waterdam):
    page = browser.text(browser.klant("wouter").get("/mijn/"))
    assert "U hoeft nu niets te doen" in page
    assert "Wij hebben u nu niets beloofd" in page


def test_a_question_that_waits_for_the_customer_comes_first(waterdam):
    id = waterdam.stad.partij_id("samira")
    vraag = next(v for v in vragen_van(bed.klant(id), id) if v.open)
    wie = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", id, vraag.klantvraag_id))
    send_antwoord(wie, id, vraag.klantvraag_id, NieuwAntwoord("Dat kan.", vraag.laatste_volgnummer))
    page = browser.text(browser.klant("samira").get("/mijn/"))
    assert "Lees ons antwoord over: Parkeervergunning" in page
    assert page.index("Lees ons antwoord") < page.index("Uw vragen")
    assert f"Laatste contact: {datum(timezone.now())} per e-mail." in page


def test_an_answer_of_which_the_text_was_erased_is_not_to_be_read(waterdam):
    id = waterdam.stad.partij_id("samira")
    vraag = next(v for v in vragen_van(bed.klant(id), id) if v.open)
    wie = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", id, vraag.klantvraag_id))
    send_antwoord(wie, id, vraag.klantvraag_id, NieuwAntwoord("Dat kan.", vraag.laatste_volgnummer))
    wis_partij(bed.medewerker(cast.CARLIJN.code), id, {G.CONTACTINHOUD})
    client = browser.klant("samira")
    for page in ("/mijn/", f"/mijn/vraag/{vraag.klantvraag_id}/"):
        said = browser.text(client.get(page))
        assert "Lees ons antwoord" not in said
        assert "Wij hebben geantwoord. De tekst daarvan is gewist." in said


def test_a_promise_that_is_late_says_so(waterdam):
    page = browser.text(browser.klant("geert").get("/mijn/"))
    assert "Te laat" in page


def test_away_too_long_logs_out_and_says_why(waterdam):
    long_ago = (timezone.now() - timedelta(minutes=16)).timestamp()
    client = browser.log_in("klant", waterdam.stad.partij_id("samira"), long_ago)
    answer = client.get("/mijn/")
    assert answer.status_code == 401
    assert "U deed 15 minuten niets" in browser.text(answer)
    assert "Belhadi" not in browser.text(answer)
    assert client.get("/mijn/").status_code == 302


def test_logged_out_goes_to_login_and_back():
    from django.test import Client  # noqa: PLC0415

    assert Client().get("/mijn/inzage/?periode=365")["Location"] == (
        "/inloggen/klant/?next=%2Fmijn%2Finzage%2F%3Fperiode%3D365"
    )


def test_an_employee_is_told_to_log_out_first(waterdam):
    client = browser.medewerker("mdw-001")
    answer = client.get("/mijn/")
    assert answer.status_code == 403
    assert "ingelogd als medewerker" in browser.text(answer)
