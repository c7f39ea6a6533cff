"""Signs that live for a moment and are kept nowhere: somebody types, somebody is there. Ids only.

They travel over a channel of the database of their own, outside any transaction: a lost one costs nothing.
"""

from __future__ import annotations

from typing import Any

import orjson
from django.db import connection

CHANNEL = "geholpen_vluchtig"
#: What a notification of PostgreSQL can carry.
_MAX = 7000


def tell(teken: dict[str, Any]) -> None:
    """Let every stream process hear it. Raises RuntimeError inside a transaction: it would wait for its commit."""
    if connection.in_atomic_block:
        raise RuntimeError("A sign that lives for a moment does not wait for a transaction")
    text = orjson.dumps(teken).decode()
    if len(text) < _MAX:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])


def heard(payload: str) -> dict[str, Any]:
    """The sign in a notification; {} when it is none."""
    try:
        found = orjson.loads(payload)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
