"""Logging in from the first click to the session, against the real provider, and everything that may go wrong."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests import bed, browser


def _hidden(page):
    return {n: html.unescape(v) for n, v in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)}


def _pick(client, wie, sleutel, *, next_="", stap="ja", **form):
    """Walk through the provider; the address it sends the browser back to."""
    start = client.get(f"/inloggen/{wie}/", {"next": next_} if next_ else {})
    assert start.status_code == 302, browser.text(start)
    address = start["Location"]
    page = client.get(address)
    assert page.status_code == 200
    answer = client.post(address, _hidden(browser.text(page)) | {"persoon": sleutel} | form)
    if answer.status_code == 200:
        answer = client.post(address, _hidden(browser.text(answer)) | {"stap": stap})
    assert answer.status_code == 302
    return answer["Location"]


def test_a_customer_logs_in(stad):
    client = Client()
    client.get("/inloggen/")
    back = _pick(client, "klant", "samira", next_="/mijn/inzage/?periode=365")
    assert urlsplit(back).path == "/inloggen/terug/klant/"
    assert set(parse_qs(urlsplit(back).query)) == {"code", "state"}
    landed = client.get(back)
    assert landed["Location"] == "/mijn/inzage/?periode=365"
    assert "Samira Belhadi" in browser.text(client.get("/mijn/"))
    assert browser.leaks(landed) == []


def test_an_employee_logs_in_with_a_second_step(stad):
    client = Client()
    landed = client.get(_pick(client, "medewerker", "mdw-001"))
    assert landed["Location"] == "/werkplek/"
    assert client.session["wie"]["id"] == str(bed.medewerker("mdw-001").actor.id)
    assert client.get("/")["Location"] == "/werkplek/"


def test_an_employee_without_a_second_step_is_refused(stad):
    client = Client()
    answer = client.get(_pick(client, "medewerker", "mdw-001", stap="nee"))
    assert answer.status_code == 403
    assert "tweede stap" in browser.text(answer)
    assert "wie" not in client.session


def test_the_configured_acr_counts_as_a_second_step(stad, settings):
    from geholpen.faces.inloggen.niveau import second_step  # noqa: PLC0415

    assert not second_step({"acr": "hoog"}, settings.OIDC_MFA_ACR)
    assert second_step({"acr": "hoog"}, ["hoog"])
    assert second_step({"amr": "otp"}, [])


def test_a_login_with_only_a_password_is_too_weak_for_a_customer(stad):
    client = Client()
    answer = client.get(_pick(client, "klant", "samira", niveau="Basis"))
    assert answer.status_code == 403
    assert "sterkere manier" in browser.text(answer)


def test_somebody_we_do_not_know_gets_a_friendly_page(aanbieder):
    client = Client()  # the town is not filled: nobody has this BSN
    answer = client.get(_pick(client, "klant", "samira"))
    assert answer.status_code == 403
    assert "Wij kennen u niet" in browser.text(answer)
    assert browser.leaks(answer) == []


def test_stopping_at_the_provider_is_no_fault(stad):
    client = Client()
    answer = client.get(_pick(client, "klant", "samira", stop="1"))
    assert "U bent gestopt met inloggen" in browser.text(answer)


def test_the_session_is_a_new_one_and_holds_no_person(stad):
    client = Client()
    back = _pick(client, "klant", "samira")
    before = client.session.session_key
    client.get(back)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert set(client.session["wie"]) == {"soort", "id", "laatst"}


def test_the_answer_works_once_and_only_in_its_own_browser(stad):
    client, other = Client(), Client()
    back = _pick(client, "klant", "samira")
    assert other.get(back).status_code == 403
    other.get("/inloggen/klant/")
    assert other.get(back).status_code == 403  # their own attempt, another state
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


def test_another_state_is_refused(stad):
    client = Client()
    back = _pick(client, "klant", "samira")
    answer = client.get(re.sub(r"state=[^&]+", "state=anders", back))
    assert answer.status_code == 403
    assert "wie" not in client.session


@pytest.mark.parametrize(
    "away", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(stad, away):
    client = Client()
    assert client.get(_pick(client, "klant", "samira", next_=away))["Location"] == "/mijn/"


def test_logging_out_ends_both_sessions_and_names_nobody(stad):
    client = Client()
    client.get(_pick(client, "klant", "samira"))
    key = client.session.session_key
    assert client.get("/uitloggen/").status_code == 405
    answer = client.post("/uitloggen/")
    assert "/simulator/klanten/einde?" in answer["Location"]
    assert "id_token" not in answer["Location"]
    assert not Session.objects.filter(session_key=key).exists()
    home = client.get(answer["Location"])
    assert urlsplit(home["Location"]).path == "/inloggen/"
    assert "U bent uitgelogd." in browser.text(client.get(home["Location"]))
    assert client.get("/mijn/").status_code == 302


def test_an_employee_who_left_is_out_at_once(stad, beheer):
    client = Client()
    client.get(_pick(client, "medewerker", "mdw-002"))
    beheer.execute("UPDATE medewerker SET actief = false WHERE code = 'mdw-002'")
    assert client.get("/")["Location"] == "/inloggen/"


def test_a_provider_that_is_away_is_said_calmly(db, settings):
    settings.OIDC_KLANTEN = "http://127.0.0.1:9/simulator/klanten"
    answer = Client().get("/inloggen/klant/")
    assert answer.status_code == 503
    assert "Even niet bereikbaar" in browser.text(answer)
