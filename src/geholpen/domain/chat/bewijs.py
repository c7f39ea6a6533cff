"""Who a portal says that its visitor is: a short-lived signed token, for one chat key, that works once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from geholpen.platform.keys import key, keyed_hash
from geholpen.platform.later import later

if TYPE_CHECKING:
    from joserfc import errors, jwk, jwt
else:
    jwt = later("joserfc.jwt")
    errors = later("joserfc.errors")
    jwk = later("joserfc.jwk")

#: Longer than this no token may live, whatever it says itself.
HOOGSTENS = timedelta(minutes=5)
_SPELING = timedelta(seconds=30)  # clocks differ
EIGEN = "mijn"


@dataclass(frozen=True, slots=True)
class Bewijs:
    """A token that is good: the customer, how sure, and what makes it this one."""

    partij_id: UUID
    niveau: str
    jti: str
    verloopt_op: datetime
    hoe: str = "portaal"  # who signed it: mijn or portaal


def token_key(token: str) -> bytes:
    """Under what the visit of this token is found."""
    return keyed_hash("chatbezoek", token)


def kaart_key(kaart: str) -> bytes:
    """Under what a ticket to log in is found; never as a link of a mail."""
    return keyed_hash("chatkaart", kaart[:200])


def own_secret() -> bytes:
    """What our own environment signs with."""
    return key("chatbewijs")


def make(partij_id: UUID, sleutel_id: UUID, geheim: bytes, now: datetime, uitgever: str = EIGEN) -> str:
    """A token for a customer who is logged in, good for two minutes at one chat key."""
    claims = {
        "iss": uitgever,
        "aud": str(sleutel_id),
        "sub": str(partij_id),
        "jti": uuid4().hex,
        "iat": int(now.timestamp()),
        "exp": int((now + timedelta(minutes=2)).timestamp()),
    }
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, jwk.OctKey.import_key(geheim))


def read(token: str, sleutel_id: UUID, geheimen: Sequence[bytes], now: datetime) -> Bewijs | None:
    """What the token proves, or None: signed by nobody we know, for another key, too old, or living too long."""
    if not 20 < len(token) < 4000:
        return None
    for geheim in geheimen:
        try:
            claims = jwt.decode(token, jwk.OctKey.import_key(geheim), algorithms=["HS256"]).claims
        except (errors.JoseError, ValueError, TypeError):
            continue
        found = _judged(claims, sleutel_id, now)
        return replace(found, hoe=EIGEN) if found and geheim == own_secret() else found
    return None


def _judged(claims: dict[str, object], sleutel_id: UUID, now: datetime) -> Bewijs | None:
    try:
        gemaakt, einde = (datetime.fromtimestamp(int(str(claims[c])), UTC) for c in ("iat", "exp"))
        partij_id, jti = UUID(str(claims["sub"])), str(claims["jti"])
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    binnen = gemaakt - _SPELING <= now < einde and einde - gemaakt <= HOOGSTENS
    if not binnen or claims.get("aud") != str(sleutel_id) or not 8 <= len(jti) <= 100:
        return None
    return Bewijs(partij_id, "authenticated", jti, einde)
