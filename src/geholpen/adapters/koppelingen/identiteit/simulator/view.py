"""The pages and endpoints of the simulator. `soort` is medewerkers or klanten."""

from __future__ import annotations

import base64
import binascii
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geholpen.adapters.koppelingen.identiteit.simulator import codes
from geholpen.adapters.koppelingen.identiteit.simulator.aanvraag import (
    KEPT,
    PROMPTS,
    check_authorize,
    check_token,
    own_address,
)
from geholpen.adapters.koppelingen.identiteit.simulator.personen import Persoon, personen, persoon
from geholpen.adapters.koppelingen.identiteit.simulator.sleutel import signing_key
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.later import later

if TYPE_CHECKING:
    from joserfc import jwt
else:
    jwt = later("joserfc.jwt")

NIVEAUS = ("Basis", "Midden", "Substantieel", "Hoog")
_ZOUT = "inlogsimulator"


def _address(request: HttpRequest, soort: str, name: str) -> str:
    return request.build_absolute_uri(reverse(f"simulator:{name}", args=[soort]))


def issuer(request: HttpRequest, soort: str) -> str:
    """The name of this provider: its address without the last slash."""
    return _address(request, soort, "discovery").removesuffix("/.well-known/openid-configuration")


@require_GET
def discovery(request: HttpRequest, soort: str) -> JsonResponse:
    """OpenID Provider Metadata."""
    names = {
        "authorization_endpoint": "authorize",
        "token_endpoint": "token",
        "jwks_uri": "jwks",
        "end_session_endpoint": "einde",
    }
    said: dict[str, Any] = {field: _address(request, soort, name) for field, name in names.items()}
    said |= {
        "issuer": issuer(request, soort),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": list(PROMPTS),
        "claims_supported": ["sub", "auth_time", "acr", "amr", "bsn"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }
    return JsonResponse(said)


@require_GET
def jwks(request: HttpRequest, soort: str) -> JsonResponse:
    """The public key."""
    return JsonResponse({"keys": [{**signing_key().as_dict(private=False), "use": "sig", "alg": "RS256"}]})


@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest, soort: str) -> HttpResponse:
    """Pick a person; an employee then does a second step."""
    if request.method == "GET":
        wrong = check_authorize(soort, request.GET)
        if wrong:
            return _refuse(request, wrong)
        asked = {field: request.GET[field] for field in KEPT} | {"soort": soort}
        if request.GET.get("prompt") == "none":
            return _answer(asked, error="login_required")
        wie = persoon(soort, request.GET.get("login_hint", ""))
        if wie is not None and soort == "medewerkers":
            return _second_step(request, asked | {"persoon": wie.sleutel}, wie)
        return _page(request, "kies.html", soort=soort, personen=personen(soort), aanvraag=_seal(asked))
    sealed = _unseal(request.POST.get("aanvraag", ""), soort)
    return _picked(request, soort, sealed) if sealed else _refuse(request, "invalid_request")


def _picked(request: HttpRequest, soort: str, asked: dict[str, str]) -> HttpResponse:
    if "stop" in request.POST:
        return _answer(asked, error="access_denied")
    wie = persoon(soort, request.POST.get("persoon", asked.get("persoon", "")))
    if wie is None:
        return _refuse(request, "invalid_request")
    asked["persoon"] = wie.sleutel
    if soort == "klanten":
        acr = request.POST.get("niveau", "Midden")
        return _grant(asked | {"acr": acr if acr in NIVEAUS else "Basis"})
    if "stap" not in request.POST:
        return _second_step(request, asked, wie)
    return _grant(asked | {"amr": "mfa" if request.POST["stap"] == "ja" else "pwd"})


def _second_step(request: HttpRequest, asked: dict[str, str], wie: Persoon) -> HttpResponse:
    return _page(request, "tweede_stap.html", soort=asked["soort"], persoon=wie, aanvraag=_seal(asked))


def _grant(asked: dict[str, str]) -> HttpResponse:
    """Somebody is who they are, at this moment."""
    return _answer(asked, code=codes.issue(asked | {"auth_time": int(time.time())}))


def _answer(asked: dict[str, str], **said: str) -> HttpResponse:
    return HttpResponseRedirect(f"{asked['redirect_uri']}?{urlencode({**said, 'state': asked['state']})}")


def _seal(asked: dict[str, str]) -> str:
    return signing.dumps(asked, salt=_ZOUT)


def _unseal(sealed: str, soort: str) -> dict[str, str] | None:
    try:
        asked: dict[str, str] = signing.loads(sealed, salt=_ZOUT, max_age=900)
    except signing.BadSignature:
        return None
    return asked if asked["soort"] == soort else None


@csrf_exempt
@require_POST
def token(request: HttpRequest, soort: str) -> JsonResponse:
    """A code becomes an ID token."""
    granted = codes.redeem(request.POST.get("code", ""))
    if granted is not None and granted["soort"] != soort:
        granted = None
    wrong = check_token(request.POST.dict(), _client(request), granted)
    wie = persoon(soort, granted["persoon"]) if granted else None
    if wrong or granted is None or wie is None:
        return JsonResponse({"error": wrong or "invalid_grant"}, status=401 if wrong == "invalid_client" else 400)
    said = id_claims(issuer(request, soort), request.POST.get("client_id") or _client(request)[0], wie, granted)
    return JsonResponse({"access_token": "-", "token_type": "Bearer", "expires_in": 60, "id_token": sign(said)})


def id_claims(iss: str, aud: str, wie: Persoon, granted: dict[str, Any]) -> dict[str, Any]:
    """What the ID token says about somebody."""
    now = int(time.time())
    said: dict[str, Any] = {"iss": iss, "aud": aud, "sub": wie.sleutel, "iat": now, "exp": now + 300}
    said |= {"auth_time": granted.get("auth_time", now), "nonce": granted["nonce"], **wie.claims}
    if "acr" in granted:
        said["acr"] = granted["acr"]
    if "amr" in granted:
        said["amr"] = ["pwd", "otp", "mfa"] if granted["amr"] == "mfa" else ["pwd"]
    return said


def sign(said: dict[str, Any]) -> str:
    """An RS256 token."""
    key = signing_key()
    return jwt.encode({"alg": "RS256", "typ": "JWT", "kid": key.kid}, said, key, algorithms=["RS256"])


def _client(request: HttpRequest) -> tuple[str, str]:
    """Client id and secret, from the header or the form."""
    kind, _space, value = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            id_, _colon, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return unquote(id_), unquote(secret)
    return request.POST.get("client_id", ""), request.POST.get("client_secret", "")


@require_GET
def einde(request: HttpRequest, soort: str) -> HttpResponse:
    """End of the session at the provider. There is none to end; back to the client when that is ours."""
    back = request.GET.get("post_logout_redirect_uri", "")
    if not own_address(back, urlsplit(back).path):
        return _refuse(request, "invalid_redirect_uri")
    return HttpResponseRedirect(back)


def _refuse(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, "geweigerd.html", status=400, code=code)


def _page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"organisatie": organisatie(), "niveaus": [(n, n) for n in NIVEAUS]}
    return render(request, f"koppelingen/identiteit/simulator/{template}", context, status=status)
