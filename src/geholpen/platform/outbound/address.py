"""The guard: which addresses we call. Our own network is not for callers to look around in through us (SSRF).

A name is resolved first, every address it has is judged, and the connection goes to the address that was judged: a name
that points elsewhere a moment later (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Look-ups have no time-out of their own; a name server that hangs holds one of these threads and nobody else.
_resolver = ThreadPoolExecutor(8, thread_name_prefix="namen")
#: Translations of IPv4 in IPv6 (NAT64): what counts is the address inside.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SHARED = ipaddress.ip_network("100.64.0.0/10")  # of providers, and of some clouds' metadata


class Blocked(Exception):
    """We do not call this address. `code`: ADRES or NAAM; `reason` is for whoever typed it, in Dutch."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code, self.reason = code, reason


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be called, and the IP address to call it on."""

    scheme: str
    host: str  # the name, for TLS and the Host header
    port: int
    ip: IP
    path: str  # with the query

    @property
    def origin(self) -> str:
        """What the circuit counts by."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def host_header(self) -> str:
        """Name, and port when it is not the usual one."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The same address with the IP address in place of the name."""
        ip = f"[{self.ip}]" if self.ip.version == 6 else str(self.ip)
        return f"{self.scheme}://{ip}:{self.port}{self.path}"


_PORTS = {"https": 443, "http": 80}


def may_go(url: str, timeout: float = 5.0) -> Target:
    """Where a call to this address goes. Raises Blocked."""
    parts, port = _parsed(url)
    host = parts.hostname or ""
    found = _resolved(host, port, timeout)
    allowed = [ip for ip in found if _listed(host, ip)]
    if parts.scheme != "https" and not allowed:
        raise Blocked("ADRES", "Gebruik een adres dat begint met https://.")
    wrong = [ip for ip in found if ip not in allowed and not _public(ip)]
    if wrong:
        raise Blocked("ADRES", "Dit adres ligt in een afgeschermd netwerk. De beheerder kan het toestaan.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, (allowed or found)[0], path)


def _parsed(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Blocked("ADRES", "Dit is geen geldig webadres.") from error
    if parts.scheme not in _PORTS or not parts.hostname or any(c.isspace() or ord(c) < 32 for c in url):
        raise Blocked("ADRES", "Dit is geen geldig webadres.")
    if parts.username or parts.password:
        raise Blocked("ADRES", "Zet geen naam of wachtwoord in het adres.")
    if parts.fragment:
        raise Blocked("ADRES", "Laat het deel vanaf # weg uit het adres.")
    return parts, port


def _resolved(host: str, port: int, timeout: float) -> list[IP]:
    """Every address of a name, in the order of the machine."""
    try:
        name = host.encode("idna").decode() if not host.isascii() else host
        rows = _resolver.submit(socket.getaddrinfo, name, port, 0, socket.SOCK_STREAM).result(timeout)
    except (OSError, UnicodeError, TooLate) as error:
        raise Blocked("NAAM", "Deze computer is niet te vinden. Controleer het adres.") from error
    found = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
    if not found:
        raise Blocked("NAAM", "Deze computer is niet te vinden. Controleer het adres.")
    return list(dict.fromkeys(found))


def _public(ip: IP) -> bool:
    """Whether everybody can reach this address: not us, our network, a link, many at once, or anything reserved."""
    inner = _inside(ip)
    if inner is not None:
        return _public(inner)
    if ip.version == 4 and ip in _SHARED:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _inside(ip: IP) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address wraps: mapped, 6to4, Teredo or NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _listed(host: str, ip: IP) -> bool:
    """Whether the settings allow this host by name, or the network that the address is in."""
    for entry in settings.UITGAAND_TOEGESTAAN:
        if entry.lower() == host.lower():
            return True
        try:
            network = ipaddress.ip_network(entry, strict=False)
        except ValueError:
            continue
        if ip in network or (isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped in network):
            return True
    return False
