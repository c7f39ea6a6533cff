"""Which ports the demo uses."""

from __future__ import annotations

import os
import socket

POORTEN = (
    *("web", "stroom", "imap", "smtp", "lmtp", "brp", "wijk", "drukker"),
    *("whatsapp", "sms", "berichtenbox", "telefoon", "jcc", "qmatic"),
)


class PoortFout(RuntimeError):
    """PORT cannot be used; the message says what to do."""


def choose_ports() -> dict[str, int]:
    """PORT for the pages; the four after it for the rest, or other free ones when those are taken."""
    try:
        first = int(os.environ.get("PORT") or 8000)
    except ValueError:
        raise PoortFout(f"PORT is geen getal: {os.environ['PORT']!r}") from None
    if not 0 < first < 65536:
        raise PoortFout(f"PORT moet tussen 1 en 65535 liggen, niet {first}.")
    if not _free(first):
        raise PoortFout(f"poort {first} is al in gebruik. Stop wat daar draait, of kies een andere: PORT=8100 bin/demo")
    ports, candidate = {"web": first}, first
    for name in POORTEN[1:]:
        candidate += 1
        while candidate < 65536 and not _free(candidate):
            candidate += 1
        if candidate > 65535:
            raise PoortFout(f"na poort {first} is er geen vrije poort meer. Kies een lagere: PORT=8000 bin/demo")
        ports[name] = candidate
    return ports


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("GEHOLPEN_HOST") or "127.0.0.1", port))
        except OSError:
            return False
    return True
