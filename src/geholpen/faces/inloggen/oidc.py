"""OpenID Connect client: authorization code with PKCE, state and nonce, for employees and for customers.

Discovery and keys are kept an hour. The ID token is checked and thrown away: it may hold a BSN, so it is neither kept
in the session nor sent back in an address at logging out.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings

from geholpen.platform.errors import Unavailable
from geholpen.platform.later import later

if TYPE_CHECKING:
    import httpx
    from authlib.oauth2 import rfc7636
    from authlib.oauth2.rfc6749 import parameters
    from joserfc import errors, jwk, jwt
else:
    httpx = later("httpx")
    rfc7636 = later("authlib.oauth2.rfc7636")
    parameters = later("authlib.oauth2.rfc6749.parameters")
    jwt = later("joserfc.jwt")
    errors = later("joserfc.errors")
    jwk = later("joserfc.jwk")

ALGORITHMS = ["RS256", "PS256", "ES256"]
_KEPT = 3600.0
#: An unknown key id may make us fetch the keys again, but not more often than this.
_AGAIN = 30.0
#: Seconds, and those for connecting.
_WAIT, _CONNECT = 10.0, 5.0


class Mislukt(Exception):
    """Logging in did not work out. `code` is for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """One provider: where it is and what we are called there."""

    wie: str
    issuer: str
    client_id: str
    secret: str


@dataclass(slots=True)
class _Kept:
    metadata: dict[str, Any]
    keys: jwk.KeySet
    since: float


_kept: dict[str, _Kept] = {}
_lock = threading.Lock()


def aanbieder(wie: str) -> Aanbieder:
    """The provider for "medewerker" or "klant". Raises Unavailable when none is set."""
    issuer = settings.OIDC_MEDEWERKERS if wie == "medewerker" else settings.OIDC_KLANTEN
    if not issuer:
        raise Unavailable("inlogdienst niet ingesteld", permanent=True)
    return Aanbieder(wie, issuer.rstrip("/"), settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)


def metadata(bij: Aanbieder) -> dict[str, Any]:
    """What the provider says about itself. Raises Unavailable."""
    return _known(bij).metadata


def forget() -> None:
    """Fetch metadata and keys again at the next question."""
    _kept.clear()


def _known(bij: Aanbieder, *, older_than: float = _KEPT) -> _Kept:
    found = _kept.get(bij.issuer)
    if found and time.monotonic() - found.since < older_than:
        return found
    with _lock:
        found = _kept.get(bij.issuer)
        if not found or time.monotonic() - found.since >= older_than:
            found = _kept[bij.issuer] = _fetch(bij)
    return found


def _fetch(bij: Aanbieder) -> _Kept:
    try:
        with httpx.Client(timeout=httpx.Timeout(_WAIT, connect=_CONNECT)) as client:
            said = client.get(f"{bij.issuer}/.well-known/openid-configuration").raise_for_status().json()
            if said.get("issuer", "").rstrip("/") != bij.issuer:
                raise Unavailable("inlogdienst noemt een andere naam", permanent=True)
            keys = client.get(said["jwks_uri"]).raise_for_status().json()
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise Unavailable("inlogdienst") from error
    return _Kept(said, jwk.KeySet.import_key_set(keys), time.monotonic())


@dataclass(frozen=True, slots=True)
class Poging:
    """One attempt to log in, kept in the session until the answer comes."""

    state: str
    nonce: str
    verifier: str
    next: str
    sinds: int
    opnieuw: bool = False  # somebody who is logged in proves once more who they are


def new_poging(next_: str, *, opnieuw: bool = False) -> Poging:
    """Fresh secrets for one attempt."""
    state, nonce, verifier = (secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    return Poging(state, nonce, verifier, next_, int(time.time()), opnieuw)


def step_up(wie: str, acr_values: Collection[str]) -> dict[str, str]:
    """What asks a provider for a new login with a second step, of the subject `wie`: a session there is not enough."""
    asked = {"prompt": "login", "max_age": "0", "login_hint": wie}
    return asked | ({"acr_values": " ".join(acr_values)} if acr_values else {})


def authorize_address(bij: Aanbieder, poging: Poging, redirect_uri: str, **meer: str) -> str:
    """Where the browser goes to log in; `meer`: what is asked beside that. Raises Unavailable."""
    return str(
        parameters.prepare_grant_uri(
            metadata(bij)["authorization_endpoint"],
            bij.client_id,
            "code",
            redirect_uri,
            scope="openid",
            state=poging.state,
            nonce=poging.nonce,
            code_challenge=rfc7636.create_s256_code_challenge(poging.verifier),
            code_challenge_method="S256",
            **meer,
        )
    )


def claims(bij: Aanbieder, poging: Poging, answer: dict[str, str], redirect_uri: str) -> dict[str, Any]:
    """What the provider says about who logged in, proven. Raises Mislukt or Unavailable."""
    if int(time.time()) - poging.sinds > 600:
        raise Mislukt("TE_LANG")
    if not hmac.compare_digest(answer.get("state", "").encode(), poging.state.encode()):
        raise Mislukt("STATE")
    if answer.get("iss", bij.issuer).rstrip("/") != bij.issuer:
        raise Mislukt("ISS")
    if answer.get("error") or not answer.get("code"):
        raise Mislukt("AFGEBROKEN")
    return check(bij, _id_token(bij, poging, answer["code"], redirect_uri), poging.nonce)


def _id_token(bij: Aanbieder, poging: Poging, code: str, redirect_uri: str) -> str:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
    who = httpx.BasicAuth(quote(bij.client_id, safe=""), quote(bij.secret, safe=""))  # RFC 6749, 2.3.1
    try:
        with httpx.Client(timeout=httpx.Timeout(_WAIT, connect=_CONNECT)) as client:
            form["code_verifier"] = poging.verifier
            answer = client.post(metadata(bij)["token_endpoint"], data=form, auth=who)
            said = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise Unavailable("inlogdienst") from error
    if answer.status_code != 200 or not said.get("id_token"):
        raise Mislukt("CODE")
    return str(said["id_token"])


def check(bij: Aanbieder, id_token: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token whose signature, issuer, audience, term and nonce are right. Raises Mislukt."""
    said = _verified(bij, id_token)
    audience = said.get("aud")
    audience = [audience] if isinstance(audience, str) else list(audience or ())
    now, leeway = time.time(), 30
    wrong = {
        "ISS": str(said.get("iss", "")).rstrip("/") != bij.issuer,
        "AUD": bij.client_id not in audience or (len(audience) > 1 and said.get("azp") != bij.client_id),
        "VERLOPEN": not _moment(said.get("exp")) or said["exp"] < now - leeway,
        "TE_VROEG": not _moment(said.get("iat")) or said["iat"] > now + leeway,
        "NONCE": not hmac.compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()),
        "SUB": not said.get("sub"),
    }
    for code, is_wrong in wrong.items():
        if is_wrong:
            raise Mislukt(code)
    return said


def _moment(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _verified(bij: Aanbieder, id_token: str) -> dict[str, Any]:
    """Check the signature; with a key we do not know yet, fetch the keys once more."""
    try:
        return dict(jwt.decode(id_token, _known(bij).keys, algorithms=ALGORITHMS).claims)
    except (errors.JoseError, ValueError):
        pass
    try:
        return dict(jwt.decode(id_token, _known(bij, older_than=_AGAIN).keys, algorithms=ALGORITHMS).claims)
    except (errors.JoseError, ValueError) as error:
        raise Mislukt("HANDTEKENING") from error
