"""The other side of the channels: a twin of each provider, told how to find us in a file that only we can read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geholpen.config.demo.gegevensmap import write_private
from geholpen.platform.kindproces import Proces, tcp_ready
from geholpen.platform.opzicht import Opzichter


def start_twins(data: Path, tegenpartijen: Iterable[Any], toezicht: Opzichter) -> None:
    """Start every twin that the pack names, each with its settings."""
    folder = data / "tweelingen"
    folder.mkdir(exist_ok=True)
    for t in tegenpartijen:
        settings = folder / f"{t.naam}.json"
        write_private(settings, json.dumps(t.instellingen))
        command = [sys.executable, "-m", t.module, "--instellingen", str(settings), "--poort", str(t.poort)]
        toezicht.start(Proces(t.naam, command, data / "log" / f"{t.naam}.log"), tcp_ready(t.poort))
