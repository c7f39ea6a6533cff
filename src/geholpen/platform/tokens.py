"""The signed context that the database checks. The application signs; only `kern.ctx()` can read the keys there."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterable, Mapping
from uuid import UUID

#: Seconds a token is worth something: longer than any door, too short to be of use when leaked.
LEVENSDUUR = 30
_BLOCK = 64
#: The highest data category that can be a bit in a token.
MAX_SOORT = 40


def bits(soorten: Iterable[int]) -> int:
    """Categories as a bit mask: category n is bit n-1."""
    mask = 0
    for soort in soorten:
        mask |= 1 << (soort - 1)
    return mask


def pads(sleutel: bytes) -> tuple[bytes, bytes]:
    """The two padded key blocks of HMAC-SHA256 (RFC 2104), as the database stores them."""
    block = (hashlib.sha256(sleutel).digest() if len(sleutel) > _BLOCK else sleutel).ljust(_BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def sources(per_soort: Mapping[int, str]) -> str:
    """Accepted sources per category as one text: '{1,2};{};…', position n is category n."""
    last = max(per_soort, default=1)
    return ";".join(per_soort.get(soort, "{}") for soort in range(1, last + 1))


def sign(
    sleutel: bytes,
    *,
    actor: str,
    activiteit: int,
    lezen: int,
    schrijven: int,
    partijen: Iterable[UUID] | None,
    geheim: bool,
    blind: bool = False,
    trace: str,
    lees_bronnen: str,
    schrijf_bronnen: str,
    nummer: int = 1,
    now: float | None = None,
) -> str:
    """A token for `kern.open`. `partijen` None means: over all customers. `now` in epoch seconds.

    `geheim`: may see secret addresses. `blind`: may change them, and can make none of them public by it.
    """
    scope = "*" if partijen is None else "{" + ",".join(map(str, partijen)) + "}"
    verloopt = int(time.time() if now is None else now) + LEVENSDUUR
    payload = "|".join(
        (
            str(nummer),
            str(verloopt),
            actor,
            str(activiteit),
            str(lezen),
            str(schrijven),
            scope,
            "t" if geheim else "w" if blind else "f",
            trace,
            lees_bronnen,
            schrijf_bronnen,
        )
    )
    return payload + "|" + hmac.digest(sleutel, payload.encode() + b"|", "sha256").hex()
