"""Read what is shielded, for whom, and the staff list: under the purpose of shielding only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.afscherming.beleid import DOEL, may_shield
from geholpen.domain.partijen.afscherming.models import Afschermgroep, Afscherming, Afschermmelding, Personeelslijst
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid

MAX = 200


@dataclass(frozen=True, slots=True)
class GroepRegel:
    """A group that may open shielded files."""

    code: str
    naam: str
    meldadres: str
    leden: tuple[UUID, ...]
    voor_personeel: bool


@catalogue
def afschermgroepen() -> list[GroepRegel]:
    """All groups, by name."""
    rows = Afschermgroep.objects.order_by("naam")
    return [GroepRegel(g.code, g.naam, g.meldadres, tuple(g.leden), g.voor_personeel) for g in rows]


@dataclass(frozen=True, slots=True)
class AfschermRegel:
    """A label on a file, and who put it there; `naam` is whose file it is."""

    partij_id: UUID
    id: UUID
    naam: str
    groep_code: str
    reden: str
    gezet_door: UUID
    gezet_op: datetime
    beeindigd_op: datetime | None
    beeindigd_reden: str


@query(
    gegevens={G.NAAM, G.VEILIGHEIDSSIGNAAL},
    voor=DOEL,
    naam="Bekeken dat uw gegevens extra zijn afgeschermd",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def afschermingen(ctx: Context) -> list[AfschermRegel]:
    """Labels, those that count first, then newest; at most MAX."""
    may_shield(ctx)
    rows = list(Afscherming.objects.order_by("-beeindigd_op", "-gezet_op")[:MAX])
    with connection.cursor() as cursor:
        ids = [row.partij_id for row in rows]
        cursor.execute("SELECT partij_id, weergavenaam FROM naam_regel WHERE partij_id = ANY(%s)", [ids])
        namen = dict(cursor.fetchall())
    return [
        AfschermRegel(
            r.partij_id,
            r.id,
            namen.get(r.partij_id) or "",
            r.groep_code,
            r.reden,
            r.gezet_door,
            r.gezet_op,
            r.beeindigd_op,
            r.beeindigd_reden,
        )
        for r in sorted(rows, key=lambda r: r.beeindigd_op is not None)
    ]


@query(
    gegevens={G.BSN, G.NAAM},
    voor=DOEL,
    handeling="zoeken",
    naam="Opgezocht om uw gegevens extra af te schermen",
    betrokkenen=lambda found: [found],
)
def find_om_af_te_schermen(ctx: Context, wie: str) -> UUID:
    """The one customer with this BSN, mail address or telephone number. Raises Invalid when there is not one."""
    may_shield(ctx)
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id FROM zoek_partijen(%s::bytea[])", [[_key(wie.strip())]])
        found = [partij_id for (partij_id,) in cursor.fetchall()]
    if len(found) != 1:
        raise Invalid("wie", "Wij vinden niet één klant met dit gegeven. Gebruik een BSN.")
    return found[0]


def _key(wie: str) -> bytes:
    if "@" in wie:
        return sleutels.email(wie)
    try:
        return sleutels.bsn(wie)
    except ValueError:
        return sleutels.telefoon(wie)


@dataclass(frozen=True, slots=True)
class MeldingRegel:
    """A member of a group opened a shielded file."""

    groep_code: str
    medewerker_id: UUID
    deur: str
    moment: datetime


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=DOEL,
    naam="Bekeken wie een afgeschermd dossier opende",
    betrokkenen=lambda _: [],
)
def afschermmeldingen(ctx: Context) -> list[MeldingRegel]:
    """Who opened a shielded file, newest first; at most 50."""
    may_shield(ctx)
    rows = Afschermmelding.objects.order_by("-moment")[:50]
    return [MeldingRegel(r.groep_code, r.medewerker_id, r.deur, r.moment) for r in rows]


@dataclass(frozen=True, slots=True)
class LijstRegel:
    """A delivery of the staff list: never who is on it."""

    id: UUID
    aantal: int
    geplaatst_door: UUID
    geplaatst_op: datetime
    akkoord_or_door: UUID | None
    akkoord_fg_door: UUID | None
    ingetrokken_op: datetime | None

    @property
    def telt(self) -> bool:
        """Whether files are compared with it now."""
        return bool(self.akkoord_or_door and self.akkoord_fg_door and not self.ingetrokken_op)


@catalogue
def personeelslijsten() -> list[LijstRegel]:
    """The last ten deliveries, newest first."""
    return [
        LijstRegel(
            r.id, r.aantal, r.geplaatst_door, r.geplaatst_op, r.akkoord_or_door, r.akkoord_fg_door, r.ingetrokken_op
        )
        for r in Personeelslijst.objects.order_by("-geplaatst_op")[:10]
    ]
