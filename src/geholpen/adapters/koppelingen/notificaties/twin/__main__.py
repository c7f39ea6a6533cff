"""Run a receiver until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading

from geholpen.adapters.koppelingen.notificaties.twin import Ontvanger


def main() -> int:
    """Listen on a port of this machine."""
    parser = argparse.ArgumentParser(prog="twin", description="Ontvanger van notificaties.")
    parser.add_argument("--poort", type=int, default=8099)
    parser.add_argument("--auth", default="", help="waarde van de kop Authorization die de ontvanger eist")
    args = parser.parse_args()
    with Ontvanger(poort=args.poort, auth=args.auth) as twin, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"Ontvanger: {twin.adres('ontvangt')}\nWat er binnenkwam: {twin.adres('')}\n")
        sys.stdout.flush()
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
