"""DOOR. Read calls: my own, the log, who may be calling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.oproepen.commands.innemen import normal_toestel
from geholpen.domain.oproepen.commands.terugbellen import held
from geholpen.domain.oproepen.commands.vastleggen import Gebeld
from geholpen.domain.oproepen.models import KlantOproep, Oproep, Toestel
from geholpen.domain.oproepen.stand import Stand
from geholpen.domain.partijen.herkennen import Kandidaat, recognise
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

#: A call that ended stays on the screen for recording what was said, this long.
NAWERK = timedelta(minutes=30)
MAX_OPROEPEN = 50


@dataclass(frozen=True, slots=True)
class MijnOproep:
    """A call of the acting employee."""

    id: UUID
    richting: str
    nummer: str  # E.164, "" when hidden or no number
    wachtrij: str
    keuze: str
    stand: str
    aangeboden_op: datetime
    opgenomen_op: datetime | None
    beeindigd_op: datetime | None
    gesprek_id: UUID | None
    partij_id: UUID | None


@query(gegevens={G.CONTACTADRESSEN}, voor="aannemen", naam="Het nummer getoond dat belde", betrokkenen=lambda _: [])
def mijn_oproepen(ctx: Context) -> list[MijnOproep]:
    """Calls that the acting employee has now, or ended and did not record yet; newest first."""
    since = timezone.now() - NAWERK
    rows = Oproep.objects.filter(medewerker_id=ctx.actor.person, opgenomen_op__gt=timezone.now() - timedelta(hours=4))
    rows = rows.order_by("-opgenomen_op")[:MAX_OPROEPEN]
    return [_mine(o) for o in rows if o.beeindigd_op is None or o.beeindigd_op > since]


def _mine(o: Oproep) -> MijnOproep:
    return MijnOproep(
        o.id,
        o.richting,
        o.nummer_e164,
        o.wachtrij,
        o.keuze,
        o.stand,
        o.aangeboden_op,
        o.opgenomen_op,
        o.beeindigd_op,
        o.gesprek_id,
        o.partij_id,
    )


@dataclass(frozen=True, slots=True)
class Oproepstand:
    """How one call went; without a number and without a customer."""

    id: UUID
    richting: str
    wachtrij: str
    stand: str
    uitkomst: str
    afgehandeld: str
    aangeboden_op: datetime
    medewerker_id: UUID | None


@query(gegevens={G.CONTACTADRESSEN}, voor="aannemen", naam="Gekeken hoe oproepen afliepen", betrokkenen=lambda _: [])
def recente_oproepen(ctx: Context) -> list[Oproepstand]:
    """The newest calls, at most MAX_OPROEPEN, with what became of those that were missed."""
    rows = Oproep.objects.order_by("-id")[:MAX_OPROEPEN]
    return [
        Oproepstand(o.id, o.richting, o.wachtrij, o.stand, o.uitkomst, o.afgehandeld, o.aangeboden_op, o.medewerker_id)
        for o in rows
    ]


@query(
    gegevens={G.CONTACTADRESSEN},
    voor="zoeken",
    handeling="zoeken",
    naam="Opgezocht bij wie het nummer hoort dat belde",
    betrokkenen=lambda found: [k.partij_id for k in found],
)
def kandidaten(ctx: Context, nummer: str) -> list[Kandidaat]:
    """Who has this number, surest first, without names: a number proves nobody. At most MAX_OPROEPEN."""
    order = ("authenticated", "verified", "matched", "asserted")
    found = recognise("telefoonnummer", nummer) if nummer else []
    return sorted(found, key=lambda k: order.index(k.niveau))[:MAX_OPROEPEN]


@dataclass(frozen=True, slots=True)
class OproepRegel:
    """One call in the log of a customer; times in seconds."""

    id: UUID
    klantvraag_id: UUID
    gesprek_id: UUID | None
    richting: str
    begonnen_op: datetime
    wachttijd: int | None
    duur: int | None
    uitkomst: str


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken wanneer u belde")
def oproepen_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID | None = None) -> list[OproepRegel]:
    """Calls of one customer, of one question when given, newest first; at most MAX_OPROEPEN."""
    rows = KlantOproep.objects.filter(partij_id=partij_id)
    if klantvraag_id is not None:
        rows = rows.filter(klantvraag_id=klantvraag_id)
    return [
        OproepRegel(
            o.id,
            o.klantvraag_id,
            o.gesprek_id,
            o.richting,
            o.begonnen_op,
            o.wachttijd_seconden,
            o.duur_seconden,
            o.uitkomst,
        )
        for o in rows.order_by("-begonnen_op")[:MAX_OPROEPEN]
    ]


@query(
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Een telefoongesprek bij de juiste klant gelegd",
    betrokkenen=lambda _: [],
)
def gebeld(ctx: Context, oproep_id: UUID) -> Gebeld | None:
    """A call that ended and of which the customer is known, else None."""
    o = Oproep.objects.filter(id=oproep_id, stand=Stand.BEEINDIGD).first()
    if o is None or o.partij_id is None or o.klantvraag_id is None or o.beeindigd_op is None:
        return None
    return Gebeld(
        o.id,
        o.partij_id,
        o.klantvraag_id,
        o.gesprek_id,
        o.richting,
        o.aangeboden_op,
        o.opgenomen_op,
        o.beeindigd_op,
        o.uitkomst,
    )


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """A call that an exchange must be asked for."""

    id: UUID
    account: str
    toestel: str
    nummer: str


@query(gegevens={G.CONTACTADRESSEN}, voor="aannemen", naam="Uw nummer gelezen om u te bellen", betrokkenen=lambda _: [])
def gevraagd(ctx: Context, oproep_id: UUID) -> Gevraagd | None:
    """A call that was asked for and not begun yet, else None."""
    o = Oproep.objects.filter(id=oproep_id, sleutel__startswith="gevraagd:").exclude(stand=Stand.BEEINDIGD).first()
    return Gevraagd(o.id, o.account, o.toestel, o.nummer_e164) if o else None


@catalogue
def toestellen() -> list[tuple[str, UUID]]:
    """Extensions in use and whose they are; at most 2,000."""
    return list(Toestel.objects.filter(actief=True).order_by("toestel").values_list("toestel", "medewerker_id")[:2000])


@query(
    gegevens={G.CONTACTADRESSEN}, voor="aannemen", naam="Gemiste oproepen geteld die wachten", betrokkenen=lambda _: []
)
def wachtende_gemist(ctx: Context) -> int:
    """How many missed calls of a storm wait for somebody to decide."""
    return held().count()


@catalogue
def toestellen_van(medewerker_id: UUID) -> list[str]:
    """The extensions of one employee."""
    return list(Toestel.objects.filter(medewerker_id=medewerker_id, actief=True).values_list("toestel", flat=True)[:20])


@catalogue
def toestel_van(toestel: str) -> UUID | None:
    """Whose extension this is; None when it is nobody's."""
    row = Toestel.objects.filter(toestel=normal_toestel(toestel), actief=True).first() if toestel else None
    return row.medewerker_id if row else None
