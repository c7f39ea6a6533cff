"""Consent: asked with the text on the screen, given in so many words, stopped as easily (ISO/IEC TS 27560)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.rechten.models import Staat, Toestemming
from geholpen.domain.rechten.namens import DOEL, decides, may_answer_for, own_no
from geholpen.domain.rechten.policy import may_ask
from geholpen.domain.rechten.toestemmingstekst import vraag_van
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Consents are kept for the person's own look, whoever gave them.
EIGEN = "mijn"
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
    return _answer(ctx, partij_id, gegeven)


@command(may=may_ask, gegevens={G.TOESTEMMINGEN}, naam="U trok uw toestemming in")
def trek_toestemming_in(ctx: Context, partij_id: UUID, activiteit: int) -> None:
    """Stop a consent: the next read is refused. Raises Invalid when there is none."""
    if not _end(partij_id, activiteit):
        raise Invalid("activiteit", "U gaf hiervoor geen toestemming.")


@command(
    may=may_answer_for,
    gegevens={G.TOESTEMMINGEN},
    voor=DOEL,
    naam="Voor een ander antwoord gegeven op de vraag om toestemming",
)
def antwoord_toestemming_namens(ctx: Context, partij_id: UUID, gegeven: Antwoord) -> UUID:
    """The same by somebody who acts for the customer; the database writes down who, and as what.

    Raises Invalid too when a mandate would turn the customer's own "no" into a "yes".
    """
    mag = ctx.aanleiding is not None and decides(partij_id, ctx.aanleiding.id)
    if gegeven.antwoord == "ja" and not mag and own_no(partij_id, gegeven.activiteit):
        raise Invalid("antwoord", "Deze persoon zei zelf nee. Met een machtiging kunt u dat niet veranderen.")
    return _answer(ctx, partij_id, gegeven)


@command(may=may_answer_for, gegevens={G.TOESTEMMINGEN}, voor=DOEL, naam="Voor een ander de toestemming ingetrokken")
def trek_toestemming_in_namens(ctx: Context, partij_id: UUID, activiteit: int) -> None:
    """The same by somebody who acts for the customer, also when the customer gave it. Raises Invalid without one."""
    if not _end(partij_id, activiteit):
        raise Invalid("activiteit", "Hiervoor is geen toestemming gegeven.")


def _answer(ctx: Context, partij_id: UUID, gegeven: Antwoord) -> UUID:
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
        **ctx.herkomst(activiteit_nummer(EIGEN)),
    ).id


def _end(partij_id: UUID, activiteit: int) -> int:
    rows = Toestemming.objects.filter(partij_id=partij_id, activiteit=activiteit, staat=Staat.GEGEVEN)
    return rows.update(staat=Staat.INGETROKKEN, ingetrokken_op=timezone.now())
