"""Values that even a look at the raw table may not show. AES-256-GCM, a key per purpose of this installation."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from geholpen.platform.keys import key


def seal(purpose: str, value: str, owner: UUID) -> bytes:
    """nonce + ciphertext; bound to its owner, so that a value moved to another row does not open."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key(purpose)).encrypt(nonce, value.encode(), owner.bytes)


def unseal(purpose: str, sealed: bytes | memoryview[int], owner: UUID) -> str:
    """The value. Raises cryptography.exceptions.InvalidTag when it was changed or moved."""
    sealed = bytes(sealed)
    return AESGCM(key(purpose)).decrypt(sealed[:12], sealed[12:], owner.bytes).decode()
