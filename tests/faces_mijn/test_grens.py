"""What every page has, and what a page says when something is wrong."""

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from geholpen.faces import grens
from geholpen.platform.errors import Invalid, Refused, Unavailable
from tests import browser

pytestmark = pytest.mark.django_db


def _boom(request, kind):
    raise {
        "refused": Refused("ROL", "Uw rol hoort niet bij dit doel."),
        "invalid": Invalid("veld", "Kies een dag die nog komt."),
        "unavailable": Unavailable("bron"),
        "missing": Http404(),
        "onzin": BadRequest("onzin"),
        "crash": ValueError("samira.belhadi@voorbeeld.example"),
    }[kind]


def _log_out_elsewhere(request):
    Session.objects.filter(session_key=request.session.session_key).delete()
    request.session["laatst"] = 1
    return HttpResponse("goed")


urlpatterns = [
    path("knal/<slug:kind>/", _boom),
    path("weg/", _log_out_elsewhere),
    path("goed/", lambda request: HttpResponse("goed")),
]
handler400 = "geholpen.faces.grens.bad_request"
handler404 = "geholpen.faces.grens.not_found"
handler500 = "geholpen.faces.grens.server_error"


@pytest.fixture
def knal(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("refused", 403, "Uw rol hoort niet bij dit doel."),
        ("invalid", 400, "Kies een dag die nog komt."),
        ("unavailable", 503, "Probeer het over een paar minuten opnieuw."),
        ("missing", 404, "Deze pagina is er niet"),
        ("crash", 500, "Dat ligt aan ons, niet aan u."),
    ],
)
def test_a_calm_page_with_a_reference_that_is_in_the_log(knal, caplog, kind, status, said):
    with caplog.at_level(logging.INFO):
        answer = knal.get(f"/knal/{kind}/")
    page = browser.text(answer)
    assert (answer.status_code, said in page) == (status, True)
    kenmerk = re.search(r'<strong translate="no">([0-9A-Z]{4}-[0-9A-Z]{4})</strong>', page)[1]
    assert kenmerk in caplog.text
    assert "samira" not in page + caplog.text
    assert "Traceback" not in page
    assert f"/knal/{kind}/" not in caplog.text


def test_an_employee_who_is_refused_asks_a_colleague_and_not_the_telephone_desk(waterdam):
    """Jolanda at the desk has no part in the quarantine: what, why, that it is kept, and who can help."""
    answer = browser.medewerker("mdw-001").get("/beheer/kwarantaine/")
    page = browser.text(answer)
    assert answer.status_code == 403
    for words in (
        "De pagina /beheer/kwarantaine/ bekijken",
        "ROL",
        "Vastgelegd?",
        "uw functioneel beheerder",
        "Uitloggen",
    ):
        assert words in page
    for words in ("Belt u ons", "Ons nummer is", "085"):
        assert words not in page


def test_an_employee_with_a_fault_is_sent_to_the_manager_of_the_system(waterdam, settings):
    client = browser.medewerker("mdw-001")
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    page = browser.text(client.get("/knal/crash/"))
    assert "Meld het bij uw functioneel beheerder" in page
    assert "Bel ons" not in page


def test_whoever_must_log_out_first_can_do_so_there(waterdam):
    page = browser.text(browser.medewerker("mdw-001").get("/mijn/"))
    assert "Log eerst uit" in page
    assert re.search(r'<form method="post" action="/uitloggen/">.*Uitloggen', page, re.DOTALL)


def test_a_citizen_still_reads_our_number(waterdam):
    page = browser.text(browser.klant("samira").get("/beheer/"))
    assert "Belt u ons hierover?" in page
    assert "085\u00a0000\u00a001\u00a000" in page  # never in two halves
    assert "Wat is geweigerd?" not in page


