"""The one way out over HTTP. Whoever calls another system says what it may cost and gets one of three answers.

    match send("POST", adres, body=b"{}", headers={"Content-Type": "application/json"}):
        case Accepted() as answer: …   # 2xx: it was done
        case Denied() as why: …        # it was not done, and we know that: trying again is safe
        case Unknown() as why: …       # it may have been done: only what may happen twice is sent again

What it takes care of, so that no adapter has to:

- **where to**: only an address that the guard lets through (`address.py`), on the very IP address that was looked at;
- **how long**: connecting, each read and the whole call are bounded, and so is the size of the answer;
- **how often**: a host that fails again and again is left alone for a while (`circuit.py`);
- **which trace**: the trace that this thread works in goes along (W3C `traceparent`);
- **no detours**: redirects are not followed, proxies and .netrc of the machine are not used, nothing is unpacked;
- **nothing leaks**: neither address nor body nor answer is logged here; reasons are codes.

It does not repeat by itself: whether something may be sent twice, and when, is known only to whoever sends it
(`retry_after` says what the other side asks).
"""

from __future__ import annotations

from geholpen.platform.outbound.address import Blocked, may_go
from geholpen.platform.outbound.answers import Accepted, Denied, Outcome, Unknown
from geholpen.platform.outbound.circuit import forget
from geholpen.platform.outbound.client import Limits, send

__all__ = ["Accepted", "Blocked", "Denied", "Limits", "Outcome", "Unknown", "forget", "may_go", "send"]
