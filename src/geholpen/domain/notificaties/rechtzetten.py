"""Tell an application that who a customer is was corrected: it received what was not right (GDPR, article 19).

It hears so whatever its filters: those choose what it wants to follow, not what it must know.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.ports import Weg
from geholpen.domain.notificaties import commands, opmaak
from geholpen.domain.notificaties.afzender import afzender
from geholpen.domain.notificaties.events import BronChanged
from geholpen.domain.notificaties.models import Abonnement, Notificatie, Staat, Stand
from geholpen.domain.organisatie.queries import doelen_van
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.errors import Refused

KANAAL = "partijen"


class Rechtzetter:
    """Fills the port of doelbinding."""

    def vertel(self, applicatie_id: UUID, partij_id: UUID, sleutel: UUID) -> bool:
        """Plan it for each of its subscriptions; False when it has none, or may hear of no customer any more."""
        van = afzender()
        if van is None:
            return False
        actor = Actor(ActorSoort.APPLICATIE, applicatie_id, frozenset({"applicatie"}), doelen=doelen_van(applicatie_id))
        ctx = Context(actor, "notificaties", oorsprong="verbetering").over({partij_id})
        planned = [_plan(ctx, van, row, partij_id, sleutel) for row in _subscriptions(applicatie_id)]
        return True in planned

    def stand(self, sleutel: UUID) -> Weg:
        """The furthest that any of them came: one subscription that heard is an application that knows."""
        ids = [opmaak.bericht_id(sleutel, soort) for soort in (opmaak.NOTIFICATIE, _type(sleutel))]
        staten = set(Notificatie.objects.filter(bericht_id__in=ids).values_list("staat", flat=True))
        if Staat.BEZORGD in staten:
            return Weg.WEG
        return Weg.WACHT if Staat.WACHT in staten else Weg.MISLUKT if staten else Weg.GEEN


def _subscriptions(applicatie_id: UUID) -> list[Abonnement]:
    rows = Abonnement.objects.filter(applicatie_id=applicatie_id, stand__in=(Stand.ACTIEF, Stand.GEPAUZEERD))
    return [row for row in rows.order_by("id") if any(k["naam"] == KANAAL for k in row.kanalen)]


def _plan(ctx: Context, van: opmaak.Afzender, row: Abonnement, partij_id: UUID, sleutel: UUID) -> bool:
    g = _changed(partij_id, sleutel)
    if row.stuurt_cloudevents:
        bericht = (opmaak.cloudevent_type(g), opmaak.cloudevent(van, g))
    else:
        bericht = (opmaak.NOTIFICATIE, opmaak.notificatie(van, g))
    try:
        commands.tell_of_partij(ctx, row.id, g, [bericht])
    except Refused:
        return False
    return True


def _changed(partij_id: UUID, sleutel: UUID) -> BronChanged:
    return BronChanged(
        gebeurtenis_id=sleutel,
        partij_id=partij_id,
        kanaal=KANAAL,
        bron="partij",
        bron_id=partij_id,
        hoofd_id=partij_id,
        actie="partial_update",
        soort=G.GEEN,
        voor=0,
        moment=timezone.now(),
        kenmerken={},
    )


def _type(sleutel: UUID) -> str:
    return opmaak.cloudevent_type(_changed(sleutel, sleutel))
