"""A coalesced wake-up after commit, so that streams and workers need not poll fast.

NOTIFY inside a business transaction takes a database-wide lock through its commit, so the bell is rung afterwards, on
a connection of its own, at most once per 10 ms per process. A lost ring costs a second: readers also poll.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

import psycopg
from django.db import connection

CHANNEL = "geholpen_bel"
_INTERVAL = 0.01
_wake = threading.Event()
_lock = threading.Lock()
_thread: threading.Thread | None = None
logger = logging.getLogger(__name__)


def ring() -> None:
    """Wake whoever listens. Returns at once; never raises."""
    global _thread
    if _thread is None or not _thread.is_alive():
        with _lock:
            if _thread is None or not _thread.is_alive():
                params = connection.get_connection_params()
                keep = {
                    k: params[k] for k in ("dbname", "user", "password", "host", "port", "sslmode") if params.get(k)
                }
                _thread = threading.Thread(target=_ringer, args=(keep,), name="doorbell", daemon=True)
                _thread.start()
    _wake.set()


def _ringer(params: dict[str, Any]) -> None:
    bell: psycopg.Connection | None = None
    while True:
        _wake.wait()
        _wake.clear()
        try:
            if bell is None or bell.closed:
                bell = psycopg.connect(**params, autocommit=True, application_name="geholpen deurbel")
                bell.execute("SET synchronous_commit = off")
            bell.execute(f"NOTIFY {CHANNEL}")
        except psycopg.Error as error:
            logger.warning("doorbell: %s", type(error).__name__)
            bell = None
        time.sleep(_INTERVAL)
