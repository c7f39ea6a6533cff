"""Record what was asked and said: start a klantvraag, register a contact moment."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands.vastleggen import HOT, NieuwKlantcontact
from geholpen.domain.klantcontacten.models import Klantvraag, Status
from geholpen.domain.klantcontacten.opschrijven import (
    NieuweKlantvraag,
    begin_klantvraag,
    contact_rows,
    last_contact,
    locked,
    publish,
)
from geholpen.domain.klantcontacten.policy import may_work
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@dataclass(frozen=True, slots=True)
class GestarteKlantvraag:
    """What was made."""

    klantvraag_id: UUID
    klantcontact_id: UUID
    kenmerk: str


@command(may=may_work, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Uw vraag is opgeschreven")
def start_klantvraag(ctx: Context, partij_id: UUID, nieuw: NieuweKlantvraag) -> GestarteKlantvraag:
    """Start a klantvraag with its first contact moment, under the activity of its onderwerp."""
    begin = begin_klantvraag(ctx, partij_id, nieuw)
    prepared.insert(*begin.rijen)
    return GestarteKlantvraag(nieuw.id, begin.klantcontact_id, begin.vraag.kenmerk)


@command(
    may=may_work,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Contact met u vastgelegd",
    hot=HOT,
)
def register_klantcontact(ctx: Context, partij_id: UUID, klantvraag_id: UUID, nieuw: NieuwKlantcontact) -> UUID:
    """Record one contact moment of a running klantvraag. Returns its id; joins it to one in another channel."""
    vraag = locked(partij_id, klantvraag_id)
    contact_id, rijen = contact_rows(ctx, vraag, nieuw, last_contact(vraag))
    prepared.insert(*rijen)
    if nieuw.inhoud and nieuw.kanaal in {"telefoon", "balie"}:
        status = Status.IN_BEHANDELING if vraag.status == Status.NIEUW else vraag.status
        Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id).update(
            laatste_kanaal=nieuw.kanaal, status=status
        )
    publish(ctx, vraag, "contact")
    return contact_id
