"""A connection with the database ends with the thread that made it.

The web server lets threads go that had nothing to do for a while. Django keeps a connection per thread in objects that
refer to each other, so that it stays open until Python happens to collect them: thirty in ten quiet minutes.
"""

from __future__ import annotations

import contextlib
import threading
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

_hier = threading.local()


class _MetDraad:
    """Goes when its thread goes, and closes what that thread had open."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self._raw = raw

    @property
    def closed(self) -> bool:
        """Whether it was closed already, by who used it."""
        return self._raw.closed

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self._raw.close()


def end_with_thread(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Tie the new connection to this thread; receiver of `connection_created`.

    One thread can have several under one name, each in use: a new one closes no other.
    """
    if connection.connection is not None:
        nog_open = [m for m in getattr(_hier, "open", ()) if not m.closed]
        _hier.open = [*nog_open, _MetDraad(connection.connection)]
