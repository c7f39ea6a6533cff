"""Encryption of the values that even a look at the raw table may not show (BSN)."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform import sealing


def encrypt(value: str, partij_id: UUID) -> bytes:
    """The value sealed to its customer: moved to another row it does not open."""
    return sealing.seal("bsn", value, partij_id)


def decrypt(sealed: bytes, partij_id: UUID) -> str:
    """The value. Raises cryptography.exceptions.InvalidTag when it was changed or moved."""
    return sealing.unseal("bsn", sealed, partij_id)
