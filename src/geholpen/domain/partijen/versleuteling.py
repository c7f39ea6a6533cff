"""Encryption of the values that even a look at the raw table may not show (BSN). AES-256-GCM, key per installation."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from geholpen.platform.keys import key


def encrypt(value: str, partij_id: UUID) -> bytes:
    """nonce + ciphertext; bound to the customer, so that a value moved to another row does not open."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key("bsn")).encrypt(nonce, value.encode(), partij_id.bytes)


def decrypt(sealed: bytes, partij_id: UUID) -> str:
    """The value. Raises cryptography.exceptions.InvalidTag when it was changed or moved."""
    sealed = bytes(sealed)
    return AESGCM(key("bsn")).decrypt(sealed[:12], sealed[12:], partij_id.bytes).decode()
