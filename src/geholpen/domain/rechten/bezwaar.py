"""Objections: against which purposes somebody can object, and since when one counts or does not count any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import ActiviteitUitleg, activiteiten
from geholpen.domain.klantcontacten.queries import waarover
from geholpen.domain.rechten.models import Grens, Rechtenverzoek, SoortGrens, Stand
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid

#: Only against use on this ground can somebody object (GDPR, article 21).
BEZWAAR_TEGEN = frozenset({"publieke_taak"})


#: States of a purpose, as the register names them, under which data are used or may be again.
_GEBRUIKT = frozenset({"Actief", "Geschorst", "Verlopen"})
#: Reasons for a look that come from the work itself. A purpose with no other reason is there so that questions are
#: found and somebody is helped in danger: with an objection to it a customer would vanish from every list, unseen.
_WERK = frozenset({"noodtoegang", "lijst", "systeem"})


@catalogue
def bezwaar_tegen() -> list[ActiviteitUitleg]:
    """Purposes on the ground of a public task that use data about people for a question of theirs.

    No draft, not those of the system, and not break-glass or what only lists and gives out work.
    """
    found = (a for a in activiteiten() if a.grondslag in BEZWAAR_TEGEN and a.status in _GEBRUIKT)
    return [a for a in found if "systeem" not in a.rollen and not set(a.aanleidingen) <= _WERK]


def check_doelen(doelen: Iterable[int], tekst: str) -> None:
    """Raises Invalid without purposes that can be objected to, or without a reason."""
    gekozen = set(doelen)
    if not gekozen or not gekozen <= {a.nummer for a in bezwaar_tegen()}:
        raise Invalid("doelen", "Kies waartegen de klant bezwaar maakt.")
    if not tekst.strip():
        raise Invalid("redenen", "Schrijf op waarom de klant dit niet wil. Een paar woorden zijn genoeg.")


class LooptAl(Invalid):
    """An objection against the same purpose waits for its decision: `verzoek_id`, with its reference and last day.

    `doelen`: which of the purposes that were asked it is about too.
    """

    def __init__(self, field: str, row: Rechtenverzoek, kenmerk: str, doelen: Collection[int]) -> None:
        super().__init__(field, f"Hiertegen loopt al een bezwaar: {kenmerk}.")
        self.verzoek_id, self.kenmerk, self.uiterlijk_op = row.id, kenmerk, row.uiterlijk_op
        self.doelen = frozenset(doelen)


def check_new(ctx: Context, partij_id: UUID, doelen: Collection[int], field: str, eigen: UUID) -> None:
    """Raises LooptAl when one of these purposes stands still already for an objection that waits for its decision, in a
    request other than `eigen`. What was lifted since can be objected to again."""
    grenzen = Grens.objects.filter(partij_id=partij_id, soort=SoortGrens.BEZWAAR, opgeheven_op=None)
    per: dict[UUID, set[int]] = {}
    for grens in grenzen.filter(activiteit__in=doelen):
        per.setdefault(grens.verzoek_id, set()).add(grens.activiteit or 0)
    rows = Rechtenverzoek.objects.filter(partij_id=partij_id, id__in=per).exclude(stand=Stand.BESLOTEN)
    row = rows.exclude(id=eigen).order_by("ingediend_op").first()
    if row is not None:
        _code, kenmerk = waarover(ctx, partij_id, [row.klantvraag_id]).get(row.klantvraag_id, ("", ""))
        raise LooptAl(field, row, kenmerk, per[row.id])


def parts(onderdelen: Collection[int], gevraagd: Mapping[str, Any]) -> tuple[int, ...]:
    """What is decided apart in a request: its categories, or the purposes of an objection against several."""
    doelen = tuple(gevraagd.get("doelen", ()))
    return doelen if len(doelen) > 1 else tuple(onderdelen)


@dataclass(frozen=True, slots=True)
class Stilstand:
    """A purpose that stood still because of an objection; `tot` None: it still does."""

    activiteit: int
    sinds: datetime
    tot: datetime | None


@query(gegevens={G.TOESTEMMINGEN}, naam="Bekeken sinds wanneer uw bezwaar geldt")
def stilstand_bij(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> list[Stilstand]:
    """The purposes of one objection, oldest first."""
    rows = Grens.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id, soort=SoortGrens.BEZWAAR)
    return [Stilstand(g.activiteit or 0, g.begonnen_op, g.opgeheven_op) for g in rows.order_by("begonnen_op", "id")]
