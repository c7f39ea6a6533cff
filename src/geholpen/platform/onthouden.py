"""What is the same for everybody is kept per process for a few seconds: subjects, departments, who we are."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
#: Seconds that a process may go on with what it read before.
HOUDBAAR = 5.0
_kept: dict[Callable[[], Any], tuple[float, Any]] = {}


def kept(read: Callable[[], T]) -> T:
    """What `read()` gives, or what it gave at most HOUDBAAR seconds ago. Whoever gets it changes nothing in it."""
    until, value = _kept.get(read, (0.0, None))
    if time.monotonic() >= until:
        value = read()
        _kept[read] = (time.monotonic() + HOUDBAAR, value)
    return value


def forget() -> None:
    """Read everything again at the next question: a catalogue was changed here."""
    _kept.clear()
