"""`python -m bench [--schrijf] [NAME …]`: measure the promises and print one table.

docs/benchmarks.md is written when all were run, or when it is asked for: then it says which were left out.
"""

from __future__ import annotations

import importlib
import sys
import time

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


def main(names: list[str]) -> int:
    """Run the named ones, or all. Returns 0 when everything could be measured; a goal that is missed is no error."""
    if names == ["--list"]:
        print("\n".join(METINGEN))
        return 0
    write = not names or "--schrijf" in names
    chosen = [name for name in names if name != "--schrijf"] or list(METINGEN)
    began, rows, failed = time.monotonic(), [], 0
    for name in chosen:
        print(f"== {name}", flush=True)
        try:
            module = importlib.import_module(f"bench.{name}")
        except ModuleNotFoundError:
            print("   (nog niet geschreven)")
            continue
        try:
            found = module.measure()
            verslag.show(found)
        except Exception as error:  # noqa: BLE001  one bench that fails does not take the others with it
            print(f"   MISLUKT: {type(error).__name__}: {error}")
            failed += 1
            continue
        rows += found
    if write:
        verslag.write(rows, time.monotonic() - began, [name for name in METINGEN if name not in chosen])
    bed.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
