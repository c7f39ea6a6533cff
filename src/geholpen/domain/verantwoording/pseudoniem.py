"""Pseudonyms that we gave out, and back: whoever asks with a pseudonym got it from us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.queries import pseudoniem_van, sleutel_op

#: The most that the objectId of the VNG holds.
LENGTE = 40


def sleutels() -> range:
    """Every key that a line can have by now."""
    return range(1, sleutel_op(timezone.now()) + 1)


def alle_van(soort: str, id: str) -> list[str]:
    """Every pseudonym that this id (`soort`: partij, bsn …) has had."""
    return [pseudoniem_van(soort, id, nummer) for nummer in sleutels()]


def alle_van_partij(partij_id: UUID) -> list[str]:
    """Every pseudonym that a customer has had."""
    return alle_van("partij", str(partij_id))


def geef_uit(partijen: Iterable[tuple[UUID, datetime]]) -> None:
    """Remember the pseudonyms of these customers in lines of these moments, so that they can be asked for."""
    paren = {(p, sleutel_op(m)) for p, m in partijen}
    if not paren:
        return
    rows = sorted((pseudoniem_van("partij", str(p), n)[:LENGTE], p) for p, n in paren)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pseudoniem (pseudoniem, partij_id) SELECT * FROM unnest(%s::text[], %s::uuid[])"
            " ON CONFLICT DO NOTHING",
            [[r[0] for r in rows], [r[1] for r in rows]],
        )


def partij_van(tekst: str) -> UUID | None:
    """Whose pseudonym this is, or None: not ours, or never given out. Also by its first forty characters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_van_pseudoniem(%s)", [tekst[:LENGTE]])
        found: UUID | None = cursor.fetchone()[0]
    return found
