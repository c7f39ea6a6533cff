"""The same question asked again: what was made the first time is found back, and nothing is made twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from geholpen.platform.keys import keyed_hash
from geholpen.platform.models import Herhaalsleutel, uuid7

HOUDBAAR = timedelta(hours=24)
#: How long the second waits for the first that is still busy.
WACHT = "3s"
_BEZET = "55P03"  # lock_not_available
_INSERT = """INSERT INTO herhaalsleutel (id, token_id, sleutel, inhoud, gemaakt) VALUES (%s, %s, %s, %s, '{}')
    ON CONFLICT (token_id, sleutel) DO NOTHING"""


class Bezig(Exception):
    """The first time is not over yet."""


class AndereInhoud(Exception):
    """The key was used before, for something else."""


@dataclass(frozen=True, slots=True)
class Herhaling:
    """`gemaakt`: what was made the first time, or None when this is the first time."""

    id: UUID
    gemaakt: list[UUID | None] | None


def claim(token_id: UUID, sleutel: str, inhoud: bytes) -> Herhaling:
    """Take this key inside the current transaction, with which it is given back when that fails.

    Waits for whoever is busy with the same key. Raises Bezig and AndereInhoud.
    """
    hashes = keyed_hash("herhaalsleutel", sleutel), keyed_hash("herhaalinhoud", inhoud.hex())
    Herhaalsleutel.objects.filter(token_id=token_id, sleutel=hashes[0], moment__lt=timezone.now() - HOUDBAAR).delete()
    id = uuid7()
    if _insert([id, token_id, *hashes]):
        return Herhaling(id, None)
    row = Herhaalsleutel.objects.get(token_id=token_id, sleutel=hashes[0])
    if bytes(row.inhoud) != hashes[1]:
        raise AndereInhoud
    return Herhaling(row.id, row.gemaakt)


def _insert(values: list[Any]) -> bool:
    """Whether this is the first."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WACHT])
            cursor.execute(_INSERT, values)
            first = cursor.rowcount == 1
            cursor.execute("SELECT set_config('lock_timeout', '0', true)")
            return first
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == _BEZET:
            raise Bezig from error
        raise


def note(herhaling: Herhaling, gemaakt: Sequence[UUID | None]) -> None:
    """What was made for this key; in the transaction that made it."""
    Herhaalsleutel.objects.filter(id=herhaling.id).update(gemaakt=list(gemaakt))


def forget_old() -> int:
    """Remove what lived for a day. Returns how many."""
    return Herhaalsleutel.objects.filter(moment__lt=timezone.now() - HOUDBAAR).delete()[0]
