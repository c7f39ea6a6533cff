"""Take a message of ours back before it goes. Whoever locks the delivery first wins: this, or the sending."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.commands.bezorgen import move_state
from geholpen.domain.berichten.commands.herzien import note_herziening, waits_since
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    Bezorging,
    BezorgStaat,
    Concept,
    Printopdracht,
)
from geholpen.domain.berichten.naderhand import HerzieningSoort
from geholpen.domain.berichten.policy import may_answer
from geholpen.domain.berichten.queries_naderhand import TERUGGEHAALD, is_held, is_letter_here
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.opschrijven import locked, open_for_draft, rewrite_contact, undo_beurt
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

TE_LAAT = "Dit bericht was al weg. U kunt het nog wel verbeteren."
#: Stands in the list of contacts instead of what was never said.
NIET_GEZEGD = "Dit bericht is teruggehaald voordat het wegging."


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een medewerker haalde een bericht aan u terug voordat het wegging",
)
def withdraw_antwoord(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bezorging_id: UUID) -> str:
    """Take an answer back. Its text is the draft again, above what a colleague wrote meanwhile. Returns the draft.

    Who would get a copy and which files went along is read at `queries.teruggehaald`. A klantvraag that was closed
    meanwhile is open again: the customer has no answer.

    Raises Invalid when it is too late: then it went, to everybody it was for.
    """
    vraag = locked(partij_id, klantvraag_id)
    rows = Bezorging.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    bericht_id = rows.filter(id=bezorging_id).values_list("bericht_id", flat=True).first()
    if bericht_id is None:
        raise Invalid("bezorging", TE_LAAT)
    ways = list(rows.select_for_update().filter(bericht_id=bericht_id).order_by("id"))
    if not all(is_here(w) for w in ways):
        raise Invalid("bezorging", TE_LAAT)
    for way in ways:
        move_state(ctx, way, BezorgStaat.VERVALLEN, TERUGGEHAALD)
    bericht = Bericht.objects.get(partij_id=partij_id, id=bericht_id)
    tekst = BerichtInhoud.objects.get(partij_id=partij_id, id=bericht.id).tekst
    note_herziening(ctx, bericht, HerzieningSoort.TERUGGEHAALD, tekst)
    rewrite_contact(partij_id, bericht.klantcontact_id, tekst, NIET_GEZEGD, gelukt=False)
    wacht_sinds = waits_since(bericht.partij_id, bericht.klantvraag_id, bericht.volgnummer)
    open_for_draft(ctx, vraag, wacht_sinds)
    undo_beurt(ctx, vraag, bericht.volgnummer, wacht_sinds)
    return _draft_again(ctx, bericht, tekst, onderwerp(vraag.onderwerp_code).activiteit)


def is_here(way: Bezorging) -> bool:
    """Whether this way was kept back and nobody began with it. A letter at the post is stopped there first."""
    kept = is_held(way) or is_letter_here(way)
    return kept and not Printopdracht.objects.filter(bezorging_id=way.id).exists()


def _draft_again(ctx: Context, bericht: Bericht, tekst: str, activiteit: int) -> str:
    rows = Concept.objects.filter(partij_id=bericht.partij_id, id=bericht.klantvraag_id)
    other = rows.select_for_update().values_list("tekst", flat=True).first()
    draft = f"{tekst}\n\n{other}" if other and other.strip() != tekst.strip() else tekst
    values = {"tekst": draft, "medewerker_id": ctx.actor.person, "bijgewerkt_op": timezone.now()}
    values |= {"van_bericht_id": bericht.id, "sjabloonversie_id": bericht.sjabloonversie_id}
    if not rows.update(**values):
        sleutels = {"partij_id": bericht.partij_id, "id": bericht.klantvraag_id}
        Concept.objects.create(**sleutels, klantvraag_id=bericht.klantvraag_id, **values, **ctx.herkomst(activiteit))
    return draft
