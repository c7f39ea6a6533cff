"""Waiting for whoever writes the same value: what must be unique over all customers is no key of any one table."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from geholpen.platform.keys import keyed_hash


def claim(soort: str, waarden: Iterable[str]) -> None:
    """Until the transaction ends nobody else has these; always in one order, so that nobody waits in a circle."""
    numbers = {int.from_bytes(keyed_hash("slot", f"{soort}|{waarde}")[:8], signed=True) for waarde in waarden}
    with connection.cursor() as cursor:
        for number in sorted(numbers):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
