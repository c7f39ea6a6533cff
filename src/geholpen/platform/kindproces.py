"""One child process: its own group, its log, its end tied to ours, and how to see that it is ready."""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

LOG_BYTES = 5_000_000  # a log that is larger at start is put aside, and the one put aside before is thrown away
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Proces:
    """One child process with its own group; its output goes to `<data>/log/<naam>.log`."""

    def __init__(
        self, naam: str, opdracht: Sequence[str], log: Path, *, env: Mapping[str, str] | None = None, echo: bool = False
    ) -> None:
        self.naam = naam
        self.opdracht = list(opdracht)
        self.log = log
        self.env = dict(env) if env is not None else None
        self.echo = echo
        self._kind: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the running process, 0 before the first start."""
        return self._kind.pid if self._kind else 0

    def start(self) -> None:
        """Start it; what is left of an earlier run is killed first."""
        self._kill_group()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._kind = subprocess.Popen(  # noqa: S603  the command is ours, no shell
                self.opdracht,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if self.echo else log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal is for the supervisor alone
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
        if self._kind.stdout:
            threading.Thread(target=self._tee, args=(self._kind.stdout,), daemon=True).start()

    def alive(self) -> bool:
        """Whether it runs now."""
        return self._kind is not None and self._kind.poll() is None

    def stop(self, genade: float) -> None:
        """Ask, wait `genade` seconds, then kill; also whatever is left of its group."""
        if self._kind is None:
            return
        if self.alive():
            self._kind.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._kind.wait(genade)
        self._kill_group()

    def kill(self) -> None:
        """Kill the whole group now, without waiting; safe inside a signal handler."""
        if self._kind is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._kind.pid, signal.SIGKILL)

    def waar(self) -> str:
        """The log file."""
        return str(self.log)

    def _kill_group(self) -> None:
        self.kill()
        if self._kind is not None:
            self._kind.wait()

    def _tee(self, source: IO[bytes]) -> None:
        with self.log.open("ab") as log:
            for line in source:
                log.write(line)
                log.flush()
                with contextlib.suppress(OSError, ValueError):
                    print(f"{self.naam} | {line.decode(errors='replace').rstrip()}", flush=True)  # noqa: T201


def http_ready(url: str) -> Callable[[], bool]:
    """A probe: the address answers, and not with a server error."""
    parts = urlsplit(url)

    def probe() -> bool:
        line = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=5)
        try:
            line.request("GET", parts.path or "/")
            return line.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    return probe


def tcp_ready(port: int) -> Callable[[], bool]:
    """A probe: something on this machine accepts a connection."""

    def probe() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            return False
        return True

    return probe


def dies_with_parent(sign: int = signal.SIGKILL, parent: int = 0) -> Callable[[], None] | None:
    """A `preexec_fn`: the kernel sends `sign` to the child when the thread that started it ends. Linux only.

    A process may also call the result itself; it then names its own `parent`.
    """
    if _libc is None:
        return None
    prctl, parent = _libc.prctl, parent or os.getpid()

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
