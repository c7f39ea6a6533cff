"""The whole taking over: read everything, place everything, count, report. Stopped at any moment it goes on there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.adapters.koppelingen.openklant.bron import Bron, BronFout, GeenToegang
from geholpen.adapters.koppelingen.openklant.lezen import read_resource
from geholpen.adapters.koppelingen.openklant.plaatsen import place_resource
from geholpen.adapters.koppelingen.openklant.proef import Telraam
from geholpen.adapters.koppelingen.openklant.verslag import OP_DE_PAGINA, Regel, Verslag, pairs
from geholpen.domain.overnemen import commands, queries
from geholpen.domain.overnemen.ports import Ontvangen, Stand
from geholpen.domain.overnemen.queries import RESOURCES, OvernameInfo
from geholpen.platform.context import Context, system
from geholpen.platform.keys import keyed_hash

#: What is placed carries the provenance of what other software writes here: that is how it came to be at the source.
KANAAL = "api"
#: What could not be placed is offered again, because what it waited for may have come; so often.
HERKANSINGEN = 2
Melden = Callable[[str], Any]


class AlBezig(BronFout):
    """Another taking over runs on this database."""


@dataclass(slots=True)
class _Database:
    """Pages go to the database, sealed."""

    ctx: Context
    overname: OvernameInfo

    def store(self, resource: str, records: list[Ontvangen], stand: Stand) -> None:
        commands.store_records(self.ctx, self.overname.id, resource, self.overname.ronde, records, stand)

    def seen(self, resource: str) -> int:
        return queries.seen(self.ctx, self.overname.id, resource, self.overname.ronde)

    def finish(self, resource: str, aantal: int) -> None:
        commands.finish_resource(self.ctx, self.overname.id, resource, aantal)


def context() -> Context:
    """The system itself, on the order of whoever manages the installation."""
    return system(KANAAL, "geholpen importeer openklant")


def run(bron: Bron, grootte: int, melden: Melden) -> Verslag:
    """Take over; or go on where it was. Raises BronFout when the source cannot be read at all."""
    ctx = context()
    with alone():
        overname = _info(commands.start_overname(ctx, bron.url))
        fouten = _read(ctx, bron, overname, grootte, melden)
        _place(ctx, overname, melden)
        melden("Tellen wat er nu is …")
        verslag = _report(ctx, overname, fouten)
        commands.close_overname(ctx, overname.id, verslag.data(OP_DE_PAGINA))
        return verslag


def trial(bron: Bron, grootte: int, melden: Melden) -> Verslag:
    """Read, translate, count. Nothing is written, here or there."""
    begonnen, raam = timezone.now(), Telraam()
    for resource in RESOURCES:
        fout = _try_to_read(bron, raam, resource, 1, grootte, melden)
        raam.regels.setdefault(resource, Regel(resource)).fout = fout
    return Verslag(bron.url, begonnen, timezone.now(), 1, True, raam.result())


def confirm(bron_url: str, melden: Melden) -> bool:
    """Remove what was received from this source. Returns whether there was something to confirm."""
    ctx = context()
    with alone():
        found = [o for o in queries.overnames() if o.bron == bron_url and o.klaar_op and not o.bevestigd_op]
        for overname in found:
            while commands.confirm_overname(ctx, overname.id):
                melden("Wissen …")
    return bool(found)


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else takes over at the same time. The lock goes with the connection, also when this process is killed."""
    number = int.from_bytes(keyed_hash("slot", "overname")[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if cursor.fetchone() != (True,):
            raise AlBezig("Er loopt al een overname op deze database. Wacht tot die klaar is.")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _info(overname_id: UUID) -> OvernameInfo:
    found = queries.overname(overname_id)
    assert found is not None  # noqa: S101  it was just begun
    return found


def _read(ctx: Context, bron: Bron, overname: OvernameInfo, grootte: int, melden: Melden) -> dict[str, str]:
    """What keeps failing of a resource is for the report; the other resources go on."""
    plaats, standen, fouten = _Database(ctx, overname), queries.standen(overname.id), {}
    for resource in RESOURCES:
        if not standen[resource].gelezen:
            fouten[resource] = _try_to_read(bron, plaats, resource, standen[resource].bladzijde, grootte, melden)
    return fouten


def _try_to_read(bron: Bron, plaats: Any, resource: str, vanaf: int, grootte: int, melden: Melden) -> str:
    def melding(naam: str, gelezen: int, aantal: int) -> None:
        melden(f"{naam}: {gelezen} van {aantal} gelezen")

    try:
        read_resource(bron, plaats, resource, vanaf=vanaf, grootte=grootte, melding=melding)
    except GeenToegang:
        raise
    except BronFout as fout:
        return str(fout)
    return ""


def _place(ctx: Context, overname: OvernameInfo, melden: Melden) -> None:
    for keer in range(1 + HERKANSINGEN):
        if keer and not commands.offer_again(ctx, overname.id):
            return
        geplaatst = sum(_place_one(ctx, overname, resource, melden) for resource in RESOURCES)
        if keer and not geplaatst:
            return


def _place_one(ctx: Context, overname: OvernameInfo, resource: str, melden: Melden) -> int:
    def melding(naam: str, geplaatst: int) -> None:
        melden(f"{naam}: {geplaatst} geplaatst")

    return place_resource(ctx, overname.id, resource, overname.begonnen_op, melding)


def _report(ctx: Context, overname: OvernameInfo, fouten: dict[str, str]) -> Verslag:
    standen = queries.standen(overname.id)
    regels = []
    for resource in RESOURCES:
        t, stand = queries.telling(ctx, overname.id, resource, overname.ronde), standen[resource]
        regels.append(
            Regel(
                resource,
                bron=stand.aantal,
                gezien=t.gezien,
                hier=t.hier,
                wachtend=t.wachtend,
                geweigerd=pairs(t.geweigerd),
                opmerkingen=pairs(t.opmerkingen),
                verdwenen=[str(id) for id in t.verdwenen],
                onleesbaar=list(stand.onleesbaar),
                fout=fouten.get(resource, "") or ("" if stand.gelezen else "Nog niet helemaal gelezen."),
            )
        )
    return Verslag(overname.bron, overname.begonnen_op, timezone.now(), overname.ronde, False, regels)
