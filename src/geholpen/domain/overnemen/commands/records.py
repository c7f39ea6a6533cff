"""What the source gives is stored as it is, then placed; what cannot be placed stays, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.overnemen import plaatsen
from geholpen.domain.overnemen.models import OvernameStand, Staat
from geholpen.domain.overnemen.policy import may_take_over
from geholpen.domain.overnemen.ports import ONLEESBAAR, Ontvangen, Stand
from geholpen.domain.overnemen.verzegelen import fingerprint, seal
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.overnemen import Geplaatst, Overgenomen

_KOLOMMEN = (
    *("overname_id", "resource", "id", "positie", "ronde", "ruw", "wezen", "staat", "reden", "opmerking"),
    *("contact_id", "klant_id", "rang", "groep"),
)
#: Seen again: only what differs is placed again. One that could not be placed is offered again in a new round.
_ZELFDE = """(overname_id, resource, id) DO UPDATE SET ronde = excluded.ronde,
    staat = CASE WHEN overname_record.wezen = excluded.wezen AND excluded.staat = 'nieuw'
        AND NOT (overname_record.staat = 'geweigerd' AND overname_record.ronde < excluded.ronde)
        THEN overname_record.staat ELSE excluded.staat END,
    reden = CASE WHEN overname_record.wezen = excluded.wezen AND excluded.reden = '' THEN overname_record.reden
        ELSE excluded.reden END,
    ruw = CASE WHEN overname_record.wezen = excluded.wezen THEN overname_record.ruw ELSE excluded.ruw END,
    contact_id = excluded.contact_id, klant_id = excluded.klant_id, rang = excluded.rang, groep = excluded.groep,
    wezen = excluded.wezen"""


@command(
    may=may_take_over,
    voor="overnemen",
    gegevens={G.CONTACTINHOUD},
    naam="Ontvangen uit een ander systeem en bewaard zoals het kwam",
    betrokkenen=lambda _: [],
)
def store_records(
    ctx: Context, overname_id: UUID, resource: str, ronde: int, records: Sequence[Ontvangen], stand: Stand
) -> None:
    """Keep a page as it was received, and how far that brings the resource, in one transaction."""
    insert_many(
        "overname_record", _KOLOMMEN, (_row(overname_id, resource, ronde, r) for r in records), conflict=_ZELFDE
    )
    rows = OvernameStand.objects.filter(overname_id=overname_id, resource=resource)
    rows.update(bladzijde=stand.bladzijde, aantal=stand.aantal)
    if stand.onleesbaar:
        before = rows.values_list("onleesbaar", flat=True).get()
        rows.update(onleesbaar=list(dict.fromkeys([*before, *stand.onleesbaar])))


def _row(overname_id: UUID, resource: str, ronde: int, r: Ontvangen) -> tuple[Any, ...]:
    return (
        *(overname_id, resource, r.id, r.positie, ronde, seal(r.ruw, r.id), fingerprint(r.wezen)),
        *(Staat.GEWEIGERD if r.reden else Staat.NIEUW, r.reden, ""),
        *(r.contact_id, r.klant_id, r.rang, r.groep),
    )


@command(
    may=may_take_over,
    voor="overnemen",
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Overgenomen uit een ander systeem",
    betrokkenen=lambda _: [],
)
def place_records(
    ctx: Context,
    overname_id: UUID,
    resource: str,
    regels: Sequence[Overgenomen],
    geweigerd: Mapping[UUID, str],
    opmerkingen: Mapping[UUID, str],
) -> Geplaatst:
    """Place records of one resource, and note what came of each: all in one transaction.

    `geweigerd`: what the reading itself could not make sense of. The doors that are called log whom it concerns.
    """
    uit = plaatsen.place(ctx, overname_id, resource, regels) if regels else Geplaatst()
    uit.geweigerd |= geweigerd
    notes = dict(opmerkingen)
    for id, tekst in uit.opmerkingen.items():
        notes[id] = f"{notes[id]}; {tekst}" if id in notes else tekst
    uit.opmerkingen = notes
    _mark(overname_id, resource, [r.id for r in regels], uit)
    return uit


def _mark(overname_id: UUID, resource: str, ids: Sequence[UUID], uit: Geplaatst) -> None:
    every = [*dict.fromkeys([*ids, *uit.geweigerd])]
    values = (
        (id, Staat.GEWEIGERD if id in uit.geweigerd else Staat.GEPLAATST, uit.geweigerd.get(id, ""), note)
        for id in every
        for note in [uit.opmerkingen.get(id, "")]
    )
    columns = [list(column) for column in zip(*values, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE overname_record r SET staat = n.staat, reden = n.reden, opmerking = n.opmerking
               FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) n (id, staat, reden, opmerking)
               WHERE r.overname_id = %s AND r.resource = %s AND r.id = n.id""",
            [*(columns or [[], [], [], []]), overname_id, resource],
        )


@command(
    may=may_take_over,
    voor="overnemen",
    gegevens={G.CONTACTINHOUD},
    naam="Kon niet worden overgenomen uit een ander systeem",
    betrokkenen=lambda _: [],
)
def refuse_record(ctx: Context, overname_id: UUID, resource: str, id: UUID, reden: str) -> None:
    """The database itself does not take this record."""
    _mark(overname_id, resource, [id], Geplaatst(geweigerd={id: reden}))


@command(
    may=may_take_over,
    voor="overnemen",
    gegevens={G.CONTACTINHOUD},
    naam="Wordt opnieuw aangeboden bij een overname",
    betrokkenen=lambda _: [],
)
def offer_again(ctx: Context, overname_id: UUID) -> int:
    """What could not be placed is tried once more: what it waited for may be here by now. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE overname_record SET staat = 'nieuw' WHERE overname_id = %s AND staat = 'geweigerd'"
            " AND NOT starts_with(reden, %s)",
            [overname_id, ONLEESBAAR],
        )
        return int(cursor.rowcount)
