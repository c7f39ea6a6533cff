"""INSTREAM of clamd: "zINSTREAM\\0", then pieces with their length in four bytes, then a length of zero.

clamd answers "stream: OK", "stream: <name> FOUND" or "… ERROR", ended by a null character. It speaks no HTTP, so this
is a plain connection: only to the address that the settings name, bounded in time and in what is read.
"""

from __future__ import annotations

import socket
import struct
import time
from urllib.parse import urlsplit

from geholpen.domain.berichten.ports.bestandscontrole import Besmet, Controleuitkomst, NietGecontroleerd, Schoon

#: Seconds for the whole of it, and bytes of one piece and of the answer.
TIJD = 10.0
STUK, ANTWOORD = 64 * 1024, 1024


class Clamav:
    """A scanner at `adres`: tcp://host:3310, or unix:///run/clamav/clamd.ctl."""

    def __init__(self, adres: str, tijd: float = TIJD) -> None:
        self._adres = urlsplit(adres)
        self._tijd = tijd

    def check(self, inhoud: bytes) -> Controleuitkomst:
        """Look at one file."""
        until = time.monotonic() + self._tijd
        try:
            with self._connect() as link:
                link.sendall(b"zINSTREAM\0")
                for begin in range(0, len(inhoud), STUK):
                    stuk = inhoud[begin : begin + STUK]
                    _in_time(link, until)
                    link.sendall(struct.pack(">I", len(stuk)) + stuk)
                link.sendall(struct.pack(">I", 0))
                return _meaning(_answer(link, until))
        except OSError as error:
            return NietGecontroleerd(type(error).__name__)

    def _connect(self) -> socket.socket:
        if self._adres.scheme == "unix":
            link = socket.socket(socket.AF_UNIX)
            link.settimeout(self._tijd)
            link.connect(self._adres.path)
            return link
        return socket.create_connection((self._adres.hostname or "127.0.0.1", self._adres.port or 3310), self._tijd)


def _in_time(link: socket.socket, until: float) -> None:
    over = until - time.monotonic()
    if over <= 0:
        raise TimeoutError
    link.settimeout(over)


def _answer(link: socket.socket, until: float) -> bytes:
    found = b""
    while b"\0" not in found and len(found) < ANTWOORD:
        _in_time(link, until)
        stuk = link.recv(ANTWOORD)
        if not stuk:
            break
        found += stuk
    return found.partition(b"\0")[0]


def _meaning(antwoord: bytes) -> Controleuitkomst:
    """Only what clamd says outright counts: anything else is "not looked at"."""
    tekst = antwoord.decode("ascii", "replace").strip()
    if tekst == "stream: OK":
        return Schoon()
    if tekst.startswith("stream: ") and tekst.endswith(" FOUND"):
        return Besmet(tekst.removeprefix("stream: ").removesuffix(" FOUND")[:100])
    return NietGecontroleerd(tekst[:100] or "no answer")
