"""Applications and their tokens: made and ended by a functional manager, looked up at every call of an interface."""

from __future__ import annotations

import secrets
import string
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.organisatie.models import Applicatie, ApplicatieToken
from geholpen.platform.keys import keyed_hash

LENGTE = 40
#: What a token can be given besides its purposes, by the names of the standards it is for.
SCOPES = frozenset(
    {
        *(f"{doe}:{wat}" for doe in ("create", "read", "update", "delete") for wat in ("normal", "confidential")),
        "ldv:lezen",
        "ldv:schrijven",
        "adl:lezen",
        "authzen",
    }
)
#: Seconds that a process may let a token in on what it read before: the longest that one lives after it was ended.
HOUDBAAR = 5.0
#: `laatst_gebruikt_op` is written at most once in this time.
GEBRUIK = timedelta(minutes=5)
_known: dict[bytes, tuple[float, Toegang | None]] = {}


@dataclass(frozen=True, slots=True)
class Toegang:
    """Who a token lets in, and for what."""

    token_id: UUID
    applicatie_id: UUID
    naam: str
    activiteiten: tuple[str, ...]
    mag_schrijven: bool
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token as a manager sees it; never the token itself."""

    id: UUID
    applicatie_id: UUID
    omschrijving: str
    begin: str
    mag_schrijven: bool
    aangemaakt_op: datetime
    verloopt_op: datetime | None
    ingetrokken_op: datetime | None
    laatst_gebruikt_op: datetime | None
    scopes: tuple[str, ...] = ()


def new_token() -> str:
    """Forty characters nobody can guess."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(LENGTE))


def token_key(token: str) -> bytes:
    """What is kept of a token."""
    return keyed_hash("applicatietoken", token)


def toegang(token: str) -> Toegang | None:
    """Whom this token lets in, or None: unknown, ended, expired, or of an application that is switched off."""
    key = token_key(token)
    until, found = _known.get(key, (0.0, None))
    if time.monotonic() < until:
        return found
    found = _look_up(key)
    if len(_known) > 1_000:
        _known.clear()
    _known[key] = (time.monotonic() + HOUDBAAR, found)
    return found


def forget() -> None:
    """Look every token up again."""
    _known.clear()


def _look_up(key: bytes) -> Toegang | None:
    now = timezone.now()
    row = ApplicatieToken.objects.filter(sleutel=key, ingetrokken_op=None).first()
    if row is None or (row.verloopt_op and row.verloopt_op <= now):
        return None
    applicatie = Applicatie.objects.filter(id=row.applicatie_id, actief=True).first()
    if applicatie is None:
        return None
    if row.laatst_gebruikt_op is None or row.laatst_gebruikt_op < now - GEBRUIK:
        ApplicatieToken.objects.filter(id=row.id).update(laatst_gebruikt_op=now)
    return Toegang(
        row.id, applicatie.id, applicatie.naam, tuple(applicatie.activiteiten), row.mag_schrijven, frozenset(row.scopes)
    )


def doelen(applicatie_id: UUID) -> tuple[str, ...]:
    """Codes of the activities of an application that is switched on."""
    row = Applicatie.objects.filter(id=applicatie_id, actief=True).first()
    return tuple(row.activiteiten) if row else ()


@dataclass(frozen=True, slots=True)
class ApplicatieInfo:
    """An application with its tokens, newest first."""

    id: UUID
    naam: str
    activiteiten: tuple[str, ...]
    tokens: tuple[TokenInfo, ...]

    @property
    def laatst_gebruikt_op(self) -> datetime | None:
        """When one of its tokens was last used."""
        return max((t.laatst_gebruikt_op for t in self.tokens if t.laatst_gebruikt_op), default=None)

    @property
    def geldige_tokens(self) -> int:
        """How many of them let somebody in today."""
        now = timezone.now()
        return sum(t.ingetrokken_op is None and (t.verloopt_op is None or t.verloopt_op > now) for t in self.tokens)


def overzicht() -> list[ApplicatieInfo]:
    """All applications by name."""
    per: dict[UUID, list[TokenInfo]] = {}
    for t in ApplicatieToken.objects.order_by("-aangemaakt_op"):
        info = TokenInfo(
            t.id,
            t.applicatie_id,
            t.omschrijving,
            t.begin,
            t.mag_schrijven,
            t.aangemaakt_op,
            t.verloopt_op,
            t.ingetrokken_op,
            t.laatst_gebruikt_op,
            tuple(t.scopes),
        )
        per.setdefault(t.applicatie_id, []).append(info)
    rows = Applicatie.objects.order_by("naam")
    return [ApplicatieInfo(a.id, a.naam, tuple(a.activiteiten), tuple(per.get(a.id, ()))) for a in rows]
