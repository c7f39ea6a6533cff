"""W3C Trace Context: the trace that a call belongs to comes in, stands in the log, and goes on to whoever we call."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

KOP = "traceparent"
_NUL_TRACE, _NUL_SPAN = "0" * 32, "0" * 16
_VORM = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
#: The trace of what this thread is doing; `outbound` sends it on.
_nu: ContextVar[str] = ContextVar("trace", default="")


def received(traceparent: str) -> str:
    """The trace id in this header, or a new one when it is missing or not valid by the recommendation."""
    found = _VORM.fullmatch(traceparent.strip())
    if found is None or found[1] == "ff" or (found[1] == "00" and found[4]):
        return secrets.token_hex(16)
    if found[2] == _NUL_TRACE or found[3] == _NUL_SPAN:
        return secrets.token_hex(16)
    return found[2]


def follow(trace: str) -> None:
    """From now on this thread works in this trace; "" is in none."""
    _nu.set(trace)


def sent() -> dict[str, str]:
    """The header for a call to another system: the same trace, an action of its own; nothing outside a trace."""
    trace = _nu.get()
    return {KOP: f"00-{trace}-{secrets.token_hex(8)}-01"} if trace else {}
