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


def keyed_hash(purpose: str, value: str) -> bytes:
    """A 32-byte look-up key for a value: the same value gives the same key, the key does not give the value."""
    return hmac.digest(key(purpose), value.encode(), "sha256")
