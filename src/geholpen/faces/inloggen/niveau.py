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


def second_step(claims: dict[str, Any], acr_values: Collection[str]) -> bool:
    """True when an employee used a second factor: `amr` says so, or `acr` is one of those we were told mean that."""
    amr = claims.get("amr") or []
    used = {str(a).lower() for a in ([amr] if isinstance(amr, str) else amr)}
    return bool(used & _TWEEDE_STAP) or str(claims.get("acr", "")) in set(acr_values)
