"""Slow senders hold up nobody who only reads.

A read of the server lasts until the sender is done, and cannot be broken off. So of the threads of a worker one never
waits for a body: who comes when all others do is told to come back. A proxy in front that takes in whole bodies first
(most do) keeps slow senders away altogether.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

#: Threads of one worker process.
THREADS = 4
#: Seconds to wait for another to be done with its body.
WACHT = 1.0
_beurten = threading.BoundedSemaphore(THREADS - 1)


class TeDruk(OSError):
    """All who may wait for a body do."""


class Geduldig:
    """A WSGI application that reads bodies in turn. What has no body costs nothing."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """One call."""
        if environ.get("CONTENT_LENGTH") not in {None, "", "0"} or "HTTP_TRANSFER_ENCODING" in environ:
            environ["wsgi.input"] = _Stroom(environ["wsgi.input"])
        return self.app(environ, start_response)


class _Stroom:
    """A body."""

    def __init__(self, stroom: Any) -> None:
        self._stroom = stroom

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, -1 for all. Raises TeDruk."""
        return self._in_turn(self._stroom.read, size)

    def readline(self, size: int = -1) -> bytes:
        """At most `size` bytes of a line. Raises TeDruk."""
        return self._in_turn(self._stroom.readline, size)

    def _in_turn(self, read: Callable[..., bytes], size: int) -> bytes:
        if not _beurten.acquire(timeout=WACHT):
            raise TeDruk("too many wait for a body")
        try:
            return read(size) if size >= 0 else read()
        finally:
            _beurten.release()
