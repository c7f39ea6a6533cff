"""The settings of a mailbox, what is fetched from it, and a connection to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from ..smtp import GEEN, STARTTLS, TLS, read_mail_url, tls_context


@dataclass(frozen=True, slots=True)
class Postbus:
    """A mailbox to fetch from. Sizes in bytes, times in seconds for each network step by itself."""

    host: str
    poort: int
    gebruiker: str
    wachtwoord: str = field(repr=False)
    tls: str = GEEN
    ca: str = ""
    map: str = "INBOX"
    verwerkt: str = "Verwerkt"
    maximale_grootte: int = 25 * 1024 * 1024
    per_ronde: int = 50
    wacht_verbinden: float = 45.0
    wacht_lezen: float = 120.0

    @classmethod
    def from_url(cls, url: str, *, verwerkt: str = "Verwerkt", **overig: Any) -> Self:
        """From `imap://user:pass@host:port/INBOX` or `imaps://…`, optionally `?tls=starttls|geen&ca=file`.

        `overig` sets other fields. Raises ValueError when the URL is wrong.
        """
        server = read_mail_url(url, "imap", poort=143, tls_poort=993)
        basis = cls(server.host, server.poort, server.gebruiker, server.wachtwoord, server.tls, server.ca)
        return replace(basis, map=server.pad or "INBOX", verwerkt=verwerkt, **overig)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read."""

    uidvalidity: int
    laatste_uid: int


@dataclass(frozen=True, slots=True)
class OpgehaaldeMail:
    """One mail as the server keeps it. With `oversize` only the headers are in `ruw`."""

    ruw: bytes = field(repr=False)
    map: str
    uidvalidity: int
    uid: int
    grootte: int  # bytes on the server
    ontvangen_op: datetime | None  # INTERNALDATE, with time zone
    oversize: bool = False


@dataclass(frozen=True, slots=True)
class Ronde:
    """What one run did. `herstart` means the UIDVALIDITY changed: expect every old mail again."""

    opgehaald: int
    wachtend: int  # mails still to fetch, for a flood brake
    herstart: bool = False


@contextmanager
def connect(postbus: Postbus) -> Iterator[IMAPClient]:
    """A logged-in connection. Raises OSError or IMAPClientError (LoginError for a wrong password)."""
    context = tls_context(postbus.ca) if postbus.tls != GEEN else None
    wacht = SocketTimeout(connect=postbus.wacht_verbinden, read=postbus.wacht_lezen)
    client = IMAPClient(
        postbus.host, postbus.poort, ssl=postbus.tls == TLS, ssl_context=context, timeout=wacht, use_uid=True
    )
    client.normalise_times = False  # keep the time zone of INTERNALDATE
    try:
        if postbus.tls == STARTTLS:
            client.starttls(context)
        client.login(postbus.gebruiker, postbus.wachtwoord)
        yield client
        with suppress(OSError, IMAPClientError):
            client.logout()
    finally:
        with suppress(OSError, IMAPClientError):
            client.shutdown()
