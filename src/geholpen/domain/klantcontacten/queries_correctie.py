"""What the customer had corrected beside a conversation, and the questions that carrying out a request is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.correctie import Correctie
from geholpen.domain.klantcontacten.models import Klantvraag, Status
from geholpen.domain.klantcontacten.vraagregel import VraagRegel, regel
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: Corrections of one question that are shown.
HOOGSTENS = 50


@dataclass(frozen=True, slots=True)
class CorrectieRegel:
    """What it says in the conversation, what it must be, and since when that stands beside it."""

    over: str
    tekst: str
    geschreven_op: datetime


@query(gegevens={G.CONTACTINHOUD}, naam="Gelezen wat u in een gesprek liet verbeteren")
def correcties_van(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[CorrectieRegel]:
    """Oldest first; empty where the purpose does not give what was said."""
    rows = Correctie.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("geschreven_op", "id")
    return [CorrectieRegel(c.over, c.tekst, c.geschreven_op) for c in rows[:HOOGSTENS]]


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten_uitvoeren",
    naam="Opgezocht om welke vraag een afdeling iets van u zag",
)
def kenmerken_van(ctx: Context, partij_id: UUID, vragen: Iterable[UUID]) -> dict[UUID, str]:
    """The public reference of these questions of one customer; without those that are gone."""
    rows = Klantvraag.objects.filter(partij_id=partij_id, id__in=list(vragen)[:HOOGSTENS])
    return dict(rows.values_list("id", "kenmerk"))


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten_uitvoeren",
    naam="Nagegaan welke vragen van u nog lopen",
)
def open_vragen(ctx: Context, partij_id: UUID) -> list[VraagRegel]:
    """Every question of this customer that is open, oldest first; at most HOOGSTENS."""
    rows = Klantvraag.objects.filter(partij_id=partij_id).exclude(status=Status.AFGEHANDELD)
    return [regel(v) for v in rows.order_by("gestart_op", "id")[:HOOGSTENS]]
