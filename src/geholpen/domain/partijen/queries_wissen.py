"""What becomes of reaching somebody when single addresses of them are erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import DigitaalAdres
from geholpen.domain.partijen.postadres import in_use
from geholpen.platform.context import Context
from geholpen.platform.doors import query


@dataclass(frozen=True, slots=True)
class BereikZonder:
    """`wegvallend`: kinds of address that none is left of (email, telefoonnummer, whatsapp); `laatste`: none at all."""

    wegvallend: frozenset[str]
    laatste: bool


@query(
    gegevens={G.CONTACTADRESSEN},
    voor="rechten_uitvoeren",
    naam="Nagegaan of wij u nog kunnen bereiken zonder het adres of nummer dat u wilt laten wissen",
)
def bereik_zonder(ctx: Context, partij_id: UUID, doelen: Iterable[UUID] | None) -> BereikZonder:
    """What is left of working addresses without these rows, and without those that say the same. No values.

    `doelen` None: without any.
    """
    working = DigitaalAdres.objects.filter(partij_id=partij_id, los=False, onbestelbaar_sinds=None)
    rows = list(in_use(working, partij_id))
    weg = {r.id for r in rows} if doelen is None else _same(partij_id, doelen)
    over = {_kind(r) for r in rows if r.id not in weg}
    wegvallend = frozenset(_kind(r) for r in rows if r.id in weg) - over
    return BereikZonder(wegvallend, bool(wegvallend) and not over)


@query(
    gegevens={G.CONTACTADRESSEN},
    voor="rechten_uitvoeren",
    naam="Opgezocht waar het adres of nummer dat u liet wissen nog meer stond",
)
def zelfde_contactadressen(ctx: Context, partij_id: UUID, doelen: Collection[UUID]) -> frozenset[UUID]:
    """Keys of these rows and of every row of this customer that says the same, also one given for a single contact."""
    return frozenset(doelen) | _same(partij_id, doelen)


def _same(partij_id: UUID, doelen: Iterable[UUID]) -> frozenset[UUID]:
    wanted = set(doelen)
    found = DigitaalAdres.objects.filter(partij_id=partij_id).values_list("id", "woord")
    rows = [(id, bytes(woord)) for id, woord in found]
    woorden = {woord for id, woord in rows if id in wanted and woord}
    return frozenset(id for id, woord in rows if id in wanted or woord in woorden)


def _kind(row: DigitaalAdres) -> str:
    return row.identiteitsoort or row.soort_digitaal_adres
