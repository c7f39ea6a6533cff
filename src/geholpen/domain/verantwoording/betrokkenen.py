"""Whom an id of another system means, and how it is kept: never a BSN, always a pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stdnum.nl import bsn as bsn_nummer

from geholpen.domain.doelbinding.queries import pseudoniem as pseudoniem_van_partij
from geholpen.domain.doelbinding.queries import pseudoniem_van, sleutel_op
from geholpen.domain.partijen.queries import partijen_met_bsn
from geholpen.domain.verantwoording import pseudoniem
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid

BSN = "bsn"
#: What the kind of an id says when it is a pseudonym of ours.
PSEUDONIEM = "pseudoniem"


@dataclass(frozen=True, slots=True)
class Betrokkenen:
    """Who is asked for: customers of ours, and the pseudonyms that a line of others may have."""

    partijen: tuple[UUID, ...]
    pseudoniemen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Betrokkene:
    """One person in a line, as it is kept. `partij_id`: when it is a customer of ours."""

    pseudoniem: str
    partij_id: UUID | None


def is_bsn(soort: str, id: str) -> bool:
    """Whether this is a BSN, by what it says or by what it is."""
    return soort.strip().lower() == BSN or bsn_nummer.is_valid(id)


def whom(ctx: Context, soort: str, id: str) -> Betrokkenen:
    """Everybody an id can mean. Raises Invalid for a BSN that is none."""
    if soort.strip().lower() == BSN:
        return Betrokkenen(tuple(partijen_met_bsn(ctx, id)), tuple(pseudoniem.alle_van(BSN, bsn_nummer.compact(id))))
    partij_id = pseudoniem.partij_van(id)
    if partij_id:
        return Betrokkenen((partij_id,), tuple(pseudoniem.alle_van_partij(partij_id)))
    return Betrokkenen((), (id, *pseudoniem.alle_van(soort.strip().lower(), id)))


def kept(ctx: Context, soort: str, id: str, moment: datetime) -> Betrokkene:
    """How this person is kept in a line that comes in now. Raises Invalid for a BSN that is none."""
    kind, nummer = soort.strip().lower(), sleutel_op(moment)
    if kind == BSN:
        if not bsn_nummer.is_valid(id):
            raise Invalid("objectId", "Dit is geen geldig BSN. Controleer de cijfers.")
        found = partijen_met_bsn(ctx, id)
        if len(found) == 1:
            return Betrokkene(pseudoniem_van_partij(found[0], moment), found[0])
        return Betrokkene(pseudoniem_van(BSN, bsn_nummer.compact(id), nummer), None)
    if bsn_nummer.is_valid(id):
        raise Invalid("objectId", "Dit is een BSN. Zeg dat dan ook: soortObjectId BSN.")
    partij_id = pseudoniem.partij_van(id)
    if partij_id or kind == PSEUDONIEM:
        return Betrokkene(id, partij_id)
    return Betrokkene(pseudoniem_van(kind, id, nummer), None)
