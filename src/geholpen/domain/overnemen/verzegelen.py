"""How a record is kept as it was received: compressed and sealed with a key of the installation (AES-256-GCM)."""

from __future__ import annotations

import hashlib
import hmac
import os
import zlib
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from geholpen.platform.keys import key
from geholpen.platform.later import later

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import aead
else:
    aead = later("cryptography.hazmat.primitives.ciphers.aead")


def seal(ruw: bytes, id: UUID) -> bytes:
    """nonce + ciphertext, bound to the key of the record."""
    nonce = os.urandom(12)
    return nonce + _aes().encrypt(nonce, zlib.compress(ruw, 1), id.bytes)


def unseal(sealed: bytes, id: UUID) -> bytes:
    """What was received. Raises cryptography.exceptions.InvalidTag when it was changed or moved."""
    sealed = bytes(sealed)
    return zlib.decompress(_aes().decrypt(sealed[:12], sealed[12:], id.bytes))


def fingerprint(wezen: bytes) -> bytes:
    """By which two versions of a record are compared; it tells nothing by itself."""
    return hmac.digest(key("overname wezen"), wezen, hashlib.sha256)[:16]


@cache
def _aes() -> aead.AESGCM:
    return aead.AESGCM(key("overname"))
