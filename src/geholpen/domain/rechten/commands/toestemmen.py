"""Consent: asked with the text on the screen, given in so many words, stopped as easily (ISO/IEC TS 27560)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.models import Staat, Toestemming
from geholpen.domain.rechten.policy import may_ask
from geholpen.domain.rechten.toestemmingstekst import vraag_van
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: How long a consent counts.
GELDIG = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What somebody answered: "ja" or "nee", and the hash of the text that was on the screen. Nothing is no answer."""

    activiteit: int
    antwoord: str
    tekst_hash: str


@command(may=may_ask, gegevens={G.TOESTEMMINGEN}, naam="U gaf antwoord op de vraag om toestemming")
def antwoord_toestemming(ctx: Context, partij_id: UUID, gegeven: Antwoord) -> UUID:
    """Keep the answer; what counted before ends with it. Returns its id.

    Raises Invalid without a yes or a no, or when the text has changed since it was shown.
    """
    vraag = vraag_van(gegeven.activiteit)
    if vraag is None:
        raise Invalid("activiteit", "Voor dit doel vragen wij geen toestemming.")
    if gegeven.antwoord not in {"ja", "nee"}:
        raise Invalid("antwoord", "Kies ja of nee. Zonder antwoord gebruiken wij uw gegevens hiervoor niet.")
    if gegeven.tekst_hash != vraag.hash:
        raise Invalid("antwoord", "De tekst is veranderd. Lees hem nog een keer en kies dan.")
    _end(partij_id, gegeven.activiteit)
    return Toestemming.objects.create(
        partij_id=partij_id,
        activiteit=vraag.nummer,
        versie=vraag.versie,
        staat=Staat.GEGEVEN if gegeven.antwoord == "ja" else Staat.GEWEIGERD,
        geldig_tot=timezone.now() + GELDIG,
        tekst=vraag.tekst,
        tekst_hash=vraag.hash,
        kanaal=ctx.kanaal,
        **ctx.herkomst(),
    ).id


@command(may=may_ask, gegevens={G.TOESTEMMINGEN}, naam="U trok uw toestemming in")
def trek_toestemming_in(ctx: Context, partij_id: UUID, activiteit: int) -> None:
    """Stop a consent: the next read is refused. Raises Invalid when there is none."""
    if not _end(partij_id, activiteit):
        raise Invalid("activiteit", "U gaf hiervoor geen toestemming.")


def _end(partij_id: UUID, activiteit: int) -> int:
    rows = Toestemming.objects.filter(partij_id=partij_id, activiteit=activiteit, staat=Staat.GEGEVEN)
    return rows.update(staat=Staat.INGETROKKEN, ingetrokken_op=timezone.now())
