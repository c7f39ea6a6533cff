"""What a client asks the simulator, checked."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from geholpen.platform.later import later

if TYPE_CHECKING:
    from authlib.oauth2 import rfc7636
else:
    rfc7636 = later("authlib.oauth2.rfc7636")

#: Of the kinds of people, the name their return address ends in.
TERUG = {"medewerkers": "/inloggen/terug/medewerker/", "klanten": "/inloggen/terug/klant/"}
#: Somebody is asked who they are at every request, so `login` and any `max_age` are always met; `none` never is.
PROMPTS = ("login", "select_account", "none")
KEPT = ("redirect_uri", "state", "nonce", "code_challenge")


def own_address(address: str, path: str) -> bool:
    """True for an http(s) address of this installation with exactly this path."""
    parts = urlsplit(address)
    host, _port = split_domain_port(parts.netloc)
    return parts.scheme in {"http", "https"} and parts.path == path and validate_host(host, settings.ALLOWED_HOSTS)


def check_authorize(soort: str, said: Mapping[str, str]) -> str:
    """What is wrong with an authorization request; "" when nothing."""
    if said.get("client_id") != settings.OIDC_CLIENT_ID:
        return "unauthorized_client"
    if not own_address(said.get("redirect_uri", ""), TERUG[soort]):
        return "invalid_redirect_uri"
    if said.get("response_type") != "code" or "openid" not in said.get("scope", "").split():
        return "invalid_request"
    if said.get("code_challenge_method") != "S256" or len(said.get("code_challenge", "")) != 43:
        return "pkce_required"
    max_age = said.get("max_age", "0")
    if said.get("prompt", "login") not in PROMPTS or not (max_age.isascii() and max_age.isdigit()):
        return "invalid_request"
    return "" if said.get("state") and said.get("nonce") else "invalid_request"


def check_token(said: Mapping[str, str], client: tuple[str, str], granted: Mapping[str, str] | None) -> str:
    """What is wrong with a token request; "" when nothing. `client`: id and secret as given."""
    id_, secret = client
    ours = secrets.compare_digest(secret.encode(), settings.OIDC_CLIENT_SECRET.encode())
    if id_ != settings.OIDC_CLIENT_ID or not ours:
        return "invalid_client"
    if said.get("grant_type") != "authorization_code":
        return "unsupported_grant_type"
    if granted is None or said.get("redirect_uri") != granted["redirect_uri"]:
        return "invalid_grant"
    verifier = said.get("code_verifier", "")
    fits = 43 <= len(verifier) <= 128 and rfc7636.create_s256_code_challenge(verifier) == granted["code_challenge"]
    return "" if fits else "invalid_grant"
