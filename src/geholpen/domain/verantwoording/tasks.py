"""What the worker does at every tick: bring the log to the receiver, and offer again what was put aside."""

from __future__ import annotations

from geholpen.domain.verantwoording import uitvoer


def bring_log() -> int:
    """One round. Returns how many lines were booked."""
    return uitvoer.voer_uit()


def bring_what_was_put_aside() -> int:
    """What the receiver refused, and what is no longer confidential. Returns how many lines went."""
    return uitvoer.voer_aparte_uit()
