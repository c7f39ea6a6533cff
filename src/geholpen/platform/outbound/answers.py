"""The three answers of a call to another system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Accepted:
    """A status 2xx. `body` is what came within the limit; `whole` says whether that was all of it."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Denied:
    """It was not done.

    `code`: ADRES (the guard), NAAM (the name is not known), VERBINDING (no connection), TLS, VERZOEK (our own request
    was no valid one), RUST (left alone after many failures), or HTTP with `status`. `at_host`: it says something about
    the host as a whole and not about this one message. `retry_after`: seconds that the other side, or the circuit, asks
    to wait.
    """

    code: str
    status: int = 0
    at_host: bool = True
    retry_after: float | None = None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It was sent and we do not know what became of it. `code`: TE_LANG, AFGEBROKEN, or HTTP with `status` (5xx).

    `body`: what a server that fails says about it; some say that nothing was done.
    """

    code: str
    status: int = 0
    body: bytes = b""


Outcome = Accepted | Denied | Unknown
