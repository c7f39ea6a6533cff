"""Plan messages about one change for one subscriber. The door writes who heard of which customer, and why."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.notificaties.events import BronChanged
from geholpen.domain.notificaties.models import Notificatie
from geholpen.domain.notificaties.opmaak import bericht_id
from geholpen.domain.notificaties.policy import may_subscribe
from geholpen.domain.notificaties.rijen import HOUDBAAR
from geholpen.platform.context import Context
from geholpen.platform.doors import command

Berichten = Iterable[tuple[str, bytes]]


@command(
    may=may_subscribe, gegevens=(), leest={G.CONTACTHISTORIE}, naam="Een ander programma kreeg bericht over uw contact"
)
def tell_of_contact(ctx: Context, abonnement_id: UUID, g: BronChanged, berichten: Berichten) -> None:
    """(type, message) each, about a contact or a task. Telling twice is the same as telling once."""
    _plan(abonnement_id, g, berichten)


@command(
    may=may_subscribe, gegevens=(), leest={G.NAAM}, naam="Een ander programma kreeg bericht dat uw gegevens wijzigden"
)
def tell_of_partij(ctx: Context, abonnement_id: UUID, g: BronChanged, berichten: Berichten) -> None:
    """(type, message) each, about who somebody is and how to reach them."""
    _plan(abonnement_id, g, berichten)


def _plan(abonnement_id: UUID, g: BronChanged, berichten: Berichten) -> None:
    rows = [
        Notificatie(
            abonnement_id=abonnement_id,
            bericht_id=bericht_id(g.gebeurtenis_id, soort),
            type=soort,
            kanaal=g.kanaal,
            bron=g.bron,
            actie=g.actie,
            hoofd_id=g.hoofd_id,
            inhoud=inhoud.decode(),
            uiterlijk_op=timezone.now() + HOUDBAAR,
        )
        for soort, inhoud in berichten
    ]
    Notificatie.objects.bulk_create(rows, ignore_conflicts=True)
