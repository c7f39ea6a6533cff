"""How far we are with making sure who somebody is, in one conversation or at one question. Keys and yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from geholpen.platform.doors import backstage, catalogue

BEWIJS = "identiteitsbewijs"
NODIG = 2  # right answers; each wrong one that was not put right asks for one more
MAX_FOUT = 3  # wrong answers in one conversation or at one question
MAX_PER_DAG = 6  # wrong answers for one customer, whoever asked


@dataclass(frozen=True, slots=True)
class Stand:
    """What was answered right here, what wrong (each time), and how often wrong today for this customer."""

    goed: frozenset[str] = frozenset()
    fout: tuple[str, ...] = ()
    fout_vandaag: int = 0

    @property
    def zeker(self) -> bool:
        """Sure enough: a proof of identity, or enough right answers."""
        sterk = NODIG * (BEWIJS in self.goed) + len(self.goed - {BEWIJS})
        return sterk - len(set(self.fout) - self.goed) >= NODIG

    @property
    def over(self) -> int:
        """How many wrong answers there may still be."""
        return max(0, min(MAX_FOUT - len(self.fout), MAX_PER_DAG - self.fout_vandaag))

    @property
    def dicht(self) -> bool:
        """Nothing can be asked any more: it looks like guessing."""
        return not self.zeker and not self.over

    def after(self, gevraagd: dict[str, bool]) -> Stand:
        """How it stands after one more attempt."""
        goed = {vraag for vraag, klopt in gevraagd.items() if klopt}
        fout = tuple(vraag for vraag, klopt in gevraagd.items() if not klopt)
        return Stand(self.goed | goed, self.fout + fout, self.fout_vandaag + len(fout))


@catalogue
def stand_van(partij_id: UUID, reden_id: UUID) -> Stand:
    """How it stands with this customer in this conversation or at this question; what is older than a day is over."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM controlestand(%s, %s)", [partij_id, reden_id])
        goed, fout, vandaag = cursor.fetchone()
    return Stand(frozenset(goed), tuple(fout), vandaag)
