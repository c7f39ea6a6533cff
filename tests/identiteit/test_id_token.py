"""The ID token: what is wrong with it is found, each by its own code."""

import base64
import hmac
import json
import time

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from geholpen.adapters.koppelingen.identiteit.simulator.sleutel import signing_key
from geholpen.adapters.koppelingen.identiteit.simulator.view import sign
from geholpen.faces.inloggen import oidc


@pytest.fixture
def bij(aanbieder):
    return oidc.aanbieder("klant")


def _said(bij, **other):
    now = int(time.time())
    said = {"iss": bij.issuer, "aud": "geholpen", "sub": "samira", "iat": now, "exp": now + 60, "nonce": "n-1"}
    return {name: value for name, value in (said | other).items() if value is not None}


def test_a_good_token(bij):
    assert oidc.check(bij, sign(_said(bij)), "n-1")["sub"] == "samira"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"nonce": "n-2"}, "NONCE"),
        ({"nonce": None}, "NONCE"),
        ({"exp": 1_700_000_000}, "VERLOPEN"),
        ({"exp": None}, "VERLOPEN"),
        ({"exp": "9999999999"}, "VERLOPEN"),
        ({"iat": 4_000_000_000}, "TE_VROEG"),
        ({"iss": "http://127.0.0.1/elders"}, "ISS"),
        ({"aud": "iemand-anders"}, "AUD"),
        ({"aud": ["geholpen", "iemand-anders"]}, "AUD"),
        ({"sub": ""}, "SUB"),
    ],
)
def test_what_is_wrong_is_found(bij, other, code):
    with pytest.raises(oidc.Mislukt) as mislukt:
        oidc.check(bij, sign(_said(bij, **other)), "n-1")
    assert mislukt.value.code == code


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _unsigned(said):
    header = _part(json.dumps({"alg": "none"}).encode())
    return f"{header}.{_part(json.dumps(said).encode())}."


def _confused(said):
    """Signed with the public key as if that were a shared secret."""
    header = json.dumps({"alg": "HS256", "kid": signing_key().kid}).encode()
    body = f"{_part(header)}.{_part(json.dumps(said).encode())}"
    mac = hmac.digest(signing_key().as_pem(private=False), body.encode(), "sha256")
    return f"{body}.{_part(mac)}"


def test_a_signature_that_is_not_the_providers_is_refused(bij):
    said, other = _said(bij), RSAKey.generate_key(2048, private=True)
    forged = [
        jwt.encode({"alg": "RS256", "kid": signing_key().kid}, said, other, algorithms=["RS256"]),
        _confused(said),
        sign(said)[:-8] + "AAAAAAAA",
        _unsigned(said),
        "geen.token",
        "",
    ]
    for token in forged:
        with pytest.raises(oidc.Mislukt) as mislukt:
            oidc.check(bij, token, "n-1")
        assert mislukt.value.code == "HANDTEKENING"


def test_a_provider_that_calls_itself_otherwise_is_not_believed(aanbieder, settings):
    from geholpen.platform.errors import Unavailable  # noqa: PLC0415

    settings.OIDC_KLANTEN = aanbieder.replace("127.0.0.1", "localhost") + "/klanten"
    settings.ALLOWED_HOSTS = ["*"]
    assert oidc.metadata(oidc.aanbieder("klant"))["issuer"] == settings.OIDC_KLANTEN
    settings.OIDC_KLANTEN += "/niet"
    with pytest.raises(Unavailable):
        oidc.metadata(oidc.aanbieder("klant"))
