"""How sure a provider is: the level of a customer's login, and the second step of an employee's. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

#: Levels as brokers write them: in words, as DigiD's SAML classes, and as eHerkenning's.
NIVEAUS = {
    "basis": 1,
    "midden": 2,
    "substantieel": 3,
    "hoog": 4,
    "urn:oasis:names:tc:saml:2.0:ac:classes:passwordprotectedtransport": 1,
    "urn:oasis:names:tc:saml:2.0:ac:classes:mobiletwofactorcontract": 2,
    "urn:oasis:names:tc:saml:2.0:ac:classes:smartcard": 3,
    "urn:oasis:names:tc:saml:2.0:ac:classes:smartcardpki": 4,
    "urn:etoegang:core:assurance-class:loa2": 1,
    "urn:etoegang:core:assurance-class:loa2plus": 2,
    "urn:etoegang:core:assurance-class:loa3": 3,
    "urn:etoegang:core:assurance-class:loa4": 4,
}
_TWEEDE_STAP = {"mfa", "otp"}


def sure_enough(claims: dict[str, Any], minimum: str) -> bool:
    """True when the login has at least the level we ask. An unknown level is no level."""
    return NIVEAUS.get(str(claims.get("acr", "")).lower(), 0) >= NIVEAUS[minimum.lower()]


#: Seconds that clocks may differ.
_SPELING = 30


def logged_in_at(claims: dict[str, Any], nu: float) -> int:
    """When the provider saw this person, in epoch seconds (`auth_time`); 0 when it does not say, or says the future."""
    moment = claims.get("auth_time")
    known = isinstance(moment, int | float) and not isinstance(moment, bool) and 0 < moment <= nu + _SPELING
    return int(moment) if known and moment else 0


def again(claims: dict[str, Any], sinds: int, nu: float) -> bool:
    """True when the provider saw this person after we asked (`sinds`), and not on a session from before."""
    return logged_in_at(claims, nu) >= sinds - _SPELING


def second_step(claims: dict[str, Any], acr_values: Collection[str]) -> bool:
    """True when an employee used a second factor: `amr` says so, or `acr` is one of those we were told mean that."""
    amr = claims.get("amr") or []
    used = {str(a).lower() for a in ([amr] if isinstance(amr, str) else amr)}
    return bool(used & _TWEEDE_STAP) or str(claims.get("acr", "")) in set(acr_values)
