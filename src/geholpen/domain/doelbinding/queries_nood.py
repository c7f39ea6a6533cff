"""DOOR. Break-glass: what runs, what must be reviewed, how often a team uses it. Never a count per employee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.lookups import IsNull
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Noodtoegang
from geholpen.platform.context import Context
from geholpen.platform.doors import backstage, catalogue, query
from geholpen.platform.errors import Missing

#: Lines in one list.
REGELS = 200


@dataclass(frozen=True, slots=True)
class Noodregel:
    """One break-glass for whoever reviews it. `medewerker_id` only where one is opened to review it."""

    id: UUID
    afdeling: str
    reden: str
    begonnen_op: datetime
    tot: datetime
    beeindigd_op: datetime | None
    beoordelen_voor: date
    recht_tot: date
    uitkomst: str
    beoordeeld_op: datetime | None
    eigen: bool
    toelichting: str = ""
    bevinding: str = ""
    medewerker_id: UUID | None = None
    beoordeeld_door: UUID | None = None

    @property
    def eind(self) -> datetime:
        """When it ended, or will."""
        return self.beeindigd_op or self.tot


@dataclass(frozen=True, slots=True)
class Teamtelling:
    """How often a team used break-glass in a period, and what came of it."""

    afdeling: str
    keer: int
    terecht: int
    onterecht: int
    open: int
    te_laat: int


@catalogue
def noodrecht_uit(afdeling: str, rollen: frozenset[str]) -> bool:
    """Whether break-glass of this team is off for one of these roles."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(bool_or(noodrecht_uit(%s, r)), false) FROM unnest(%s::text[]) r",
            [afdeling, sorted(rollen)],
        )
        return bool(cursor.fetchone()[0])


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="noodtoegang_beoordelen",
    naam="Noodtoegang bekeken om te beoordelen",
    betrokkenen=lambda _: [],
)
def noodtoegangen(ctx: Context) -> list[Noodregel]:
    """What is to be reviewed first, then what was, newest first; at most REGELS.

    Of every department for the privacy officer, else of one's own.
    """
    rows = _van(ctx).order_by(IsNull(F("beoordeeld_op"), False), "-begonnen_op")[:REGELS]
    return [_regel(ctx, row) for row in rows]


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="noodtoegang_beoordelen",
    naam="Eén noodtoegang bekeken om te beoordelen",
    betrokkenen=lambda _: [],
)
def noodtoegang(ctx: Context, noodtoegang_id: UUID) -> Noodregel:
    """One of them, with why and who. Raises Missing when it is not there, or another department's."""
    row = _van(ctx).filter(id=noodtoegang_id).first()
    if row is None:
        raise Missing("noodtoegang")
    return _regel(ctx, row, alles=True)


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="noodtoegang_beoordelen",
    handeling="tellen",
    naam="Noodtoegang per team geteld",
    betrokkenen=lambda _: [],
)
def noodtoegang_per_team(ctx: Context, dagen: int = 92) -> list[Teamtelling]:
    """Per department over `dagen` days, by its code."""
    found: dict[str, list[Noodtoegang]] = {}
    for row in _van(ctx).filter(begonnen_op__gte=timezone.now() - timedelta(days=dagen)):
        found.setdefault(row.afdeling, []).append(row)
    return [_telling(afdeling, rows) for afdeling, rows in sorted(found.items())]


def _van(ctx: Context) -> QuerySet[Noodtoegang]:
    rows = Noodtoegang.objects.all()
    return rows if "fg" in ctx.actor.rollen else rows.filter(afdeling=ctx.actor.afdeling)


def _telling(afdeling: str, rows: list[Noodtoegang]) -> Teamtelling:
    vandaag = timezone.localdate()
    open_ = [r for r in rows if r.beoordeeld_op is None]
    return Teamtelling(
        afdeling,
        len(rows),
        sum(r.uitkomst == "terecht" for r in rows),
        sum(r.uitkomst == "onterecht" for r in rows),
        len(open_),
        sum(r.beoordelen_voor < vandaag for r in open_),
    )


def _regel(ctx: Context, row: Noodtoegang, *, alles: bool = False) -> Noodregel:
    return Noodregel(
        id=row.id,
        afdeling=row.afdeling,
        reden=row.reden,
        begonnen_op=row.begonnen_op,
        tot=row.tot,
        beeindigd_op=row.beeindigd_op,
        beoordelen_voor=row.beoordelen_voor,
        recht_tot=row.recht_tot,
        uitkomst=row.uitkomst,
        beoordeeld_op=row.beoordeeld_op,
        eigen=row.medewerker_id == ctx.actor.id,
        toelichting=row.toelichting if alles else "",
        bevinding=row.bevinding if alles else "",
        medewerker_id=row.medewerker_id if alles else None,
        beoordeeld_door=row.beoordeeld_door if alles else None,
    )
