"""What the demo shows: numbered steps with their time, one line each; what is said in between is indented."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator


def show(text: str, end: str = "\n") -> None:
    """Write to the terminal, which may be gone by the time we stop."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(text + end)
        sys.stdout.flush()


class Stap:
    """What can be added to the line of the step that runs."""

    def __init__(self) -> None:
        self.text = ""

    def note(self, text: str) -> None:
        """Shown behind the name when the step is done."""
        self.text = f"{text}, "


class Voortgang:
    """Prints `[2/7] Database … PostgreSQL 18, 1.3 s`."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0
        self._open = False

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Stap]:
        """One step; its time is shown when the block ends well."""
        self._number += 1
        self._open = True
        show(f"[{self._number}/{self._total}] {name} … ", end="")
        began, stap = time.monotonic(), Stap()
        try:
            yield stap
        except BaseException:
            self._end_line()
            raise
        indent = "" if self._open else "      "
        show(f"{indent}{stap.text}{time.monotonic() - began:.1f} s")
        self._open = False

    def say(self, line: object) -> None:
        """A line of its own, within a step or between two."""
        self._end_line()
        show(f"      {line}")

    def _end_line(self) -> None:
        if self._open:
            show("")
            self._open = False
