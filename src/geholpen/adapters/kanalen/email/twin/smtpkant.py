"""The SMTP side of the post house: takes mail for its own addresses and says how sure it is of the sender."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import formatdate, parseaddr
from secrets import compare_digest
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from .doorzenden import Doorzenden, base_address
from .storingen import Storingen

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells every line of every mail otherwise

MAXIMALE_GROOTTE = 50 * 1024 * 1024  # bytes; larger than the 25 MB of the fetcher, so that oversize mail exists
Bezorg = Callable[[str, bytes], Awaitable[None]]


class Dialoog(SMTP):
    """aiosmtpd with the line length real mail has, and a name of its own instead of a DNS lookup."""

    line_length_limit = 1 << 20

    def __init__(self, loket: Loket, authserv_id: str, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            loket,
            hostname=authserv_id,
            ident="Posthuis",
            data_size_limit=MAXIMALE_GROOTTE,
            authenticator=loket.authenticate,
            auth_require_tls=False,  # loopback only
            loop=loop,
        )

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.storingen.smtp_verbreek_tijdens_data:
            await self.push("354 go ahead")
            self.transport.abort()  # type: ignore[union-attr]
            return
        await super().smtp_DATA(arg)


class Loket:
    """Answers the SMTP dialogue. `bezorg(adres, raw)` puts a mail in a mailbox and returns when it is on disk."""

    def __init__(
        self,
        gebruikers: dict[str, str],
        authserv_id: str,
        storingen: Storingen,
        bezorg: Bezorg,
        doorzenden: Doorzenden,
    ) -> None:
        self.doorzenden = doorzenden
        self.gebruikers = gebruikers
        self.domeinen = {adres.rpartition("@")[2] for adres in gebruikers}
        self.authserv_id = authserv_id
        self.storingen = storingen
        self.bezorg = bezorg

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, wijze: str, gegevens: Any) -> AuthResult:
        """AUTH PLAIN and LOGIN against the list of addresses."""
        if not isinstance(gegevens, LoginPassword):
            return AuthResult(success=False, handled=False)
        adres = gegevens.login.decode("utf-8", "replace").lower()
        wachtwoord = self.gebruikers.get(adres)
        goed = wachtwoord is not None and compare_digest(gegevens.password, wachtwoord.encode())
        return AuthResult(success=goed, handled=False, auth_data=adres if goed else None)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if self.storingen.smtp_rcpt:
            return self.storingen.smtp_rcpt
        if address.lower().rpartition("@")[2] not in self.domeinen:
            return "550 5.7.1 Relay access denied"
        if base_address(address) not in self.gebruikers:
            return "550 5.1.1 User unknown in local recipient table"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.storingen.smtp_data:
            return self.storingen.smtp_data
        nummer = secrets.token_hex(5).upper()
        gedaan = strip_own_results(envelope.content or b"", self.authserv_id)  # type: ignore[arg-type]
        for ontvanger in envelope.rcpt_tos:
            kop = self._trace(session, envelope, ontvanger, nummer, gedaan)
            if self.doorzenden.broken(base_address(ontvanger)):
                await self.doorzenden.give_up(base_address(ontvanger), _sender(envelope), kop + gedaan)
            else:
                await self.bezorg(base_address(ontvanger), kop + gedaan)
        if self.storingen.smtp_na_punt == "verbreek":
            server.transport.abort()  # type: ignore[union-attr]
        elif self.storingen.smtp_na_punt == "zwijg":
            await asyncio.sleep(3600)
        return f"250 2.0.0 Ok: queued as {nummer}"

    def _trace(self, session: Session, envelope: Envelope, ontvanger: str, nummer: str, raw: bytes) -> bytes:
        """The headers a receiving server puts on top, newest first."""
        protocol = "ESMTPA" if session.authenticated else "ESMTP"
        regels = (
            f"Return-Path: <{_sender(envelope)}>",
            f"Delivered-To: {ontvanger}",
            f"Authentication-Results: {self.authserv_id};{self._results(session, envelope, raw)}",
            f"Received: from {_clean(session.host_name)} ([{(session.peer or ('?',))[0]}])"
            f"\r\n\tby {self.authserv_id} with {protocol} id {nummer};\r\n\t{formatdate(localtime=True)}",
        )
        return "".join(f"{regel}\r\n" for regel in regels).encode("utf-8", "replace")

    def _results(self, session: Session, envelope: Envelope, raw: bytes) -> str:
        """What we know of the sender: everything when its owner logged in, nothing when nobody did."""
        afzender = _sender(envelope)
        van = parseaddr(str(BytesHeaderParser(policy=compat32).parsebytes(raw).get("From", "")))[1]
        spf = dmarc = "none"
        if session.authenticated:
            spf = "pass" if afzender and base_address(afzender) == session.auth_data else "softfail"
            dmarc = "pass" if base_address(van) == session.auth_data else "fail"
        domein = _clean(van.rpartition("@")[2])
        return (
            f"\r\n\tspf={spf} smtp.mailfrom={_clean(afzender) or self.authserv_id};"
            f"\r\n\tdkim=none;\r\n\tdmarc={dmarc} header.from={domein or 'invalid'}"
        )


def _sender(envelope: Envelope) -> str:
    """The envelope sender; aiosmtpd keeps the empty one as "<>"."""
    return (envelope.mail_from or "").strip("<>")


def _clean(waarde: str | None) -> str:
    """A token that cannot break a header of ours."""
    return re.sub(r"[^\w.+@\[\]:-]", "", waarde or "", flags=re.ASCII)[:255]


def strip_own_results(raw: bytes, authserv_id: str) -> bytes:
    """Remove Authentication-Results headers that claim to be ours (RFC 8601 section 5): the sender wrote those."""
    kop, scheiding, romp = raw.partition(b"\r\n\r\n")
    velden = re.split(rb"\r\n(?![ \t])", kop)
    return b"\r\n".join(veld for veld in velden if not _claims_ours(veld, authserv_id)) + scheiding + romp


def _claims_ours(veld: bytes, authserv_id: str) -> bool:
    """Anywhere in the field: a comment in front of the name must not hide it."""
    laag = veld.lower()
    return re.match(rb"authentication-results[ \t]*:", laag) is not None and authserv_id.lower().encode() in laag
