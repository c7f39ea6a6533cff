"""Run a twin in a process of its own: `[--instellingen FILE] [--poort N]`; its address is the first line out.

Beside the file with its settings it keeps what happened, so that a demo that is started again goes on with it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geholpen.platform.tweeling.geheugen import Geheugen
from geholpen.platform.tweeling.server import Tweeling

#: Seconds between two looks at what is to be remembered.
TEL = 1.0


def run(omschrijving: str, poort: int, maak: Callable[[dict[str, Any], int], Tweeling]) -> int:
    """Listen on a port of this machine. `maak(settings, port)` makes the twin out of what the file says (JSON)."""
    parser = argparse.ArgumentParser(prog="twin", description=omschrijving)
    parser.add_argument("--poort", type=int, default=poort)
    parser.add_argument("--instellingen", type=Path, help="JSON: what the twin is made with")
    args = parser.parse_args()
    settings = json.loads(args.instellingen.read_text(encoding="utf-8")) if args.instellingen else {}
    twin = maak(settings, args.poort)
    geheugen = Geheugen(twin, args.instellingen.with_suffix(".geheugen")) if args.instellingen else None
    if geheugen:
        geheugen.recall()
    with twin, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"{twin.adres}\n")
        sys.stdout.flush()
        while not twin.gestopt.wait(TEL):
            if geheugen:
                geheugen.keep()
    return 0
