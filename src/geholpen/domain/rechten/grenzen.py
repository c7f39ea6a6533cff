"""For the guard: what limits the use of these customers' data under one activity."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.ports import Grens


def grenzen(activiteit: int, partijen: Iterable[UUID]) -> tuple[Grens, ...]:
    """Every limit in the way; mostly none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, gegeven FROM grenzen_van(%s, %s)", [activiteit, list(partijen)])
        return tuple(Grens(code, gegeven) for code, gegeven in cursor.fetchall())
