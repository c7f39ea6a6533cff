"""Values that even a look at the raw table may not show. AES-256-GCM, a key per purpose of this installation."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from geholpen.platform.keys import key
from geholpen.platform.later import later

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import aead
else:
    aead = later("cryptography.hazmat.primitives.ciphers.aead")


@cache
def _cipher(purpose: str) -> aead.AESGCM:
    """Its schedule of keys is made once; it keeps nothing of what it encrypts."""
    return aead.AESGCM(key(purpose))


def seal(purpose: str, value: str, owner: UUID) -> bytes:
    """nonce + ciphertext; bound to its owner, so that a value moved to another row does not open."""
    nonce = os.urandom(12)
    return nonce + _cipher(purpose).encrypt(nonce, value.encode(), owner.bytes)


def unseal(purpose: str, sealed: bytes | memoryview[int], owner: UUID) -> str:
    """The value. Raises cryptography.exceptions.InvalidTag when it was changed or moved."""
    sealed = bytes(sealed)
    return _cipher(purpose).decrypt(sealed[:12], sealed[12:], owner.bytes).decode()
