"""Place what was received, batch by batch; one record that the database does not take never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError

from geholpen.adapters.koppelingen.openklant.records import translate
from geholpen.adapters.koppelingen.openklant.vertaald import Onplaatsbaar
from geholpen.domain.overnemen import commands, queries
from geholpen.domain.overnemen.queries import Wachtend
from geholpen.platform.context import Context
from geholpen.platform.errors import DoorError
from geholpen.platform.overnemen import TE_LANG, Overgenomen, reason, sqlstate

#: Records per transaction: a second or two of work, far below the life of a token.
PER_KEER = 2_000


@dataclass(slots=True)
class Partij:
    """One batch, translated."""

    regels: list[Overgenomen] = field(default_factory=list)
    geweigerd: dict[UUID, str] = field(default_factory=dict)
    opmerkingen: dict[UUID, str] = field(default_factory=dict)


def place_resource(
    ctx: Context, overname_id: UUID, resource: str, begonnen: datetime, melding: Callable[[str, int], Any]
) -> int:
    """Place everything of a resource that waits. Returns how many were placed."""
    geplaatst = 0
    while wachtend := queries.waiting(ctx, overname_id, resource, PER_KEER):
        geplaatst += _place(ctx, overname_id, resource, translated(resource, wachtend, begonnen))
        melding(resource, geplaatst)
    return geplaatst


def translated(resource: str, wachtend: Sequence[Wachtend], begonnen: datetime) -> Partij:
    """Records as our doors take them in. Their place in our lists is that at the source."""
    uit = Partij()
    for w in wachtend:
        try:
            vertaald = translate(resource, orjson.loads(w.ruw))
        except Onplaatsbaar as reden:
            uit.geweigerd[w.id] = str(reden)
            continue
        uit.regels.append(Overgenomen(w.id, vertaald.velden, begonnen + timedelta(microseconds=w.positie)))
        if vertaald.opmerkingen:
            uit.opmerkingen[w.id] = "; ".join(vertaald.opmerkingen)
    return uit


def _is_gone(error: Exception) -> bool:
    """The database went away. A statement that took too long is a matter of too many rows: half goes twice as fast."""
    gone = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
    return isinstance(error, gone) and sqlstate(error) != TE_LANG


def _place(ctx: Context, overname_id: UUID, resource: str, p: Partij) -> int:
    """In one transaction; when the database does not take it, in halves, until the one it does not take is found."""
    try:
        uit = commands.place_records(ctx, overname_id, resource, p.regels, p.geweigerd, p.opmerkingen)
        return len(p.regels) + len(p.geweigerd) - len(uit.geweigerd)
    except (DatabaseError, psycopg.Error, DoorError) as error:
        if not p.regels or _is_gone(error):
            raise  # the database itself: starting again goes on here
        if len(p.regels) == 1 and not p.geweigerd:
            commands.refuse_record(ctx, overname_id, resource, p.regels[0].id, reason(error))
            return 0
    half = len(p.regels) // 2
    parts = (Partij(geweigerd=p.geweigerd), Partij(p.regels[:half]), Partij(p.regels[half:]))
    for part in parts:
        part.opmerkingen = {r.id: p.opmerkingen[r.id] for r in part.regels if r.id in p.opmerkingen}
    return sum(_place(ctx, overname_id, resource, part) for part in parts if part.regels or part.geweigerd)
