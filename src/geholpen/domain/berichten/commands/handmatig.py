"""File a letter where a person says it belongs. The system writes it, under the purpose of taking messages in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten.commands.indelen import Indeling
from geholpen.domain.berichten.commands.opslaan import NieuwBericht, write_bericht
from geholpen.domain.berichten.models import EnvelopStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import OntvangenBericht
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import Beurt, begin_klantvraag, take_beurt
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7

#: Whoever files a letter knows where it belongs, and not who held the pen.
NIVEAU = "asserted"
_DONE = """UPDATE envelop SET staat = %s, partij_id = %s, bericht_id = %s, verwerkt_op = now(), uitleg = ''
           WHERE id = %s"""


@dataclass(frozen=True, slots=True)
class Plek:
    """A klantvraag that is there, or a new one about a subject, of a customer or of a stranger by this name."""

    partij_id: UUID | None = None
    klantvraag_id: UUID | None = None
    naam: str = ""
    onderwerp_code: str = ONBEKEND


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="Uw brief is ontvangen en bij uw vraag gelegd",
    betrokkenen=lambda filed: [filed.partij_id] if filed.partij_id else [],
)
def file_by_hand(
    ctx: Context, envelop_id: UUID, bericht: OntvangenBericht, ontvangen_op: datetime, plek: Plek
) -> Indeling:
    """Write the letter as a message in its klantvraag, with its files."""
    contact = NieuwKlantcontact("brief", "klant", bericht.nieuwe_tekst, plaatsgevonden_op=ontvangen_op)
    beurt = _turn(ctx, plek, contact)
    inhoud = {
        "message_id": bericht.message_id,
        "tekst": bericht.tekst,
        "nieuwe_tekst": bericht.nieuwe_tekst,
        "van_naam": plek.naam,
        "waarschuwingen": list(bericht.waarschuwingen),
    }
    nieuw = NieuwBericht("in", "brief", inhoud, bericht.aard, NIVEAU, ontvangen_op, envelop_id=envelop_id)
    write_bericht(ctx, beurt, nieuw, bijlagen=bericht.bijlagen)
    filed = Indeling(EnvelopStaat.VERWERKT, beurt.vraag.partij_id, beurt.vraag.id, nieuw.id)
    prepared.fetch(_DONE, [filed.staat, filed.partij_id, filed.bericht_id, envelop_id])
    return filed


def _turn(ctx: Context, plek: Plek, contact: NieuwKlantcontact) -> Beurt:
    if plek.partij_id is not None and plek.klantvraag_id is not None:
        beurt = take_beurt(ctx, plek.partij_id, plek.klantvraag_id, "in", "brief", door_mens=True)
        beurt.add_contact(ctx, contact)
        return beurt
    partij_id = plek.partij_id or uuid7()
    if plek.partij_id is None:
        register_onbekende(ctx.over({partij_id}), partij_id, [], plek.naam)
    vraag = NieuweKlantvraag(plek.onderwerp_code, plek.onderwerp_code != ONBEKEND, NIVEAU, contact)
    return begin_klantvraag(ctx, partij_id, vraag, beurten=1)
