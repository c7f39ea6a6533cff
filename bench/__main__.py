"""`python -m bench [--schrijf] [NAME …]`: measure the promises and print one table.

docs/benchmarks.md is written when all were run, or when it is asked for: then it has what was measured in the day
before as well, and says what was left out.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

from bench import bed, verslag

#: In this order; each has `measure() -> list[dict]`.
METINGEN = (
    "beslissing",
    "klantbeeld",
    "contact",
    "zoeken",
    "postvak",
    "verdelen",
    "inzage",
    "logboek",
    "zegel",
    "val",
    "intake",
    "gesprek",
    "register",
    "over_http",
    "geheugen",
    "chat",
    "gemengd",
    "groei",
)
#: Measure one, in this process: what follows is its name and the file for its rows.
EEN = "--een"


def main(names: list[str]) -> int:
    """Run the named ones, or all. Returns 0 when everything could be measured; a goal that is missed is no error."""
    if names == ["--list"]:
        print("\n".join(METINGEN))
        return 0
    write = not names or "--schrijf" in names
    chosen = [name for name in names if name != "--schrijf"] or list(METINGEN)
    began, failed = time.monotonic(), 0
    for name in chosen:
        print(f"== {name}", flush=True)
        failed += not _apart(name)
    if write:
        verslag.write(METINGEN, chosen, time.monotonic() - began)
        bed.stop()
    return 1 if failed else 0


def _apart(name: str) -> bool:
    """Measure in a process of its own, which knows nothing of another database. Returns whether it could be."""
    path = verslag.kept(name)
    path.unlink(missing_ok=True)
    return subprocess.run([sys.executable, "-m", "bench", EEN, name, str(path)], check=False).returncode == 0


def _een(name: str, path: str) -> int:
    try:
        bed.setup()
        found = importlib.import_module(f"bench.{name}").measure()
    except Exception as error:  # noqa: BLE001  one bench that fails does not take the others with it
        print(f"   MISLUKT: {type(error).__name__}: {error}", flush=True)
        return 1
    finally:
        bed.stop()
    verslag.show(found)
    Path(path).write_text(json.dumps(found))
    return 0


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(_een(*words[1:]) if words[:1] == [EEN] else main(words))
