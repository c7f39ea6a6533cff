"""What a customer writes in their own environment: a new question, or more in a running conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.models import Bericht, BerichtInhoud
from geholpen.domain.berichten.policy import may_write
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerp, onderwerpen
from geholpen.domain.klantcontacten.commands import (
    NieuweKlantvraag,
    NieuwKlantcontact,
    record_beurt,
    register_klantcontact,
    start_klantvraag,
)
from geholpen.domain.klantcontacten.queries import regel_van, vragen_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

EERST_SCHRIJVEN = "Schrijf eerst uw bericht."


@dataclass(frozen=True, slots=True)
class EigenVraag:
    """A question as the customer asks it. `id` is made when the form is shown: sending it twice makes one question."""

    onderwerp_code: str
    tekst: str
    id: UUID = field(default_factory=uuid7)


@command(may=may_write, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="U stelde ons een vraag")
def stel_vraag(ctx: Context, partij_id: UUID, nieuw: EigenVraag) -> UUID:
    """Start a klantvraag with its first message. Returns its id; the same `id` again changes nothing.

    Raises Invalid without text or with a subject that does not exist.
    """
    tekst = nieuw.tekst.strip()
    if not tekst:
        raise Invalid("tekst", EERST_SCHRIJVEN)
    if nieuw.onderwerp_code not in {o.code for o in onderwerpen()}:
        raise Invalid("onderwerp", "Kies waar uw vraag over gaat.")
    if any(regel.klantvraag_id == nieuw.id for regel in vragen_van(ctx, partij_id)):
        return nieuw.id
    contact = NieuwKlantcontact("mijn", "klant", tekst)
    zeker = nieuw.onderwerp_code != ONBEKEND
    vraag = NieuweKlantvraag(nieuw.onderwerp_code, zeker, ctx.actor.niveau, contact, nieuw.id)
    gestart = start_klantvraag(ctx, partij_id, vraag)
    _store(ctx, partij_id, nieuw.id, gestart.klantcontact_id, nieuw.onderwerp_code, tekst)
    return nieuw.id


@command(may=may_write, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="U schreef ons een bericht")
def schrijf_bericht(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tekst: str) -> int:
    """The customer writes in Mijn; it lands in the same conversation. Returns its number.

    Raises Invalid without text, or when this klantvraag is not there. A closed klantvraag opens again.
    """
    tekst = tekst.strip()
    if not tekst:
        raise Invalid("tekst", EERST_SCHRIJVEN)
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    contact_id = register_klantcontact(ctx, partij_id, klantvraag_id, NieuwKlantcontact("mijn", "klant", tekst))
    return _store(ctx, partij_id, klantvraag_id, contact_id, vraag.onderwerp_code, tekst)


def _store(ctx: Context, partij_id: UUID, vraag_id: UUID, contact_id: UUID, onderwerp_code: str, tekst: str) -> int:
    """Write the message under the purpose of its klantvraag. Returns its number."""
    volgnummer = record_beurt(ctx, partij_id, vraag_id, "in", "mijn", True)
    eigen: dict[str, Any] = {"partij_id": partij_id, "klantvraag_id": vraag_id}
    eigen |= ctx.herkomst(onderwerp(onderwerp_code).activiteit)
    bericht = Bericht.objects.create(
        klantcontact_id=contact_id,
        volgnummer=volgnummer,
        richting="in",
        kanaal="mijn",
        aard="persoon",
        niveau=ctx.actor.niveau,
        moment=timezone.now(),
        **eigen,
    )
    mid = antwoordadres.message_id(bericht.id, organisatie().mailadres)
    BerichtInhoud.objects.create(id=bericht.id, message_id=mid, tekst=tekst, nieuwe_tekst=tekst, **eigen)
    return volgnummer
