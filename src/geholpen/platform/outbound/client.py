"""One call to another system. See the package for what it promises."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING

from geholpen.platform import trace
from geholpen.platform.later import later
from geholpen.platform.outbound import circuit
from geholpen.platform.outbound.address import Blocked, Target, may_go
from geholpen.platform.outbound.answers import Accepted, Denied, Outcome, Unknown

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")

#: Statuses with which a server says that it did nothing, now: trying later is what it asks for.
_LATER = frozenset({408, 425, 429, 503})
#: The longest wait (seconds) that another system can ask of us.
_LONGEST = 86_400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may cost: seconds to connect, between two reads, in all; bytes of the answer."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 15.0
    size: int = 1_000_000


def send(
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    counted_by: str = "",
) -> Outcome:
    """Call once. Never raises for what the other side does or is.

    `counted_by`: what failures are counted by for leaving it alone; the host, unless several who do not stand for each
    other share one.
    """
    limits = limits or Limits()
    try:
        target = may_go(url, limits.connect)
    except Blocked as blocked:
        return Denied(blocked.code)
    counter = counted_by or target.origin
    left = circuit.wait(counter)
    if left:
        return Denied("RUST", retry_after=left)
    well = False
    try:
        outcome = asyncio.run(_within(target, method, body, headers or {}, limits))
        well = isinstance(outcome, Accepted) or (isinstance(outcome, Denied) and not outcome.at_host)
    finally:
        circuit.went(counter, well=well)
    return outcome


async def _within(
    target: Target, method: str, body: bytes, headers: Mapping[str, str], limits: Limits
) -> Accepted | Denied | Unknown:
    """The call within its total time, also when the other side sends a byte now and then."""
    try:
        async with asyncio.timeout(limits.total):
            return await _call(target, method, body, headers, limits)
    except TimeoutError:
        return Unknown("TE_LANG")
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
        # before anything of the request was on its way
        return Denied("TLS" if "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper() else "VERBINDING")
    except httpx.TimeoutException:
        return Unknown("TE_LANG")
    except httpx.LocalProtocolError:
        return Denied("VERZOEK", at_host=False)
    except (httpx.HTTPError, OSError):
        return Unknown("AFGEBROKEN")
    except (httpx.InvalidURL, ValueError):
        return Denied("ADRES")


async def _call(target: Target, method: str, body: bytes, headers: Mapping[str, str], limits: Limits) -> Outcome:
    time_out = httpx.Timeout(limits.read, connect=limits.connect)
    own = {"Accept-Encoding": "identity", "User-Agent": "Geholpen", **trace.sent()}
    named = {**own, **headers, "Host": target.host_header}
    async with httpx.AsyncClient(verify=_trusted(), timeout=time_out, trust_env=False, follow_redirects=False) as http:
        request = http.build_request(
            method, target.url, content=body or None, headers=named, extensions={"sni_hostname": target.host}
        )
        answer = await http.send(request, stream=True)
        try:
            return _judged(answer, *await _read(answer, limits.size))
        finally:
            await answer.aclose()


async def _read(answer: httpx.Response, size: int) -> tuple[bytes, bool]:
    """(the first `size` bytes of the answer as they came, whether that was all)."""
    parts, total = [], 0
    async for part in answer.aiter_raw():
        parts.append(part)
        total += len(part)
        if total > size:
            return b"".join(parts)[:size], False
    return b"".join(parts), True


def _judged(answer: httpx.Response, body: bytes, whole: bool) -> Outcome:
    status = answer.status_code
    if 200 <= status < 300:
        return Accepted(status, body, {k.lower(): v for k, v in answer.headers.items()}, whole)
    if status >= 500 and status not in _LATER:
        return Unknown("HTTP", status, body)
    return Denied("HTTP", status, status in _LATER, _seconds(answer.headers.get("retry-after", "")), body)


def _seconds(said: str) -> float | None:
    """Retry-After in seconds: a number, or a moment. None when it says nothing that makes sense."""
    said = said.strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), _LONGEST)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST)


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that this machine trusts (SSL_CERT_FILE adds an organisation's own authority)."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
