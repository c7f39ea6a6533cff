"""Parse large mails in a process of their own, with a limit that really ends it: no mail can hold up the others.

A regular expression or a decoder at work cannot be interrupted from another thread, and jobs run in threads. So the
kernel counts: a child that used too much processor time, or took far too long, is ended by a signal. `python -m
geholpen.adapters.kanalen.email.ontleder FD` is such a child; it lives on for the next mail and ends with its parent.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from typing import Any

from geholpen.adapters.kanalen.email.parse import parse
from geholpen.domain.berichten.ports import OnleesbaarBericht, OntvangenBericht

#: Bytes. Whatever is in a mail of this size, reading it takes a fraction of a second (tests/adapters/email).
KLEIN = 64 * 1024
#: A busy machine may take this much longer than the processor time that a mail gets.
_DRUK = 6
_TOO_LONG = {-signal.SIGPROF, -signal.SIGALRM}
_idle: list[_Kind] = []


def parse_within(raw: bytes, seconds: float, **how: Any) -> OntvangenBericht:
    """`parse(raw, **how)` with at most `seconds` of processor time.

    Raises OnleesbaarBericht as `parse` does, and when it took too long; RuntimeError when the child fell over.
    """
    if len(raw) <= KLEIN:
        return parse(raw, **how)
    kind = _take()
    try:
        answer = kind.ask((raw, seconds, how))
    except (EOFError, OSError) as gone:
        if kind.end() in _TOO_LONG:
            raise OnleesbaarBericht("Het lezen van dit bericht duurde te lang en is afgebroken.") from gone
        raise RuntimeError("the reader of mails fell over") from gone
    _idle.append(kind)
    if isinstance(answer, Exception):
        raise answer
    return answer


def _take() -> _Kind:
    try:
        return _idle.pop()
    except IndexError:  # all of them are busy
        return _Kind()


class _Kind:
    """One child and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", __name__, str(theirs.fileno())]
            self._proces = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603
        self._line = Connection(ours.detach())

    def ask(self, question: tuple[bytes, float, dict[str, Any]]) -> Any:
        self._line.send(question)
        return self._line.recv()

    def end(self) -> int:
        """Close the line. Returns how the child ended."""
        self._line.close()
        return self._proces.wait()


def _serve(line: Connection) -> None:
    """Answer until the other side is gone. The signals have no handler: the kernel ends us."""
    while True:
        raw, seconds, how = line.recv()
        _limit(seconds)
        try:
            answer: OntvangenBericht | Exception = parse(raw, **how)
        except OnleesbaarBericht as poison:
            answer = poison
        except Exception as crash:  # noqa: BLE001  our own mistake: the parent counts it, without the text of the mail
            answer = RuntimeError(type(crash).__name__)
        _limit(0)
        line.send(answer)


def _limit(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _DRUK)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the parent
    try:
        _serve(Connection(int(sys.argv[1])))
    except (EOFError, OSError):
        sys.exit(0)
