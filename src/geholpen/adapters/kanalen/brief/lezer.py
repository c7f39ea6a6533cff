"""Read one scan in a process of its own: its memory and its time end with it, whatever the file does to it.

`python -m geholpen.adapters.kanalen.brief.lezer FD` is such a process; it reads one letter and ends.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection

from geholpen.domain.berichten.ports import OnleesbaarBericht, OntvangenBericht

#: Bytes of memory for one letter, without the programs that it starts.
MAX_GEHEUGEN = 3 * 1024**3
#: Seconds for one letter in all; the reader of text has limits of its own within it.
HOOGSTENS = 1000.0
TE_LANG = "Het lezen van deze scan duurde te lang en is afgebroken."
OMGEVALLEN = "Deze scan laat ons leesprogramma vastlopen."


def read_apart(raw: bytes, seconds: float = HOOGSTENS) -> OntvangenBericht:
    """`lezen.read(raw)`. Raises OnleesbaarBericht as that does, and when the process fell over or took too long."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", __name__, str(theirs.fileno())]
        proces = subprocess.Popen(  # noqa: S603  ourselves
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
        )
    line = Connection(ours.detach())
    try:
        line.send(raw)
        if not line.poll(seconds):
            raise OnleesbaarBericht(TE_LANG)
        answer = line.recv()
    except (EOFError, OSError):
        raise OnleesbaarBericht(OMGEVALLEN) from None
    finally:
        line.close()
        _end(proces)
    if isinstance(answer, OnleesbaarBericht):
        raise answer
    if isinstance(answer, OntvangenBericht):
        return answer
    raise RuntimeError(f"the reader of scans: {answer}")


def _end(proces: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(proces.pid, signal.SIGKILL)
    proces.wait()


def _serve(line: Connection) -> None:
    from geholpen.adapters.kanalen.brief.lezen import read  # noqa: PLC0415  the limit comes first

    raw = line.recv()
    try:
        answer: OntvangenBericht | Exception | str = read(raw)
    except OnleesbaarBericht as poison:
        answer = poison
    except MemoryError:
        answer = OnleesbaarBericht(OMGEVALLEN)
    except Exception as crash:  # noqa: BLE001  our own mistake: told without the text of the letter
        answer = type(crash).__name__
    line.send(answer)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _serve(Connection(int(sys.argv[1])))
