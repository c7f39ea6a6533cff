"""What this room does by itself, now and then."""

from __future__ import annotations

from geholpen.domain.organisatie import herhalingen


def forget_herhalingen() -> int:
    """Remove Idempotency-Keys that lived for a day. Returns how many."""
    return herhalingen.forget_old()
