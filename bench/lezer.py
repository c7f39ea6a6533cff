"""Readers in a process of their own: `python -m bench.lezer THREADS SECONDS FILE [CONTEXT.json]`.

Every thread reads through a door, with the log line committed before the answer, and adds to FILE the trace and time
(µs) of each answer it got. With contexts the read is the klantbeeld the hot way, else the name of a made-up customer
through an ordinary door. A database that is away is waited for. Ends after SECONDS, or when FILE.stop appears.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

Lees = Callable[[], str]


def main(threads: int, seconds: float, path: Path, contexts: Path | None) -> None:
    """Read until the time is over."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geholpen.config.settings")
    import django  # noqa: PLC0415

    django.setup()
    until, stop, lock = time.monotonic() + seconds, path.with_suffix(".stop"), threading.Lock()
    lees = _klantbeeld(contexts) if contexts else _naam
    with path.open("a", buffering=1) as file:

        def run() -> None:
            while time.monotonic() < until and not stop.exists():
                line = _once(lees)
                if line:
                    with lock:
                        file.write(line)

        every = [threading.Thread(target=run) for _ in range(threads)]
        for thread in every:
            thread.start()
        for thread in every:
            thread.join()


def _once(lees: Lees) -> str:
    """One read: its line, or "" when no answer came."""
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415

    began = time.perf_counter()
    try:
        trace = lees()
    except (OperationalError, InterfaceError):
        connection.close()
        time.sleep(0.1)
        return ""
    return f"{trace} {(time.perf_counter() - began) * 1e6:.0f}\n"


def _naam() -> str:
    from geholpen.domain.partijen.queries import naam_van  # noqa: PLC0415
    from geholpen.platform.context import Actor, ActorSoort, Context  # noqa: PLC0415

    id = uuid4()
    actor = Actor(ActorSoort.KLANT, id, frozenset({"klant"}), niveau="authenticated")
    ctx = Context(actor, "mijn", partijen=frozenset({id}), oorsprong="bench")
    naam_van(ctx, id)
    return ctx.trace


def _klantbeeld(path: Path) -> Lees:
    from dataclasses import replace  # noqa: PLC0415
    from itertools import cycle  # noqa: PLC0415
    from secrets import token_hex  # noqa: PLC0415

    from geholpen.domain.klantbeeld.queries import klantbeeld  # noqa: PLC0415
    from geholpen.platform.context import Context  # noqa: PLC0415

    contexts = cycle([Context.from_json(said, "bench") for said in json.loads(path.read_text())])

    def lees() -> str:
        ctx = replace(next(contexts), trace=token_hex(16))
        klantbeeld(ctx, next(iter(ctx.partijen)), 10)
        return ctx.trace

    return lees


if __name__ == "__main__":
    threads, seconds, path, *rest = sys.argv[1:]
    main(int(threads), float(seconds), Path(path), Path(rest[0]) if rest else None)
