"""What doors that take back or put right have in common: what it said before, and since when the customer waits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten.models import Bericht, Herziening
from geholpen.domain.berichten.naderhand import HerzieningSoort
from geholpen.domain.berichten.ports import Aard
from geholpen.domain.berichten.queries_naderhand import unsent_messages
from geholpen.platform.context import Context


def note_herziening(ctx: Context, bericht: Bericht, soort: HerzieningSoort, oude_tekst: str, reden: str = "") -> None:
    """Keep what a message said, or where its delivery stood, until now; who changed that, and why."""
    Herziening.objects.create(
        partij_id=bericht.partij_id,
        klantvraag_id=bericht.klantvraag_id,
        bericht_id=bericht.id,
        soort=soort,
        oude_tekst=oude_tekst,
        reden=reden,
        medewerker_id=ctx.actor.person,
        **ctx.herkomst(bericht.verkregen_voor),
    )


def note_afloop(ctx: Context, partij_id: UUID, klantvraag_id: UUID, voor: int, was: str, reden: str) -> None:
    """Keep how a question ended until now. `voor`: the activity it is kept for."""
    Herziening.objects.create(
        partij_id=partij_id,
        klantvraag_id=klantvraag_id,
        soort=HerzieningSoort.AFLOOP,
        oude_tekst=was,
        reden=reden,
        medewerker_id=ctx.actor.person,
        **ctx.herkomst(voor),
    )


def waits_since(partij_id: UUID, klantvraag_id: UUID, voor: int) -> datetime | None:
    """Since when the customer waits: since their message, when that was the last word before number `voor`."""
    talk = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, volgnummer__lt=voor)
    went = talk.filter(aard=Aard.PERSOON).exclude(id__in=unsent_messages(partij_id, klantvraag_id))
    last = went.order_by("-volgnummer").values_list("richting", "moment").first()
    return last[1] if last and last[0] == "in" else None
