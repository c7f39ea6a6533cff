"""How a klantvraag or an interne taak brings its purpose: the onderwerp says it, nobody types it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.ports import Reden


def klantvraag(partij_id: UUID, id: UUID) -> Reden | None:
    """The reason that this klantvraag gives, or None when there is none with that id at that customer."""
    return _reden("SELECT * FROM reden_klantvraag(%s, %s)", partij_id, id)


def taak(partij_id: UUID, id: UUID) -> Reden | None:
    """The reason that this interne taak gives: that of its klantvraag, as long as the taak is open."""
    return _reden("SELECT * FROM reden_taak(%s, %s)", partij_id, id)


def _reden(sql: str, partij_id: UUID, id: UUID) -> Reden | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [partij_id, id])
        row = cursor.fetchone()
    if row is None:
        return None
    activiteit, open_, afdelingen, behandelaar, niveau = row
    return Reden(activiteit, open_, frozenset(afdelingen), behandelaar, niveau)
