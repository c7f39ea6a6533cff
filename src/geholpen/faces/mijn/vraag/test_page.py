"""One question over all channels."""

import re

import pytest

from geholpen.domain.klantcontacten.commands import register_poging
from geholpen.domain.klantcontacten.queries import regel_van, taken_van, vragen_van
from geholpen.platform.context import Aanleiding
from tests import bed, browser

pytestmark = pytest.mark.django_db


def _vraag(waterdam, sleutel="samira", onderwerp="parkeervergunning", *, open_=True):
    id = waterdam.stad.partij_id(sleutel)
    rows = vragen_van(bed.klant(id), id)
    return next(v for v in rows if v.onderwerp_code == onderwerp and v.open == open_)


def _address(vraag):
    return f"/mijn/vraag/{vraag.klantvraag_id}/"


def test_mail_telephone_and_promise_in_the_order_of_time(waterdam):
    page = browser.text(browser.klant("samira").get(_address(_vraag(waterdam))))
    order = ["parkeervergunnig moeder", "Beste mevrouw Belhadi", "U belde ons (Jolanda Terpsma)", "Wij beloofden:"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "E-mail" in page
    assert "Telefoon" in page


def test_a_message_is_sent_once_and_shown(waterdam):
    client, vraag = browser.klant("samira"), _vraag(waterdam)
    answer = client.post(_address(vraag), {"tekst": "Het nieuwe kenteken is <b>XX-99-XX</b>."})
    assert (answer.status_code, answer["Location"]) == (302, _address(vraag))
    page = browser.text(client.get(_address(vraag)))
    assert "Het nieuwe kenteken is &lt;b&gt;XX-99-XX&lt;/b&gt;." in page
    assert "Uw bericht is verstuurd." in page
    assert "Uw bericht is verstuurd." not in browser.text(client.get(_address(vraag)))


def test_a_form_that_is_sent_twice_is_one_message(waterdam):
    """Without a script nothing stops a second click; who means it once more has a new form by then."""
    client, vraag = browser.klant("samira"), _vraag(waterdam)
    na = re.findall(r'name="na" value="(\d+)"', browser.text(client.get(_address(vraag))))[0]
    for _ in range(2):
        assert client.post(_address(vraag), {"tekst": "Ja, graag.", "na": na}).status_code == 302
    page = browser.text(client.get(_address(vraag)))
    assert page.count("Ja, graag.") == 1
    client.post(_address(vraag), {"tekst": "Ja, graag.", "na": re.findall(r'name="na" value="(\d+)"', page)[0]})
    assert browser.text(client.get(_address(vraag))).count("Ja, graag.") == 2


def test_an_empty_message_keeps_the_page_and_says_what_to_do(waterdam):
    answer = browser.klant("samira").post(_address(_vraag(waterdam)), {"tekst": "  "})
    page = browser.text(answer)
    assert answer.status_code == 422
    assert page.count("Schrijf eerst uw bericht.") == 2  # in the overview of faults and at the field


def test_writing_to_a_closed_question_opens_it_again(waterdam):
    vraag, client = _vraag(waterdam, onderwerp="afval", open_=False), browser.klant("samira")
    assert "Dan gaat uw vraag weer open" in browser.text(client.get(_address(vraag)))
    client.post(_address(vraag), {"tekst": "Het is toch niet opgehaald."})
    assert "Uw vraag is weer open." in browser.text(client.get(_address(vraag)))
    ctx = bed.klant(vraag.partij_id)
    assert regel_van(ctx, vraag.partij_id, vraag.klantvraag_id).open


def test_an_attempt_to_call_is_visible(waterdam):
    vraag = _vraag(waterdam)
    ctx = bed.klant(vraag.partij_id)
    taak = taken_van(ctx, vraag.partij_id, vraag.klantvraag_id)[0]
    wie = bed.medewerker("mdw-003").voor(Aanleiding("taak", vraag.partij_id, taak.taak_id))
    register_poging(wie, vraag.partij_id, taak.taak_id)
    page = browser.text(browser.klant("samira").get(_address(vraag)))
    assert "maar u nam niet op" in page


def test_what_somebody_wrote_is_given_back_when_the_session_ended(waterdam):
    client = browser.log_in("klant", waterdam.stad.partij_id("samira"), 1)
    answer = client.post(_address(_vraag(waterdam)), {"tekst": "Een lang verhaal"})
    assert answer.status_code == 401
    assert re.search(r"<textarea[^>]*>\s*Een lang verhaal", browser.text(answer))


def test_closed_with_its_outcome(waterdam):
    vraag = _vraag(waterdam, onderwerp="afval", open_=False)
    page = browser.text(browser.klant("samira").get(_address(vraag)))
    assert "Afgerond" in page
    assert "Wij hebben uw vraag beantwoord." in page


def test_a_question_goes_on_elsewhere_and_an_address_that_is_none_is_told(waterdam):
    client, vraag = browser.klant("samira"), _vraag(waterdam)
    wrong = client.post(_address(vraag), {"actie": "wissel", "kanaal": "email", "adres": "samira"})
    assert wrong.status_code == 422
    assert "Dit is geen e-mailadres" in browser.text(wrong)
    assert 'value="samira"' in wrong.content.decode()
    assert 'href="#id_adres"' in browser.text(wrong)  # above the conversation it says so too
    right = client.post(_address(vraag), {"actie": "wissel", "kanaal": "email", "adres": "ander@inwoner.example"})
    assert right.status_code == 302
    assert "Open die. Daarna praten wij daar verder." in browser.text(client.get(_address(vraag)))
