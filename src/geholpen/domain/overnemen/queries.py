"""DOOR. Read how a taking over goes, and what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.overnemen.models import Overname, OvernameStand
from geholpen.domain.overnemen.plaatsen import RESOURCES as RESOURCES
from geholpen.domain.overnemen.plaatsen import TABELLEN
from geholpen.domain.overnemen.verzegelen import unseal
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

#: What the counting looks at: keys only.
_TELT = {
    *(G.NAAM, G.CONTACTADRESSEN, G.BSN, G.RECHTSPERSOON, G.VERTEGENWOORDIGING, G.CONTACTHISTORIE, G.CONTACTINHOUD),
    *(G.DOCUMENTEN, G.FINANCIEEL, G.KANAALVOORKEUR),
}


@dataclass(frozen=True, slots=True)
class OvernameInfo:
    """A taking over: numbers and keys, no customer."""

    id: UUID
    bron: str
    ronde: int
    begonnen_op: datetime
    klaar_op: datetime | None
    bevestigd_op: datetime | None
    verslag: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StandInfo:
    """How far a resource is."""

    resource: str
    bladzijde: int
    aantal: int
    onleesbaar: tuple[str, ...]
    gelezen: bool


@dataclass(frozen=True, slots=True)
class Wachtend:
    """A record that is still to be placed."""

    id: UUID
    positie: int
    ruw: bytes


@dataclass(frozen=True, slots=True)
class Telling:
    """One resource: seen at the source this round, here, still to do, refused and why, otherwise here, gone there."""

    gezien: int
    hier: int
    wachtend: int
    geweigerd: tuple[tuple[UUID, str], ...]
    opmerkingen: tuple[tuple[UUID, str], ...]
    verdwenen: tuple[UUID, ...]


@catalogue
def overnames() -> list[OvernameInfo]:
    """The last twenty, newest first."""
    return [_info(o) for o in Overname.objects.order_by("-begonnen_op")[:20]]


@catalogue
def overname(id: UUID) -> OvernameInfo | None:
    """One, or None."""
    found = Overname.objects.filter(id=id).first()
    return _info(found) if found else None


def _info(o: Overname) -> OvernameInfo:
    return OvernameInfo(o.id, o.bron, o.ronde, o.begonnen_op, o.klaar_op, o.bevestigd_op, o.verslag)


@catalogue
def standen(overname_id: UUID) -> dict[str, StandInfo]:
    """How far each resource is."""
    rows = OvernameStand.objects.filter(overname_id=overname_id)
    return {s.resource: StandInfo(s.resource, s.bladzijde, s.aantal, tuple(s.onleesbaar), s.gelezen) for s in rows}


@query(gegevens={G.CONTACTINHOUD}, voor="overnemen", naam="Ontvangen uit een ander systeem", betrokkenen=lambda _: [])
def waiting(ctx: Context, overname_id: UUID, resource: str, limit: int) -> list[Wachtend]:
    """The next records to place, oldest first. Whose they are is logged when they are placed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, positie, ruw FROM overname_record WHERE overname_id = %s AND resource = %s AND staat = 'nieuw'"
            " ORDER BY positie, id LIMIT %s",
            [overname_id, resource, limit],
        )
        return [Wachtend(id, positie, unseal(ruw, id)) for id, positie, ruw in cursor.fetchall()]


@query(gegevens={G.CONTACTINHOUD}, voor="overnemen", naam="Geteld bij een overname", betrokkenen=lambda _: [])
def seen(ctx: Context, overname_id: UUID, resource: str, ronde: int) -> int:
    """How many different ones of a resource the source gave in this round."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM overname_record WHERE overname_id = %s AND resource = %s AND ronde = %s",
            [overname_id, resource, ronde],
        )
        return int(cursor.fetchone()[0])


@query(gegevens=_TELT, voor="overnemen", naam="Geteld bij een overname", betrokkenen=lambda _: [])
def telling(ctx: Context, overname_id: UUID, resource: str, ronde: int) -> Telling:
    """Compare what the source gave with what is here now: in the tables themselves, not in what we noted of it."""
    tabel, id, waar = TABELLEN[resource]
    rows = "FROM overname_record r WHERE r.overname_id = %s AND r.resource = %s"
    here = f"EXISTS (SELECT 1 FROM {tabel} t WHERE {id} = r.id AND {waar})"  # noqa: S608  our own names
    with connection.cursor() as cursor:

        def all_of(sql: str, *values: Any) -> list[Any]:
            cursor.execute(sql, values)
            return cursor.fetchall()

        of = (overname_id, resource)
        ((gezien, hier, wachtend),) = all_of(
            f"SELECT count(*), count(*) FILTER (WHERE {here}), count(*) FILTER (WHERE r.staat = 'nieuw')"
            f" {rows} AND r.ronde = %s",
            *of,
            ronde,
        )
        return Telling(
            gezien,
            hier,
            wachtend,
            tuple(
                all_of(f"SELECT r.id, r.reden {rows} AND r.staat = 'geweigerd' AND r.ronde = %s ORDER BY 1", *of, ronde)
            ),
            tuple(
                all_of(f"SELECT r.id, r.opmerking {rows} AND r.opmerking <> '' AND r.ronde = %s ORDER BY 1", *of, ronde)
            ),
            tuple(id for (id,) in all_of(f"SELECT r.id {rows} AND r.ronde < %s ORDER BY 1", *of, ronde)),
        )
