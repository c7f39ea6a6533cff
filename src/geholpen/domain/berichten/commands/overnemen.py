"""Take a written message over from another system, or from the demo town."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten.commands.opslaan import NieuwBericht, label, write_bericht
from geholpen.domain.berichten.models import Bezorging, BezorgStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.opschrijven import take_beurt
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@dataclass(frozen=True, slots=True)
class OudBericht:
    """One written message as another system knows it. `adres`: the customer's address, "" when unknown."""

    klantvraag_id: UUID
    klantcontact_id: UUID
    kanaal: str
    richting: str
    moment: datetime
    onderwerpregel: str
    tekst: str
    adres: str
    medewerker_id: UUID | None = None


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="overnemen",
    naam="Uw eerdere bericht is overgenomen uit een ander systeem",
)
def import_bericht(ctx: Context, partij_id: UUID, oud: OudBericht) -> None:
    """Store one message that was sent or received before; nothing is sent."""
    wij, komt_in = organisatie().mailadres, oud.richting == "in"
    beurt = take_beurt(ctx, partij_id, oud.klantvraag_id, oud.richting, oud.kanaal, door_mens=False)
    beurt.klantcontact_id = oud.klantcontact_id
    nieuw = NieuwBericht(
        oud.richting,
        oud.kanaal,
        {
            "van": oud.adres if komt_in else wij,
            "aan": [wij] if komt_in else [oud.adres],
            "onderwerpregel": oud.onderwerpregel,
            "tekst": oud.tekst,
            "nieuwe_tekst": oud.tekst,
        },
        niveau="verified" if komt_in else "",
        moment=oud.moment,
        medewerker_id=oud.medewerker_id,
    )
    toen = {"staat": BezorgStaat.VERSTUURD, "gewijzigd_op": oud.moment}
    bezorgd = Bezorging(bericht_id=nieuw.id, kanaal=oud.kanaal, **toen, **label(ctx, beurt))
    write_bericht(ctx, beurt, nieuw, erbij=() if komt_in else [bezorgd])
