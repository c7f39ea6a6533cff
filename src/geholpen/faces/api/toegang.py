"""Who calls: the token in the header, and what it lets its application do."""

from __future__ import annotations

import time
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as dj
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, Throttled

from geholpen.domain.organisatie.queries import Toegang, toegang
from geholpen.faces.api.verzoek import Verzoek
from geholpen.platform import trace
from geholpen.platform.context import Actor, ActorSoort, Context

ROLLEN = frozenset({"applicatie"})
SOORTEN = frozenset({"token"})
#: Per token: when its minute began and how many calls were in it. Per process: the limit counts for each.
_minuut: dict[UUID, tuple[float, int]] = {}


def context(verzoek: Verzoek, soorten: frozenset[str] = SOORTEN) -> Context:
    """The application that calls, in the trace that it says. Raises NotAuthenticated, AuthenticationFailed, Throttled.

    `soorten`: the words before a token that this interface takes.
    """
    found = _toegang(verzoek, soorten)
    _count(found.token_id)
    spoor = trace.received(verzoek.koppen.get(trace.KOP, ""))
    trace.follow(spoor)
    return Context(_actor(found), "api", trace=spoor, oorsprong=verzoek.herkomst)


@lru_cache(256)
def _actor(found: Toegang) -> Actor:
    return Actor(
        ActorSoort.APPLICATIE,
        found.applicatie_id,
        ROLLEN,
        doelen=found.activiteiten,
        alleen_lezen=not found.mag_schrijven,
        scopes=found.scopes,
    )


def token_id(verzoek: Verzoek) -> UUID:
    """Which token it is. Raises NotAuthenticated and AuthenticationFailed."""
    return _toegang(verzoek, SOORTEN).token_id


def _toegang(verzoek: Verzoek, soorten: frozenset[str]) -> Toegang:
    soort, _spatie, token = verzoek.koppen.get("authorization", "").partition(" ")
    if soort.lower() not in soorten:
        raise NotAuthenticated
    if not token.strip():
        raise AuthenticationFailed(dj("Invalid token header. No credentials provided."))
    found = toegang(token.strip())
    if found is None:
        raise AuthenticationFailed(dj("Invalid token."))
    return found


def _count(token_id: UUID) -> None:
    limit = settings.API_PER_MINUUT
    now = time.monotonic()
    began, number = _minuut.get(token_id, (now, 0))
    if now - began >= 60:  # noqa: PLR2004
        began, number = now, 0
    if limit and number >= limit:
        raise Throttled(60 - (now - began))
    _minuut[token_id] = (began, number + 1)
