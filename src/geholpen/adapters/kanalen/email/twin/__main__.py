"""Run the post house by itself: `python -m geholpen.adapters.kanalen.email.twin --map DIR --gebruikers FILE`."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from .posthuis import Posthuis


def read_gebruikers(bestand: Path) -> dict[str, str]:
    """Address → password from a file with one `address password` a line; empty lines and # comments are skipped.

    Raises ValueError with the line number when a line has no password.
    """
    gebruikers = {}
    for nummer, regel in enumerate(bestand.read_text(encoding="utf-8").splitlines(), start=1):
        if not regel.strip() or regel.lstrip().startswith("#"):
            continue
        adres, _, wachtwoord = regel.strip().partition(" ")
        if not wachtwoord.strip():
            raise ValueError(f"{bestand.name}, line {nummer}: expected an address and a password")
        gebruikers[adres] = wachtwoord.strip()
    return gebruikers


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM. Returns the exit code."""
    keuzes = argparse.ArgumentParser(description="A mail server on loopback for demo and tests")
    keuzes.add_argument("--map", required=True, type=Path, help="folder that keeps the mail")
    keuzes.add_argument("--imap-poort", type=int, default=0, help="0 means a free port")
    keuzes.add_argument("--smtp-poort", type=int, default=0, help="0 means a free port")
    keuzes.add_argument("--gebruikers", required=True, type=Path, help="file with an address and a password a line")
    keuzes.add_argument("--authserv-id", default="mail.waterdam.example")
    keuze = keuzes.parse_args(argv)
    logging.basicConfig(level=logging.WARNING)
    huis = Posthuis(
        keuze.map,
        read_gebruikers(keuze.gebruikers),
        imap_poort=keuze.imap_poort,
        smtp_poort=keuze.smtp_poort,
        authserv_id=keuze.authserv_id,
    )
    einde = threading.Event()
    for sein in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sein, lambda *_: einde.set())
    with huis:
        sys.stdout.write(f"imap {huis.imap_poort} smtp {huis.smtp_poort}\n")
        sys.stdout.flush()
        einde.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
