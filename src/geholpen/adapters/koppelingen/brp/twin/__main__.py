"""Run a BRP until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import threading
from pathlib import Path

from geholpen.adapters.koppelingen.brp.twin import Brptwin


def main() -> int:
    """Listen on a port of this machine."""
    parser = argparse.ArgumentParser(prog="twin", description="Basisregistratie Personen om mee te proberen.")
    parser.add_argument("--poort", type=int, default=5010)
    parser.add_argument("--personen", type=Path, help="JSON: a list of persons as the interface gives them")
    parser.add_argument("--doelen", default="", help="purposes it knows, with commas; empty: every")
    args = parser.parse_args()
    personen = json.loads(args.personen.read_text()) if args.personen else []
    doelen = frozenset(filter(None, args.doelen.split(",")))
    with Brptwin(personen, poort=args.poort, doelen=doelen) as twin, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"BRP: {twin.adres}\n")
        sys.stdout.flush()
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
