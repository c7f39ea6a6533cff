"""What somebody consented to, for themselves and for whoever acts for them. Part of the door `queries`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import nummers, versies
from geholpen.domain.rechten import ts27560
from geholpen.domain.rechten.models import Staat, Toestemming
from geholpen.domain.rechten.namens import DOEL, bereik, decides, own_no
from geholpen.domain.rechten.toestemmingstekst import Vraag, vragen
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid

#: Answers that are looked at.
HOOGSTENS = 200


@dataclass(frozen=True, slots=True)
class Eerder:
    """One answer: yes or no, when, by whom and as what (None, "": the customer); and when it was
    stopped."""

    toestemming_id: UUID
    ja: bool
    moment: datetime
    door: UUID | None
    als: str
    gestopt_op: datetime | None
    gestopt_door: UUID | None
    gestopt_als: str


@dataclass(frozen=True, slots=True)
class Toestemmingvraag:
    """One purpose that rests on consent, and what was said last. `staat` "": nothing yet, or it ran out.

    `door` and `als`: who said it for this customer, and as what ("curatele"); None and "": the customer. `alle`: every
    answer, newest first. `vast`: the customer said no, and whoever asks cannot change that for them.
    """

    vraag: Vraag
    staat: str
    moment: datetime | None = None
    geldig_tot: datetime | None = None
    toestemming_id: UUID | None = None
    door: UUID | None = None
    als: str = ""
    alle: tuple[Eerder, ...] = ()
    vast: bool = False

    @property
    def eerder(self) -> tuple[Eerder, ...]:
        """What was said before the last answer, newest first."""
        return self.alle[1:]


@query(gegevens={G.TOESTEMMINGEN}, naam="Bekeken waar u toestemming voor gaf")
def toestemmingen_van(ctx: Context, partij_id: UUID) -> list[Toestemmingvraag]:
    """Every purpose that asks consent, with this customer's last answer."""
    return _with_answers(partij_id, vragen())


@catalogue
def te_vragen_namens(partij_id: UUID, vertegenwoordiging_id: UUID) -> list[Vraag]:
    """The questions that somebody may answer for this customer on the strength of this representation; no answers."""
    mag = bereik(partij_id, vertegenwoordiging_id)
    return [vraag for vraag in vragen() if vraag.nummer in mag]


@query(gegevens={G.TOESTEMMINGEN}, voor=DOEL, naam="Bekeken waar toestemming voor is gegeven")
def toestemmingen_namens(ctx: Context, partij_id: UUID) -> list[Toestemmingvraag]:
    """The same for whoever acts for this customer: only the purposes that it reaches, nothing sensitive."""
    if ctx.aanleiding is None:
        return []
    gevonden = _with_answers(partij_id, te_vragen_namens(partij_id, ctx.aanleiding.id))
    if decides(partij_id, ctx.aanleiding.id):
        return gevonden
    return [replace(t, vast=own_no(partij_id, t.vraag.nummer)) if t.staat != "gegeven" else t for t in gevonden]


def _with_answers(partij_id: UUID, gevraagd: list[Vraag]) -> list[Toestemmingvraag]:
    rows: dict[int, list[Toestemming]] = defaultdict(list)
    for row in Toestemming.objects.filter(partij_id=partij_id).order_by("-moment", "-id")[:HOOGSTENS]:
        rows[row.activiteit].append(row)
    return [_toestemming(vraag, rows[vraag.nummer]) for vraag in gevraagd]


def _toestemming(vraag: Vraag, rows: list[Toestemming]) -> Toestemmingvraag:
    """`rows`: newest first."""
    if not rows:
        return Toestemmingvraag(vraag, "")
    row = rows[0]
    geldig = row.staat != Staat.GEGEVEN or row.geldig_tot > timezone.now()
    gestopt = row.staat == Staat.INGETROKKEN
    return Toestemmingvraag(
        vraag,
        row.staat if geldig else "",
        row.ingetrokken_op if gestopt else row.moment,
        row.geldig_tot,
        row.id,
        row.ingetrokken_door if gestopt else row.gegeven_door,
        row.ingetrokken_als if gestopt else row.gegeven_als,
        tuple(map(_eerder, rows)),
    )


def _eerder(row: Toestemming) -> Eerder:
    return Eerder(
        row.id,
        row.staat != Staat.GEWEIGERD,
        row.moment,
        row.gegeven_door,
        row.gegeven_als,
        row.ingetrokken_op,
        row.ingetrokken_door,
        row.ingetrokken_als,
    )


@query(gegevens={G.TOESTEMMINGEN}, naam="Bewijs van uw toestemming gemaakt")
def toestemming_bewijs(ctx: Context, partij_id: UUID, toestemming_id: UUID, *, ontvangst: bool) -> dict[str, Any]:
    """One consent in the form of ISO/IEC TS 27560: as we keep it, or as a receipt. Raises Invalid when it is gone."""
    row = Toestemming.objects.filter(partij_id=partij_id, id=toestemming_id).first()
    doel = next((v for v in versies(nummers()[row.activiteit]) if v.versie == row.versie), None) if row else None
    if row is None or doel is None:
        raise Invalid("toestemming", "Deze toestemming is er niet.")
    return ts27560.receipt(row, doel) if ontvangst else ts27560.record(row, doel)
