"""A host that fails again and again is left alone for a while; then one call may try whether it is back.

Per process: each learns by itself, which costs a few calls and needs nobody to agree.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

#: So many failures in a row open the circuit; it then rests this long, twice as long each time, until the longest.
AANTAL, KORT, LANG = 5, 15.0, 600.0


@dataclass(slots=True)
class _Host:
    failures: int = 0
    rests_until: float = 0.0
    trying: bool = False


_hosts: dict[str, _Host] = {}
_lock = threading.Lock()


def wait(origin: str) -> float:
    """Seconds that this host (or whatever failures are counted by) is left alone; 0 means: go.

    After a rest only one caller at a time is told to go.
    """
    with _lock:
        host = _hosts.get(origin)
        if host is None or host.failures < AANTAL:
            return 0.0
        left = host.rests_until - time.monotonic()
        if left <= 0 and not host.trying:
            host.trying = True
            return 0.0
        return max(left, 1.0)


def went(origin: str, *, well: bool) -> None:
    """How a call ended: the host did its work, or it did not."""
    with _lock:
        if well:
            _hosts.pop(origin, None)
            return
        host = _hosts.setdefault(origin, _Host())
        host.failures, host.trying = host.failures + 1, False
        if host.failures >= AANTAL:
            host.rests_until = time.monotonic() + min(KORT * 2.0 ** min(host.failures - AANTAL, 10), LANG)


def forget() -> None:
    """Close every circuit; for the shell and for tests."""
    with _lock:
        _hosts.clear()
