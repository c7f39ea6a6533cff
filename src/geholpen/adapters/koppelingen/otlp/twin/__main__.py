"""Run a receiver until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading

from geholpen.adapters.koppelingen.otlp.twin import Verzamelaar


def main() -> int:
    """Listen on a port of this machine."""
    parser = argparse.ArgumentParser(prog="twin", description="Ontvanger van logregels (OTLP).")
    parser.add_argument("--poort", type=int, default=4318)
    args = parser.parse_args()
    with Verzamelaar(poort=args.poort) as twin, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"Ontvanger: {twin.adres}\n")
        sys.stdout.flush()
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
