"""DOOR. Oversight: signals, refusals, which purposes are used. Departments and counts; never a total per employee."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.lookups import IsNull
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Audit, LosseInzage, Onthulling, VeelInzage
from geholpen.domain.doelbinding.regels import REDENEN
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.toezicht import doeldag, veel
from geholpen.domain.doelbinding.toezicht.doeldag import Gebruik
from geholpen.domain.doelbinding.toezicht.nood import Lopend
from geholpen.domain.organisatie.queries import medewerkers
from geholpen.platform.context import Actor, Context
from geholpen.platform.doors import backstage, catalogue, query
from geholpen.platform.errors import Missing

M = TypeVar("M", VeelInzage, LosseInzage, Onthulling)
#: Days of a period to compare, and lines in one list.
PERIODE, REGELS = 30, 200


@dataclass(frozen=True, slots=True)
class Stand:
    """What the screens of an employee say: break-glass that runs, a warning about many customers, what to explain."""

    loopt: Lopend | None
    gezien: int  # different customers in the last hour, when that is a reason to warn; else 0
    grens: int
    gevraagd: int


@dataclass(frozen=True, slots=True)
class Weigering:
    """A refused attempt. Who it was is behind an onthulling."""

    id: UUID
    moment: datetime
    afdeling: str
    handeling: str
    code: str


@dataclass(frozen=True, slots=True)
class Weigertelling:
    """How often one code was given in this period, and in the one before."""

    code: str
    aantal: int
    eerder: int


@dataclass(frozen=True, slots=True)
class VeelRegel:
    """Somebody of this department saw very many customers in one hour."""

    id: UUID
    afdeling: str
    rol: str
    uur: datetime
    aantal: int


@dataclass(frozen=True, slots=True)
class LosseRegel:
    """A look in a conversation of which nothing was recorded."""

    id: UUID
    afdeling: str
    gezien_op: datetime
    regels: int
    gevraagd_op: datetime | None
    antwoord: str
    beantwoord_op: datetime | None
    uitkomst: str
    bevinding: str


_LOS = [field.name for field in fields(LosseRegel)]


@dataclass(frozen=True, slots=True)
class Uitlegvraag:
    """What an employee is asked: why they looked at that moment."""

    id: UUID
    gezien_op: datetime
    gevraagd_op: datetime


@dataclass(frozen=True, slots=True)
class OnthullingRegel:
    """A request to know who was behind a signal."""

    id: UUID
    bron: str
    bron_id: UUID
    afdeling: str
    reden: str
    gevraagd_rol: str
    gevraagd_op: datetime
    akkoord: bool | None
    besloten_op: datetime | None
    eigen: bool
    mag_besluiten: bool
    mag_zien: bool


@dataclass(frozen=True, slots=True)
class Doelgebruik:
    """How much one activity of the register was used, in numbers that say nothing about one person."""

    nummer: int
    code: str
    naam: str
    gebruik: Gebruik


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="geweigerde_inzage",
    naam="Geweigerde inzage bekeken",
    betrokkenen=lambda _: [],
)
def weigeringen(ctx: Context, code: str = "", dagen: int = PERIODE, limit: int = 200) -> list[Weigering]:
    """Refused attempts over `dagen` days, newest first; of one's own department for a team lead."""
    afdeling = {m.id: m.afdeling_code for m in medewerkers()}
    rows = _geweigerd(ctx, dagen).order_by("-moment")
    if code:
        rows = rows.filter(resultaat=code)
    return [
        Weigering(r.id, r.moment, afdeling.get(r.actor_id, "") if r.actor_id else "", r.handeling, r.resultaat)
        for r in rows[:limit]
    ]


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="geweigerde_inzage",
    handeling="tellen",
    naam="Geweigerde inzage geteld",
    betrokkenen=lambda _: [],
)
def weigeringen_per_code(ctx: Context, dagen: int = PERIODE) -> list[Weigertelling]:
    """Per code how often in the last `dagen` days and in those before, by code."""
    sinds = timezone.now() - timedelta(days=dagen)
    rows = (
        _geweigerd(ctx, 2 * dagen)
        .values("resultaat")
        .annotate(aantal=Count("id", filter=Q(moment__gte=sinds)), eerder=Count("id", filter=Q(moment__lt=sinds)))
        .order_by("resultaat")
    )
    return [Weigertelling(r["resultaat"], r["aantal"], r["eerder"]) for r in rows]


def _geweigerd(ctx: Context, dagen: int) -> QuerySet[Audit]:
    rows = Audit.objects.filter(
        resultaat__in=REDENEN, besluit=False, moment__gte=timezone.now() - timedelta(days=dagen)
    )
    if "fg" in ctx.actor.rollen:
        return rows
    return rows.filter(actor_id__in=[m.id for m in medewerkers(ctx.actor.afdeling or "-")])


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="veel_inzage",
    naam="Signalen over zeer veel inzage bekeken",
    betrokkenen=lambda _: [],
)
def veel_inzagen(ctx: Context) -> list[VeelRegel]:
    """Hours in which somebody saw more customers than the limit of the role, newest first; at most REGELS."""
    rows = _van(ctx, VeelInzage.objects.all()).order_by("-uur").values_list("id", "afdeling", "rol", "uur", "aantal")
    return [VeelRegel(*row) for row in rows[:REGELS]]


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="losse_inzage",
    naam="Inzage zonder gesprek bekeken om te beoordelen",
    betrokkenen=lambda _: [],
)
def losse_inzagen(ctx: Context) -> list[LosseRegel]:
    """All of them are in the sample; what waits for a verdict first, newest first; at most REGELS."""
    rows = _van(ctx, LosseInzage.objects.all()).order_by(IsNull(F("beoordeeld_op"), False), "-gezien_op")
    return [LosseRegel(*row) for row in rows.values_list(*_LOS)[:REGELS]]


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="losse_inzage",
    naam="Eén inzage zonder gesprek bekeken om te beoordelen",
    betrokkenen=lambda _: [],
)
def losse_inzage(ctx: Context, inzage_id: UUID) -> LosseRegel:
    """One of them, however old. Raises Missing when it is not there, or another department's."""
    row = _van(ctx, LosseInzage.objects.filter(id=inzage_id)).values_list(*_LOS).first()
    if row is None:
        raise Missing("losse_inzage")
    return LosseRegel(*row)


