"""Run a print provider until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading

from geholpen.adapters.kanalen.brief.twin import Drukkerij


def main() -> int:
    """Listen on a port of this machine."""
    parser = argparse.ArgumentParser(prog="twin", description="Drukker van brieven.")
    parser.add_argument("--poort", type=int, default=0)
    parser.add_argument("--sleutel", required=True)
    parser.add_argument("--geheim", default="")
    parser.add_argument("--terugmelden", default="", help="address for news of letters")
    args = parser.parse_args()
    with (
        Drukkerij(args.sleutel, geheim=args.geheim, terugmelden=args.terugmelden, poort=args.poort) as twin,
        contextlib.suppress(KeyboardInterrupt),
    ):
        sys.stdout.write(f"Drukker: {twin.adres}\n")
        sys.stdout.flush()
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
