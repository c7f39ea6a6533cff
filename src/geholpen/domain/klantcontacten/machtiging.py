"""Acting for another, as the guard and the pages ask for it: does it hold today, and what does it reach?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.platform.doors import backstage, catalogue


@dataclass(frozen=True, slots=True)
class Machtiging:
    """Who may act for a customer, and why not today ("" when it holds). `botst_met`: what it cannot both hold with."""

    vertegenwoordiger_id: UUID
    soort: str
    omvang: tuple[str, ...]
    code: str
    activiteiten: frozenset[int]
    botst_met: tuple[UUID, ...] = ()

    @property
    def geldig(self) -> bool:
        """It holds today."""
        return not self.code

    @property
    def onderwerpen(self) -> frozenset[str]:
        """Codes of the subjects it reaches."""
        return frozenset(
            o.code
            for o in onderwerpen()
            if o.code != "onbekend" and o.activiteit in self.activiteiten and (not self.omvang or o.code in self.omvang)
        )

    @property
    def bronnen(self) -> frozenset[int]:
        """Of which activities rows may be seen: those of the subjects that are not sensitive, and no other."""
        codes = self.onderwerpen
        gevoelig = {o.activiteit for o in onderwerpen() if o.gevoelig}
        return frozenset(o.activiteit for o in onderwerpen() if o.code in codes) - gevoelig


@catalogue
def machtiging_van(partij_id: UUID, id: UUID) -> Machtiging | None:
    """The representation with this id at this customer; None when there is none. Keys only, no names."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reden_machtiging(%s, %s)", [partij_id, id])
        row = cursor.fetchone()
    if row is None:
        return None
    wie, soort, omvang, code, activiteiten, botst_met = row
    return Machtiging(wie, soort, tuple(omvang or ()), code, frozenset(activiteiten), tuple(botst_met))


@dataclass(frozen=True, slots=True)
class Namens:
    """A conversation in which somebody speaks for this customer."""

    gesprek_id: UUID
    medewerker_id: UUID
    loopt: bool
    vertegenwoordiger_id: UUID
    vertegenwoordiging_id: UUID


@catalogue
def namens_van(partij_id: UUID, id: UUID) -> Namens | None:
    """Who speaks for this customer in a conversation; None when nobody does. Keys only."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reden_namens(%s, %s)", [partij_id, id])
        row = cursor.fetchone()
    return Namens(*row) if row else None
