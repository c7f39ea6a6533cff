"""A fresh second step: somebody who is logged in proves once more who they are, at the real provider."""

from __future__ import annotations

import html
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from geholpen.faces.inloggen.niveau import again, logged_in_at
from tests import browser
from tests.identiteit.test_inloggen import _hidden, _pick


@pytest.fixture
def jolanda(stad) -> Client:
    """Logged in at the provider, a while ago."""
    client = Client()
    client.get(_pick(client, "medewerker", "mdw-001"))
    session = client.session
    session["wie"] = session["wie"] | {"bevestigd": int(time.time()) - 3600}
    session.save()
    return client


def walk(client: Client, stap: str = "ja", **velden: str):
    """To the provider and back; the answer of ours."""
    address = client.get("/inloggen/opnieuw/", {"next": "/werkplek/"})["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert (asked["prompt"], asked["max_age"], asked["login_hint"]) == (["login"], ["0"], ["mdw-001"])
    page = client.get(address)
    assert "Tweede stap" in browser.text(page)  # not whom: how
    answer = client.post(address, _hidden(browser.text(page)) | {"stap": stap} | velden)
    return client.get(answer["Location"])


def test_it_makes_the_second_factor_fresh_and_the_session_a_new_one(jolanda):
    before = jolanda.session.session_key
    assert walk(jolanda)["Location"] == "/werkplek/"
    assert jolanda.session["wie"]["bevestigd"] >= time.time() - 10
    assert jolanda.session.session_key != before


def test_logging_in_counts_as_the_second_factor_of_that_moment(stad):
    client = Client()
    client.get(_pick(client, "medewerker", "mdw-001"))
    assert client.session["wie"]["bevestigd"] >= time.time() - 10


def test_a_password_alone_changes_nothing(jolanda):
    answer = walk(jolanda, stap="nee")
    assert answer.status_code == 403
    assert jolanda.session["wie"]["bevestigd"] < time.time() - 3000
    assert jolanda.get("/werkplek/").status_code == 200  # still logged in


def test_somebody_else_cannot_confirm(jolanda):
    answer = walk(jolanda, persoon="mdw-002")
    assert answer.status_code == 403
    assert "U bevestigde als iemand anders" in html.unescape(browser.text(answer))
    assert jolanda.session["wie"]["bevestigd"] < time.time() - 3000


def test_a_customer_has_no_second_step_here(stad):
    client = Client()
    client.get(_pick(client, "klant", "samira"))
    assert client.get("/inloggen/opnieuw/").status_code == 403
    assert re.match("/inloggen/", Client().get("/inloggen/opnieuw/")["Location"])


@pytest.mark.parametrize(
    ("claims", "fresh"),
    [
        ({"auth_time": 1000}, True),
        ({"auth_time": 971}, True),  # clocks may differ
        ({"auth_time": 960}, False),  # a session at the provider from before we asked
        ({"auth_time": 1100}, False),  # the future
        ({"auth_time": True}, False),
        ({"auth_time": "1000"}, False),
        ({}, False),
    ],
)
def test_the_provider_must_have_seen_them_after_we_asked(claims, fresh):
    assert again(claims, 1000, 1010) is fresh
    assert logged_in_at({"auth_time": 5000}, 1010) == 0


def test_a_silent_login_is_not_given(stad, aanbieder):
    client = Client()
    address = client.get("/inloggen/medewerker/")["Location"]
    answer = client.get(address + "&prompt=none")
    assert parse_qs(urlsplit(answer["Location"]).query)["error"] == ["login_required"]
    assert client.get(address + "&max_age=gisteren").status_code == 400
