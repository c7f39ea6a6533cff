"""Start, watch and stop the processes of one installation. Nothing outlives the supervisor.

Three things see to that: everything is stopped in reverse order when the `with` block of an `Opzichter` ends, every
process has its own group that is killed as a whole, and on Linux the kernel tells a child when its parent is gone.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Protocol

GENADE = 10.0  # seconds between asking a process to stop and killing it
_STABLE = 60.0  # seconds a process must have run before its earlier crashes are forgotten
_MAX_PAUSE = 30.0


class OpzichtFout(RuntimeError):
    """A process did not come up; the message holds the end of its log."""


class Gestopt(BaseException):
    """A signal asked us to stop. Like KeyboardInterrupt it is no Exception, so that nobody swallows it."""


class Bewaakt(Protocol):
    """What can be watched: a process, or a database server that knows how to start itself."""

    naam: str

    def start(self) -> None: ...

    def alive(self) -> bool: ...

    def stop(self, genade: float) -> None: ...

    def kill(self) -> None:
        """Without patience and without waiting; called from a signal handler."""
        ...

    def waar(self) -> str:
        """Where a person finds out more, for a message."""
        ...


@dataclass(slots=True)
class _Post:
    """One watched thing and how often it fell."""

    ding: Bewaakt
    gestart: float = 0.0
    gevallen: int = 0
    herstart_op: float | None = None


class Opzichter:
    """Use as `with Opzichter(report) as toezicht:`, `toezicht.start(…)` for each, then `toezicht.run()`."""

    def __init__(self, report: Callable[[str], object] = print, genade: float = GENADE) -> None:
        self._report = report
        self._genade = genade
        self._posten: list[_Post] = []
        self._oud: dict[int, signal.Handlers | Callable[[int, FrameType | None], object] | int | None] = {}
        self._bezig = self._stoppen = False
        self._gevraagd = 0

    def __enter__(self) -> Opzichter:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if sign == signal.SIGHUP and signal.getsignal(sign) is signal.SIG_IGN:
                continue  # started with nohup
            self._oud[sign] = signal.signal(sign, self._on_signal)
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        for sign, handler in self._oud.items():
            signal.signal(sign, handler)

    def start(self, ding: Bewaakt, klaar: Callable[[], bool] | None = None, wacht: float = 60.0) -> None:
        """Start it, wait until `klaar()` says so, and watch it from now on."""
        with self._uninterrupted():
            self._posten.append(_Post(ding, time.monotonic()))
            ding.start()
        if klaar:
            self.wait(ding, klaar, wacht)

    def wait(self, ding: Bewaakt, klaar: Callable[[], bool], wacht: float = 60.0) -> None:
        """Wait until `klaar()`; raises OpzichtFout when it ends before that, or after `wacht` seconds."""
        until = time.monotonic() + wacht
        while not klaar():
            if not ding.alive():
                raise OpzichtFout(f"{ding.naam} is meteen weer gestopt. Zie {ding.waar()}.{_tail(ding)}")
            if time.monotonic() > until:
                where = f"Zie {ding.waar()}.{_tail(ding)}"
                raise OpzichtFout(f"{ding.naam} is na {wacht:.0f} seconden nog niet klaar. {where}")
            time.sleep(0.05)

    def run(self) -> None:
        """Watch until a signal comes; start again what falls over."""
        with contextlib.suppress(Gestopt):
            while True:
                self.check()
                time.sleep(0.25)

    def check(self) -> None:
        """Look at everything once."""
        for post in self._posten:
            now = time.monotonic()
            if post.herstart_op is None and not post.ding.alive():
                self._plan_restart(post, now)
            elif post.herstart_op is not None and now >= post.herstart_op:
                with self._uninterrupted():
                    self._restart(post, now)

    def stop(self) -> None:
        """Stop everything in reverse order. A second signal takes the patience away."""
        self._stoppen = True
        while self._posten:
            self._posten[-1].ding.stop(self._genade)
            self._posten.pop()

    def _plan_restart(self, post: _Post, now: float) -> None:
        post.gevallen = 1 if now - post.gestart > _STABLE else post.gevallen + 1
        pause = min(0.5 * 2 ** (post.gevallen - 1), _MAX_PAUSE)
        post.herstart_op = now + pause
        self._say(f"{post.ding.naam} is onverwacht gestopt; over {pause:g} s start het opnieuw. Zie {post.ding.waar()}")

    def _restart(self, post: _Post, now: float) -> None:
        post.herstart_op, post.gestart = None, now
        try:
            post.ding.start()
            self._say(f"{post.ding.naam} is opnieuw gestart")
        except (OSError, RuntimeError) as error:
            self._say(f"{post.ding.naam} wil niet starten: {error}")

    def _say(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # the terminal may be gone
            self._report(line)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._gevraagd += 1
        if self._stoppen and self._gevraagd > 1:
            for post in self._posten:
                post.ding.kill()
        elif not self._bezig and not self._stoppen:
            raise Gestopt

    @contextlib.contextmanager
    def _uninterrupted(self) -> Iterator[None]:
        """A process that has just been started must be on the list before a signal unwinds us."""
        self._bezig = True
        try:
            yield
        finally:
            self._bezig = False
        if self._gevraagd and not self._stoppen:
            raise Gestopt


def _tail(ding: Bewaakt) -> str:
    path = Path(ding.waar())
    if not path.is_file():
        return ""
    return "\n" + "\n".join(path.read_text(errors="replace").splitlines()[-15:])
