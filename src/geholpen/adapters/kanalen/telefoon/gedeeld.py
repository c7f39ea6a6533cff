"""What the three have in common: nothing is written to a caller, and who may call our address."""

from __future__ import annotations

import hmac
import ipaddress

from geholpen.domain.berichten.ports import (
    Geaccepteerd,
    Geweigerd,
    Mogelijkheden,
    Onbekend,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
)
from geholpen.platform import outbound

NEE = Webontvangst(401, (), "")


class Belkanaal:
    """A channel over which nothing is written."""

    identiteitsoort = ""

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """A telephone carries no messages."""
        return Geweigerd("geen-berichten", "Over de telefoon sturen wij geen berichten.", blijvend=True)

    def capabilities(self) -> Mogelijkheden:
        """Nothing that is written."""
        return Mogelijkheden(max_tekens=0, bijlagen=False, onderwerpregel=False)


def is_same(given: str, ours: str) -> bool:
    """Whether a secret is ours. Without a secret nothing is."""
    return bool(ours) and hmac.compare_digest(given.encode(), ours.encode())


def may_come_from(adres: str, toegestaan: str) -> bool:
    """Whether a call may come from this IP address; an empty list allows all. A list without an address allows none."""
    entries = toegestaan.replace(",", " ").split()
    if not entries:
        return True
    try:
        ip = ipaddress.ip_address(adres)
        return any(ip in ipaddress.ip_network(entry, strict=False) for entry in entries)
    except ValueError:
        return False


def outcome(answer: outbound.Outcome, kenmerk: str = "") -> Verzenduitkomst:
    """What became of a request to call somebody. A time-out is unknown: it may be ringing."""
    if isinstance(answer, outbound.Accepted):
        return Geaccepteerd(kenmerk)
    if isinstance(answer, outbound.Unknown):
        return Onbekend("De telefooncentrale gaf geen antwoord. Het kan zijn dat uw telefoon gaat.")
    blijvend = answer.code == "HTTP" and not answer.at_host
    return Geweigerd(str(answer.status or answer.code), "De telefooncentrale wil dit niet bellen.", blijvend=blijvend)
