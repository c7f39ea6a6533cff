"""When a message is tried again, and when a receiver is left alone. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from geholpen.platform.outbound import Accepted, Denied, Outcome, Unknown

#: Waits after the first, second … attempt: 22 hours in all.
WACHT = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720))
#: So many failures in a row of the receiver as a whole, and it is left alone: a minute, then four times as long.
AANTAL, KORT, LANG = 3, timedelta(minutes=1), timedelta(hours=1)
#: The receiver says that this address is no longer there.
WEG = 410


def next_attempt(pogingen: int, uitkomst: Denied | Unknown, now: datetime) -> datetime | None:
    """When to try again after so many attempts, not before the receiver wants it; None: give up."""
    if pogingen > len(WACHT):
        return None
    asked = timedelta(seconds=(uitkomst.retry_after or 0) if isinstance(uitkomst, Denied) else 0)
    return now + max(WACHT[pogingen - 1], asked)


def of_receiver(uitkomst: Outcome) -> bool:
    """Whether this failure says something about the receiver as a whole, and not about this one message."""
    return isinstance(uitkomst, Unknown) or (isinstance(uitkomst, Denied) and uitkomst.at_host)


def rest(achtereen: int, uitkomst: Denied | Unknown, now: datetime) -> datetime | None:
    """Until when the receiver is left alone after so many failures in a row; None: not."""
    asked = timedelta(seconds=(uitkomst.retry_after or 0) if isinstance(uitkomst, Denied) else 0)
    ours = min(KORT * 4 ** min(achtereen - AANTAL, 6), LANG) if achtereen >= AANTAL else timedelta()
    longest = max(asked, ours)
    return now + longest if longest else None


def code(uitkomst: Outcome) -> str:
    """The outcome as it is kept: "" when it was accepted."""
    return "" if isinstance(uitkomst, Accepted) else uitkomst.code


def status(uitkomst: Outcome) -> int:
    """What the receiver answered; 0 when it did not."""
    return uitkomst.status
