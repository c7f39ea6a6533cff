"""Take a written message over from another system, or from the demo town."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, BerichtOpzoek, Bezorging, BezorgStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import record_beurt
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7


@dataclass(frozen=True, slots=True)
class OudBericht:
    """One written message as another system knows it. `adres`: the customer's address, "" when unknown."""

    klantvraag_id: UUID
    klantcontact_id: UUID
    onderwerp_code: str
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
    eigen = {"partij_id": partij_id, "klantvraag_id": oud.klantvraag_id}
    eigen |= ctx.herkomst(onderwerp(oud.onderwerp_code).activiteit)
    wij = organisatie().mailadres
    bericht_id = uuid7()
    mid = antwoordadres.message_id(bericht_id, wij)
    komt_in = oud.richting == "in"
    Bericht.objects.create(
        id=bericht_id,
        klantcontact_id=oud.klantcontact_id,
        volgnummer=record_beurt(ctx, partij_id, oud.klantvraag_id, oud.richting, oud.kanaal, False),
        richting=oud.richting,
        kanaal=oud.kanaal,
        aard="persoon",
        niveau="verified" if komt_in else "",
        moment=oud.moment,
        medewerker_id=oud.medewerker_id,
        **eigen,
    )
    BerichtInhoud.objects.create(
        id=bericht_id,
        message_id=mid,
        van=oud.adres if komt_in else wij,
        aan=[wij] if komt_in else [oud.adres],
        onderwerpregel=oud.onderwerpregel,
        tekst=oud.tekst,
        nieuwe_tekst=oud.tekst,
        **eigen,
    )
    BerichtOpzoek.objects.create(
        sleutel=antwoordadres.message_key(mid),
        bericht_id=bericht_id,
        partij_id=partij_id,
        klantvraag_id=oud.klantvraag_id,
        inhoud_sleutel=antwoordadres.content_key(oud.tekst, oud.onderwerpregel, oud.adres if komt_in else wij),
    )
    if not komt_in:
        Bezorging.objects.create(
            bericht_id=bericht_id, kanaal=oud.kanaal, staat=BezorgStaat.VERSTUURD, gewijzigd_op=oud.moment, **eigen
        )
