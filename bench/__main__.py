"""`python -m bench [NAME …]`: measure the promises, print one table, and write docs/benchmarks.md when all were run."""

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
    "inzage",
    "logboek",
    "zegel",
    "val",
    "intake",
    "register",
    "over_http",
    "geheugen",
    "groei",
)


def main(names: list[str]) -> int:
    """Run the named ones, or all. Returns 0 when everything could be measured; a goal that is missed is no error."""
    if names == ["--list"]:
        print("\n".join(METINGEN))
        return 0
    began, rows, failed = time.monotonic(), [], 0
    for name in names or METINGEN:
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
    if not names:
        verslag.write(rows, time.monotonic() - began)
    bed.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