def test_too_big_is_told(knal, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    strict = Client(enforce_csrf_checks=True)  # the check on forged forms reads the body
    strict.cookies["geholpen_csrf"] = "a" * 32
    answer = strict.post("/goed/", "x" * 2000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Stuur het in delen" in browser.text(answer)


def test_a_page_that_was_not_asked_for():
    answer = Client().get("/bestaat/niet/")
    assert answer.status_code == 404
    assert "Naar het begin" in browser.text(answer)


def test_a_forged_form_is_stopped():
    answer = Client(enforce_csrf_checks=True).post("/uitloggen/")
    assert answer.status_code == 403
    assert "Deze pagina is verlopen" in browser.text(answer)


def test_headers_on_every_page(waterdam):
    client = browser.klant("samira")
    for address in ("/mijn/", "/mijn/inzage/", "/inloggen/", "/nergens/", "/gezond", "/robots.txt"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';"), address
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "camera=()" in headers["Permissions-Policy"]


def test_the_stream_and_the_provider_are_in_the_policy(settings):
    settings.STROOM_POORT, settings.STROOM_PAD = 9001, ""
    settings.OIDC_KLANTEN = "https://broker.example/digid"
    policy = grens.policy(RequestFactory().get("/", headers={"host": "localhost:9000"}))
    assert "connect-src 'self' http://localhost:9001;" in policy
    assert re.search(r"form-action 'self' [^;]*https://broker\.example(;| )", policy)
    settings.STROOM_PAD = "/stroom"
    assert "connect-src 'self';" in grens.policy(RequestFactory().get("/"))


def test_pages_have_no_inline_script_or_style(waterdam):
    client = browser.klant("samira")
    for address in ("/mijn/", "/mijn/inzage/", "/mijn/contact/", "/mijn/vraag/nieuw/", "/inloggen/"):
        page = browser.text(client.get(address))
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page), address


def test_health_is_about_parts_not_people(waterdam):
    answer = Client().get("/gezond")
    said = answer.json()
    assert set(said) == {
        "gezond",
        "stand",
        "database",
        "taken",
        "kanalen",
        "berichten",
        "logboek",
        "notificaties",
        "uitvoer",
    }
    assert said["database"] == {"goed": True}
    assert answer.status_code == (200 if said["gezond"] else 503)
    assert "samira" not in browser.text(answer).lower()


@pytest.mark.parametrize("address", ["/", "/gezond", "/inloggen/", "/zegel/", "/zegel.json"])
def test_a_watcher_may_ask_for_the_head_only(waterdam, address):
    client = Client()
    head, page = client.head(address), client.get(address)
    assert head.status_code == page.status_code != 405
    assert head.content == b""


def test_texts_for_machines():
    assert "Disallow: /" in browser.text(Client().get("/robots.txt"))
    security = browser.text(Client().get("/.well-known/security.txt"))
    assert "Contact: mailto:" in security
    assert "Expires: 20" in security


def test_the_language_is_chosen_with_a_link_and_only_goes_to_our_own_pages():
    client = Client()
    answer = client.get("/taal/en/?next=/inloggen/")
    assert answer["Location"] == "/inloggen/"
    assert '<html lang="en"' in browser.text(client.get("/inloggen/"))
    for away in ("https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example"):
        assert client.get("/taal/nl/", {"next": away})["Location"] == "/"
    assert client.get("/taal/xx/").status_code == 404


def test_where_only_a_form_goes_its_page_is_shown(waterdam):
    """A form that was wrong stands at that address; whoever changes the language there asked for nothing at all."""
    client = browser.medewerker("mdw-001")
    id = "00000000-0000-0000-0000-000000000001"
    for adres, boven in (
        (f"/werkplek/vraag/{id}/{id}/doen/belofte/", f"/werkplek/vraag/{id}/{id}/"),
        (f"/werkplek/vraag/{id}/{id}/antwoord/", f"/werkplek/vraag/{id}/{id}/"),
        ("/werkplek/postvak/bulk/", "/werkplek/"),
    ):
        assert (antwoord := client.get(adres)).status_code == 302
        assert antwoord["Location"] == boven
    assert client.get("/uitloggen/").status_code == 405


def test_who_logged_out_in_another_window_meanwhile_is_told_so(settings):
    """The session was deleted between the beginning and the end of one request that writes in it."""
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    session = client.session
    session["laatst"] = 0
    session.save()
    answer = client.get("/weg/")
    assert answer.status_code == 401
    assert "Log opnieuw in om verder te gaan." in browser.text(answer)


def test_what_is_no_request_is_400_and_no_fault_of_ours(knal):
    assert knal.get("/knal/onzin/").status_code == 400
