"""How a BSN is opened in an answer.

A BSN is stored encrypted and leaves the database so, between marks that no text of a caller can hold: in a text every
quote is escaped. It is opened here, inside the door, when its line is in the log.
"""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.klantinteracties.samenstellen import Rij
from geholpen.domain.partijen.queries import bsn_uit
from geholpen.platform.bsn import mask
from geholpen.platform.context import Context

_MERK = b'{"$bsn" : "'
_EIND = b'"}'


def open_nummers(ctx: Context, rijen: list[Rij]) -> list[Rij]:
    """The same rows with every BSN readable, when the purpose may show it; else its last digits."""
    whole = ctx.grant.activiteit.mag_bsn_tonen
    return [(*rij[:-1], _read(rij[-1], whole)) if _MERK in (rij[-1] or b"") else rij for rij in rijen]  # type: ignore[arg-type]


def _read(doc: bytes, whole: bool) -> bytes:
    """A document with every BSN in it readable, or masked."""
    first, *rest = doc.split(_MERK)
    parts = [first]
    for part in rest:
        closed, _eind, after = part.partition(_EIND)
        partij, _spatie, sealed = closed.decode().partition(" ")
        number = bsn_uit(bytes.fromhex(sealed), UUID(partij))
        parts += [b'"', (number if whole else mask(number)).encode(), b'"', after]
    return b"".join(parts)


def objectid(rij: str) -> str:
    """SQL for the number of a row of the view `identificator`, of which a BSN is still to be opened."""
    gesloten = f"json_build_object('$bsn', {rij}.partij_id || ' ' || encode({rij}.versleuteld, 'hex'))"
    return f"CASE WHEN {rij}.versleuteld IS NULL THEN to_json({rij}.object_id) ELSE {gesloten} END"
