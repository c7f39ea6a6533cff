"""Keys of the installation, each derived from its one secret. Nothing else reads the secret."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from django.conf import settings


def derive(secret: str, purpose: str) -> bytes:
    """32 bytes for one purpose, derived from a secret with HMAC-SHA256."""
    return hmac.new(secret.encode(), f"geholpen:{purpose}".encode(), hashlib.sha256).digest()


@cache
def key(purpose: str) -> bytes:
    """32 bytes for one purpose of this installation."""
    return derive(settings.GEHEIM, purpose)


@cache
def _begun(purpose: str) -> hmac.HMAC:
    """HMAC-SHA256 with the key in it: a copy of that costs a quarter of beginning anew."""
    return hmac.new(key(purpose), digestmod="sha256")


def mac(purpose: str, message: bytes) -> bytes:
    """HMAC-SHA256 of a message with the key for this purpose."""
    made = _begun(purpose).copy()
    made.update(message)
    return made.digest()


def keyed_hash(purpose: str, value: str) -> bytes:
    """A 32-byte look-up key for a value: the same value gives the same key, the key does not give the value."""
    return mac(purpose, value.encode())