@dataclass(frozen=True, slots=True)
class Gezien:
    """What was done in a look, in the words of the log, with which categories and how often. Never the data."""

    naam: str
    soorten: tuple[int, ...]
    keer: int


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="losse_inzage",
    naam="Bekeken wat er bij losse inzage is gezien",
    betrokkenen=lambda _: [],
)
def gezien_bij(ctx: Context, inzage_id: UUID) -> list[Gezien]:
    """What was looked at in one of them, in order; empty outside one's own oversight."""
    return _gezien("SELECT naam, soorten, keer FROM gezien_bij(%s)", inzage_id)


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="noodtoegang_beoordelen",
    naam="Bekeken wat er met noodtoegang is gezien",
    betrokkenen=lambda _: [],
)
def met_spoed_gezien(ctx: Context, noodtoegang_id: UUID) -> list[Gezien]:
    """What this break-glass showed, in order; empty when every look was refused, and outside one's own oversight."""
    return _gezien("SELECT naam, soorten, keer FROM met_spoed_gezien(%s)", noodtoegang_id)


def _gezien(sql: str, id: UUID) -> list[Gezien]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [id])
        return [
            Gezien(naam, tuple(int(soort) for soort in G if soort and bits >> (soort - 1) & 1), keer)
            for naam, bits, keer in cursor.fetchall()
        ]


@catalogue
def gevraagde_inzage(medewerker_id: UUID) -> list[Uitlegvraag]:
    """What this employee is asked to explain."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT id, gezien_op, gevraagd_op FROM gevraagde_inzage(%s)", [medewerker_id])
        return [Uitlegvraag(*row) for row in cursor.fetchall()]


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="medewerker_onthullen",
    naam="Verzoeken om een medewerker te kennen bekeken",
    betrokkenen=lambda _: [],
)
def onthullingen(ctx: Context, limit: int = 100) -> list[OnthullingRegel]:
    """Requests to know who it was: what waits for a decision first, newest first."""
    week = timezone.now() - timedelta(days=7)
    rows = _van(ctx, Onthulling.objects.all()).order_by(IsNull(F("akkoord"), False), "-gevraagd_op")
    return [_onthulling(ctx, row, week) for row in rows[:limit]]


def _onthulling(ctx: Context, row: Onthulling, week: datetime) -> OnthullingRegel:
    eigen = row.gevraagd_door == ctx.actor.id
    return OnthullingRegel(
        id=row.id,
        bron=row.bron,
        bron_id=row.bron_id,
        afdeling=row.afdeling,
        reden=row.reden,
        gevraagd_rol=row.gevraagd_rol,
        gevraagd_op=row.gevraagd_op,
        akkoord=row.akkoord,
        besloten_op=row.besloten_op,
        eigen=eigen,
        mag_besluiten=row.akkoord is None and not eigen and row.gevraagd_rol not in ctx.actor.rollen,
        mag_zien=bool(row.akkoord and row.besloten_op and row.besloten_op > week)
        and ctx.actor.id in {row.gevraagd_door, row.besloten_door},
    )


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="medewerker_onthullen",
    naam="Bekeken welke medewerker het was",
    betrokkenen=lambda _: [],
)
def onthul(ctx: Context, onthulling_id: UUID) -> UUID | None:
    """Who it was, for one of the two people, in the week after the other agreed; else None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT onthul(%s)", [onthulling_id])
        found: UUID | None = cursor.fetchone()[0]
    return found


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="doelgebruik",
    handeling="tellen",
    naam="Geteld hoe vaak een doel is gebruikt",
    betrokkenen=lambda _: [],
)
def doelgebruik(ctx: Context) -> tuple[date | None, list[Doelgebruik]]:
    """The last day that was counted, and per activity in use how much it was used, by number.

    Numbers are those of whole days: see `toezicht/doeldag.py`. None before a first day was counted.
    """
    tot, per = doeldag.usage()
    alle = sorted(register.alle(), key=lambda a: a.nummer)
    return tot, [Doelgebruik(a.nummer, a.code, a.naam, per.get(a.nummer, Gebruik())) for a in alle]


@catalogue
def toezicht_stand(actor: Actor) -> Stand:
    """What every screen of this employee says."""
    waarschuw, grens = veel.grenzen(actor.rollen)
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM toezicht_stand(%s)", [actor.person])
        id, partij_id, tot, gezien, gevraagd = cursor.fetchone()
    loopt = Lopend(id, partij_id, tot) if id else None
    return Stand(loopt, gezien if gezien >= waarschuw else 0, grens, gevraagd)


def _van(ctx: Context, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if "fg" in ctx.actor.rollen else rows.filter(afdeling=ctx.actor.afdeling)
