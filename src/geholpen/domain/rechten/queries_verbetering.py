"""What became of a correction, and who was told: for the customer and for the privacy officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.organisatie.queries import afdelingen, applicaties_overzicht
from geholpen.domain.rechten.models import Mededeling, Verbetering
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: Recipients of one correction that are shown.
HOOGSTENS = 500


@dataclass(frozen=True, slots=True)
class MededelingRegel:
    """One recipient: an applicatie, afdeling or organisatie by name, and whether they know."""

    id: UUID
    soort: str
    naam: str
    stand: str
    sinds: datetime
    met_de_hand: bool


@dataclass(frozen=True, slots=True)
class VerbeteringInfo:
    """What was changed into what, when, and to whom it was passed on."""

    oud: str
    nieuw: str
    gedaan_op: datetime
    met_de_hand: bool
    mededelingen: tuple[MededelingRegel, ...]


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Bekeken wat er is verbeterd en wie dat hoorde")
def verbetering_bij(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> VerbeteringInfo | None:
    """The correction of a request; None as long as nothing was changed."""
    row = Verbetering.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id).first()
    if row is None:
        return None
    rows = Mededeling.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id).order_by("soort", "id")
    namen = {str(a.id): a.naam for a in applicaties_overzicht()} | afdelingen()
    regels = tuple(
        MededelingRegel(m.id, m.soort, namen.get(m.wie, m.wie), m.stand, m.sinds, m.door is not None)
        for m in rows[:HOOGSTENS]
    )
    return VerbeteringInfo(row.oud, row.nieuw, row.gedaan_op, row.gedaan_door is not None, regels)
