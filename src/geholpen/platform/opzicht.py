"""Start, watch and stop the processes of one installation. Nothing outlives the supervisor."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(sign: int = signal.SIGKILL) -> Callable[[], None] | None:
    """A `preexec_fn`: the kernel sends `sign` to the child when the thread that started it ends. Linux only."""
    if _libc is None:
        return None
    prctl, parent = _libc.prctl, os.getpid()

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:  # it ended between the fork and the line above
            os._exit(1)

    return tie


def process_children(pid: int) -> list[int]:
    """Direct children of `pid`; empty where there is no /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(entry.parent.name))
    return found
