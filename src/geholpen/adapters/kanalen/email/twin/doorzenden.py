"""An address that forwards, and what a server does when the far end is gone: it takes the mail, gives up and says so.

The report is the standard one (RFC 3464), from nobody, to the envelope sender. When the far end is there again, what
came back is delivered after all, with a report of that: late news, as real servers and gateways send it.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import formatdate
from pathlib import Path

Bezorg = Callable[[str, bytes], Awaitable[None]]
STATUS, REDEN = "5.1.1", "smtp; 550 5.1.1 No such user here"


def break_forwarding(posthuis: Path, adres: str, *, stuk: bool = True) -> None:
    """Make (or repair) the far end of `adres` in the folder of a post house, also one of another process."""
    folder = posthuis / "doorzenden"
    folder.mkdir(parents=True, exist_ok=True)
    if stuk:
        (folder / f"{adres}.stuk").touch()
    else:
        (folder / f"{adres}.stuk").unlink(missing_ok=True)


class Doorzenden:
    """Mail for addresses whose far end is gone, kept in `folder` until that is repaired."""

    def __init__(self, folder: Path, server: str, bezorg: Bezorg) -> None:
        self.folder, self.server, self.bezorg = folder, server, bezorg
        folder.mkdir(parents=True, exist_ok=True)

    def broken(self, adres: str) -> bool:
        """Whether mail for this address comes back now."""
        return (self.folder / f"{adres}.stuk").exists()

    async def give_up(self, adres: str, afzender: str, raw: bytes) -> None:
        """Keep the mail aside and tell its sender that it did not arrive; nobody is told of a report."""
        pad = self.folder / f"{secrets.token_hex(8)}.{adres}.mail"
        pad.write_bytes(afzender.encode() + b"\n" + raw)
        await self._report(adres, afzender, raw, "failed", STATUS)

    async def deliver_repaired(self) -> None:
        """Deliver what was kept for addresses that work again, and tell the senders."""
        for pad in sorted(self.folder.glob("*.mail")):
            adres = pad.name.split(".", 1)[1].removesuffix(".mail")
            if self.broken(adres):
                continue
            afzender, _, raw = pad.read_bytes().partition(b"\n")
            pad.unlink()
            await self.bezorg(adres, raw)
            await self._report(adres, afzender.decode(), raw, "delivered", "2.0.0")

    async def _report(self, adres: str, afzender: str, raw: bytes, actie: str, status: str) -> None:
        if afzender:
            await self.bezorg(base_address(afzender), _report(self.server, adres, afzender, raw, actie, status))


def base_address(adres: str) -> str:
    """The mailbox of an address: lower case, without its plus part."""
    lokaal, _, domein = adres.lower().rpartition("@")
    return f"{lokaal.partition('+')[0]}@{domein}"


def _report(server: str, adres: str, afzender: str, raw: bytes, actie: str, status: str) -> bytes:
    koppen = raw.partition(b"\r\n\r\n")[0]
    grens = f"={secrets.token_hex(12)}"
    gelukt = actie == "delivered"
    zin = "was delivered after all" if gelukt else "could not be delivered and will not be tried again"
    regels = [
        "Return-Path: <>",
        f"Delivered-To: {afzender}",
        f"From: Mail Delivery System <MAILER-DAEMON@{server}>",
        f"To: {afzender}",
        f"Date: {formatdate(localtime=True)}",
        f"Message-ID: <{secrets.token_hex(12)}@{server}>",
        "Subject: " + ("Successful Mail Delivery Report" if gelukt else "Undelivered Mail Returned to Sender"),
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{grens}"',
        "",
        f"--{grens}",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        f"This is the mail system at host {server}.",
        f"Your message to <{adres}> {zin}.",
        "",
        f"--{grens}",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; {server}",
        f"Arrival-Date: {BytesHeaderParser(policy=compat32).parsebytes(raw).get('Date', '')}",
        "",
        f"Final-Recipient: rfc822; {adres}",
        f"Action: {actie}",
        f"Status: {status}",
        *([] if gelukt else [f"Diagnostic-Code: {REDEN}"]),
        "",
        f"--{grens}",
        "Content-Type: text/rfc822-headers",
        "",
    ]
    return "\r\n".join(regels).encode("ascii", "replace") + b"\r\n" + koppen + f"\r\n\r\n--{grens}--\r\n".encode()
