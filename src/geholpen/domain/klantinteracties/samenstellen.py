"""Puts the rows that the functions of `sql.py` give together to documents. Pure; no JSON is taken apart for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

Rij = tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True)
class Antwoord:
    """How many there are, the JSON of those that were asked for, and whose they are."""

    totaal: int
    documenten: list[bytes]
    partijen: frozenset[UUID]


def compose(rijen: list[Rij], uitklap: tuple[str, ...], veel: dict[str, bool]) -> Antwoord:
    """Put rows (pad, ouder, id, partij_id, doc) together: each document with what was expanded under `_expand`."""
    totaal = int(rijen[0][-1] or 0)  # the first row is the count
    partijen = frozenset(UUID(bytes=p) for p in {rij[3] for rij in rijen} if p)
    if not uitklap:
        return Antwoord(totaal, [rij[4] for rij in rijen[1:]], partijen)  # type: ignore[misc]
    kinderen: dict[str, dict[bytes, list[tuple[bytes, bytes]]]] = defaultdict(lambda: defaultdict(list))
    boven: list[tuple[bytes, bytes]] = []
    for pad, ouder, id, _partij, doc in rijen[1:]:
        if ouder is None:
            boven.append((id, doc))  # type: ignore[arg-type]
        else:
            kinderen[pad.decode()][ouder].append((id, doc))  # type: ignore[union-attr, arg-type]
    documenten = [_expanded(id, doc, "", uitklap, kinderen, veel) for id, doc in boven]
    return Antwoord(totaal, documenten, partijen)


def _expanded(
    id: bytes, doc: bytes, boven: str, uitklap: tuple[str, ...], kinderen: Any, veel: dict[str, bool]
) -> bytes:
    hier = [pad for pad in uitklap if pad.rpartition(".")[0] == boven]
    if not hier:
        return doc
    leden = []
    for pad in hier:
        found = [_expanded(k, d, pad, uitklap, kinderen, veel) for k, d in kinderen[pad].get(id, ())]
        value = b"[" + b",".join(found) + b"]" if veel[pad] else (found[0] if found else b"null")
        leden.append(b'"%s":%s' % (pad.rpartition(".")[2].encode(), value))
    return doc[:-1] + b',"_expand":{' + b",".join(leden) + b"}}"
