"""The provider itself: a code works once, for the right client, with the right verifier; and only in the demo."""

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from geholpen.adapters.koppelingen.identiteit.simulator import codes
from geholpen.adapters.koppelingen.identiteit.simulator.apps import check_issuers

VERIFIER = "v" * 50
TERUG = "http://testserver/inloggen/terug/klant/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.ALLOWED_HOSTS = ["testserver"]


def _code(**other):
    granted = {"soort": "klanten", "persoon": "samira", "nonce": "n", "redirect_uri": TERUG, "acr": "Midden"}
    return codes.issue(granted | {"code_challenge": create_s256_code_challenge(VERIFIER)} | other)


def _exchange(settings, code, soort="klanten", **other):
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": TERUG, "code_verifier": VERIFIER}
    form |= {"client_id": settings.OIDC_CLIENT_ID, "client_secret": settings.OIDC_CLIENT_SECRET} | other
    return Client(enforce_csrf_checks=True).post(f"/simulator/{soort}/token", form)


def test_a_code_becomes_a_token_once(settings):
    code = _code()
    assert _exchange(settings, code).status_code == 200
    assert _exchange(settings, code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"code_verifier": "w" * 50}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": TERUG + "x"}, "invalid_grant"),
        ({"client_secret": "fout"}, "invalid_client"),
        ({"client_id": "ander"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"soort": "medewerkers"}, "invalid_grant"),
    ],
)
def test_anything_wrong_gives_nothing(settings, other, error):
    answer = _exchange(settings, _code(), **other)
    assert answer.json() == {"error": error}
    assert answer.status_code == (401 if error == "invalid_client" else 400)


def test_a_session_is_not_a_code_and_a_code_is_no_session(settings):
    client = Client()
    client.session["wie"] = {"soort": "klant"}
    session = client.session
    session["x"] = 1
    session.save()
    assert _exchange(settings, session.session_key).status_code == 400
    client.cookies[settings.SESSION_COOKIE_NAME] = _code()
    assert client.get("/mijn/").status_code == 302


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"client_id": "ander"}, "unauthorized_client"),
        ({"redirect_uri": "https://kwaad.example/inloggen/terug/klant/"}, "invalid_redirect_uri"),
        ({"redirect_uri": "http://testserver/elders/"}, "invalid_redirect_uri"),
        ({"code_challenge_method": "plain"}, "pkce_required"),
        ({"code_challenge": ""}, "pkce_required"),
        ({"response_type": "token"}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
    ],
)
def test_a_wrong_request_stays_here(settings, other, error):
    asked = {"client_id": settings.OIDC_CLIENT_ID, "redirect_uri": TERUG, "response_type": "code", "scope": "openid"}
    asked |= {"state": "s", "nonce": "n", "code_challenge": "c" * 43, "code_challenge_method": "S256"}
    answer = Client().get("/simulator/klanten/authorize", asked | other)
    assert answer.status_code == 400
    assert error in answer.content.decode()


def test_nobody_can_be_picked_without_a_request(settings):
    answer = Client().post("/simulator/klanten/authorize", {"aanvraag": "nep", "persoon": "samira"})
    assert answer.status_code == 400


def test_outside_the_demo_the_simulator_and_open_lines_are_refused():
    check_issuers(True, ("http://127.0.0.1:8000/simulator/klanten", ""))
    check_issuers(False, ("https://login.example/realm", ""))
    for wrong in ("https://waterdam.example/simulator/klanten", "http://login.example/"):
        with pytest.raises(ImproperlyConfigured):
            check_issuers(False, (wrong, ""))


def test_the_second_step_is_not_asked_from_a_sealed_request_of_the_other_kind(settings):
    from geholpen.adapters.koppelingen.identiteit.simulator.view import _seal  # noqa: PLC0415

    sealed = _seal({"soort": "klanten", "redirect_uri": TERUG, "state": "s", "nonce": "n", "code_challenge": "c"})
    answer = Client().post("/simulator/medewerkers/authorize", {"aanvraag": sealed, "persoon": "mdw-001", "stap": "ja"})
    assert answer.status_code == 400
