"""How a BSN is opened in an answer.

A BSN is stored encrypted and leaves the database so, between marks that no text of a caller can hold: in a text every
quote is escaped. It is opened here, inside the door, when its line is in the log.
"""

from __future__ import annotations

import re
from uuid import UUID

from geholpen.domain.klantinteracties.samenstellen import Rij
from geholpen.domain.partijen.queries import bsn_uit
from geholpen.platform.bsn import mask
from geholpen.platform.context import Context

_MERK = b'{"$bsn" : "'
_GESLOTEN = re.compile(rb'\{"\$bsn" : "([0-9a-f-]{36}) ([0-9a-f]+)"\}')


def open_nummers(ctx: Context, rijen: list[Rij]) -> list[Rij]:
    """The same rows with every BSN readable, when the purpose may show it; else its last digits."""
    read = _opened if ctx.grant.activiteit.mag_bsn_tonen else _masked
    return [(*rij[:-1], _GESLOTEN.sub(read, rij[-1])) if _MERK in (rij[-1] or b"") else rij for rij in rijen]  # type: ignore[arg-type]


def _opened(found: re.Match[bytes]) -> bytes:
    return b'"' + bsn_uit(bytes.fromhex(found[2].decode()), UUID(found[1].decode())).encode() + b'"'


def _masked(found: re.Match[bytes]) -> bytes:
    return mask(_opened(found).decode()).encode()


def objectid(rij: str) -> str:
    """SQL for the number of a row of the view `identificator`, of which a BSN is still to be opened."""
    gesloten = f"json_build_object('$bsn', {rij}.partij_id || ' ' || encode({rij}.versleuteld, 'hex'))"
    return f"CASE WHEN {rij}.versleuteld IS NULL THEN to_json({rij}.object_id) ELSE {gesloten} END"
