"""How often a customer who changed channel could go on in the same question, and how often they began all over.

Counted on contact moments that the customer began. *Kept*: the next one of the same question came over another channel.
*Begun again*: the first one of a new question about the same subject, within a week after the last one of another
question of this customer that was over another channel. Nothing that is said later changes what was counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: How far back the contact before a switch is looked for.
TERUG = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Wisselpaar:
    """From one channel to another: how many stayed in their question, and how many began a new one."""

    van: str
    naar: str
    behouden: int
    opnieuw: int

    @property
    def procent(self) -> int:
        """Share that kept its context."""
        return round(100 * self.behouden / (self.behouden + self.opnieuw))


@dataclass(frozen=True, slots=True)
class Aandeel:
    """All pairs of channels between which somebody changed, most used first."""

    paren: tuple[Wisselpaar, ...]

    @property
    def behouden(self) -> int:
        """How many changes stayed in their question."""
        return sum(p.behouden for p in self.paren)

    @property
    def opnieuw(self) -> int:
        """How many began a new question within a week."""
        return sum(p.opnieuw for p in self.paren)

    @property
    def procent(self) -> int | None:
        """Share that kept its context; None without any."""
        samen = self.behouden + self.opnieuw
        return round(100 * self.behouden / samen) if samen else None


_TEL = """
    WITH gezegd AS (
        SELECT c.partij_id, c.klantvraag_id, v.onderwerp_code, c.kanaal, c.plaatsgevonden_op AS op,
               lag(c.kanaal) OVER eigen AS vorig
        FROM klantcontact c JOIN klantvraag v ON v.partij_id = c.partij_id AND v.id = c.klantvraag_id
        WHERE c.initiatief = 'klant' AND c.plaatsgevonden_op > %(terug)s
        WINDOW eigen AS (PARTITION BY c.partij_id, c.klantvraag_id ORDER BY c.plaatsgevonden_op, c.id)
    ), geteld AS (
        SELECT vorig AS van, kanaal AS naar, 1 AS behouden, 0 AS opnieuw FROM gezegd
        WHERE op > %(vanaf)s AND vorig <> kanaal
        UNION ALL
        SELECT eerder.kanaal, n.kanaal, 0, 1 FROM gezegd n
        JOIN klantvraag v ON v.partij_id = n.partij_id AND v.id = n.klantvraag_id
        CROSS JOIN LATERAL (
            SELECT o.kanaal FROM gezegd o WHERE o.partij_id = n.partij_id AND o.klantvraag_id <> n.klantvraag_id
            AND o.onderwerp_code = n.onderwerp_code AND o.op < n.op AND o.op > n.op - interval '7 days'
            ORDER BY o.op DESC LIMIT 1) eerder
        WHERE n.vorig IS NULL AND v.gestart_op > %(terug)s AND n.op > %(vanaf)s AND eerder.kanaal <> n.kanaal
        AND n.onderwerp_code <> %(onbekend)s
    )
    SELECT van, naar, sum(behouden)::int, sum(opnieuw)::int FROM geteld GROUP BY van, naar
    ORDER BY count(*) DESC, van, naar LIMIT 100"""


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="intake",
    naam="Geteld hoe vaak een wissel van kanaal goed ging",
    betrokkenen=lambda _: [],
)
def aandeel_behouden(ctx: Context, dagen: int = 30) -> Aandeel:
    """Over the last `dagen`: numbers only, nobody is named."""
    vanaf = timezone.now() - timedelta(days=dagen)
    with connection.cursor() as cursor:
        cursor.execute(_TEL, {"vanaf": vanaf, "terug": vanaf - TERUG, "onbekend": ONBEKEND})
        return Aandeel(tuple(Wisselpaar(*row) for row in cursor.fetchall()))
