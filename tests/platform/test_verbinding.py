"""A connection with the database ends with the thread that made it, whatever still refers to it."""

from __future__ import annotations

import gc
import threading
import time

import pytest
from django.db import connection, connections

pytestmark = pytest.mark.usefixtures("echte_commits")


def test_a_thread_that_ends_takes_its_connection_along():
    kept: list[object] = []

    def work() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            kept.extend((cursor.fetchone()[0], connections["default"]))  # its wrapper stays: as in a circle of objects

    gc.disable()
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        until = time.monotonic() + 10
        while _there(kept[0]) and time.monotonic() < until:
            time.sleep(0.05)
        assert not _there(kept[0])
    finally:
        gc.enable()


def test_a_second_connection_of_a_thread_closes_no_other():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    ander = connections.create_connection("default")
    try:
        ander.connect()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
    finally:
        ander.close()


def _there(pid: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [pid])
        return bool(cursor.fetchone()[0])
