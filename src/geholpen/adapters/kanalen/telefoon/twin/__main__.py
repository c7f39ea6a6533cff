"""Run one counterpart until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import threading
from pathlib import Path
from typing import Any

from geholpen.adapters.kanalen.telefoon.twin.asterisk import Asterisk
from geholpen.adapters.kanalen.telefoon.twin.cti import Centrale
from geholpen.adapters.kanalen.telefoon.twin.spraak import Aanbieder

SOORTEN: dict[str, Any] = {"cti": Centrale, "spraak": Aanbieder, "asterisk": Asterisk}


def main() -> int:
    """Listen on a port of this machine."""
    parser = argparse.ArgumentParser(prog="twin", description="Telefooncentrale voor demo en test.")
    parser.add_argument("soort", nargs="?", default="cti", choices=sorted(SOORTEN))
    parser.add_argument("--poort", type=int, default=0)
    parser.add_argument("--instellingen", type=Path, help="JSON: what the counterpart is made with")
    args = parser.parse_args()
    made = json.loads(args.instellingen.read_text(encoding="utf-8")) if args.instellingen else {}
    with SOORTEN[args.soort](poort=args.poort, **made) as twin, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"{twin.adres}\n")
        sys.stdout.flush()
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
