"""What a customer writes in their own environment: a new question, or more in a running conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from geholpen.domain.berichten.commands.opslaan import NieuwBericht, write_bericht
from geholpen.domain.berichten.models import Bericht, BerichtInhoud
from geholpen.domain.berichten.policy import may_write
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerpen
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import Beurt, begin_klantvraag, locked, take_beurt
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

EERST_SCHRIJVEN = "Schrijf eerst uw bericht."


@dataclass(frozen=True, slots=True)
class EigenVraag:
    """A question as the customer asks it. `id` is made when the form is shown: sending it twice makes one question.

    `uiterlijk_op`: where the law sets the term, and not the subject.
    """

    onderwerp_code: str
    tekst: str
    id: UUID = field(default_factory=uuid7)
    uiterlijk_op: date | None = None


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
    vraag = NieuweKlantvraag(nieuw.onderwerp_code, zeker, ctx.actor.niveau, contact, nieuw.id, nieuw.uiterlijk_op)
    _store(ctx, begin_klantvraag(ctx, partij_id, vraag, beurten=1), tekst)
    return nieuw.id


@command(may=may_write, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="U schreef ons een bericht")
def schrijf_bericht(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tekst: str, *, na: int | None = None) -> int:
    """The customer writes in Mijn; it lands in the same conversation. Returns its number.

    `na`: number of the last message when the form was shown. The same text once more from that form is the same
    message. Raises Invalid without text, or when this klantvraag is not there. A closed klantvraag opens again.
    """
    tekst = tekst.strip()
    if not tekst:
        raise Invalid("tekst", EERST_SCHRIJVEN)
    if na is not None and (known := _written_already(partij_id, klantvraag_id, tekst, na)):
        return known
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "in", "mijn", door_mens=True)
    beurt.add_contact(ctx, NieuwKlantcontact("mijn", "klant", tekst))
    _store(ctx, beurt, tekst)
    return beurt.volgnummer


def _written_already(partij_id: UUID, klantvraag_id: UUID, tekst: str, na: int) -> int | None:
    """The number of this very message after number `na`."""
    locked(partij_id, klantvraag_id)
    rows = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, richting="in", kanaal="mijn")
    numbers = dict(rows.filter(volgnummer__gt=na).values_list("id", "volgnummer"))
    same = BerichtInhoud.objects.filter(partij_id=partij_id, id__in=numbers, tekst=tekst) if numbers else ()
    return next((numbers[inhoud.id] for inhoud in same), None)


def _store(ctx: Context, beurt: Beurt, tekst: str) -> None:
    inhoud = {"tekst": tekst, "nieuwe_tekst": tekst}
    write_bericht(ctx, beurt, NieuwBericht("in", "mijn", inhoud, niveau=ctx.actor.niveau))
