"""What changed in the rooms below, planned for whoever subscribed to it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import ziet
from geholpen.domain.notificaties import commands, opmaak
from geholpen.domain.notificaties.afzender import afzender
from geholpen.domain.notificaties.events import BronChanged
from geholpen.domain.notificaties.kanalen import wanted, wanted_type
from geholpen.domain.notificaties.models import Abonnement, Stand
from geholpen.domain.notificaties.opmaak import NOTIFICATIE, Afzender
from geholpen.domain.organisatie.queries import doelen_van
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.errors import Refused
from geholpen.platform.events import subscribe


@subscribe(BronChanged)
def plan(gebeurtenis: BronChanged) -> None:
    """A message for everybody who wants to hear of it and may. Each is logged with the customer it is about."""
    van = afzender()
    if van is None:
        return
    for abonnement in Abonnement.objects.filter(stand__in=(Stand.ACTIEF, Stand.GEPAUZEERD)).order_by("id"):
        berichten = list(_berichten(van, abonnement, gebeurtenis))
        if berichten:
            _plan_for(abonnement.id, abonnement.applicatie_id, gebeurtenis, berichten)


def _berichten(van: Afzender, abonnement: Abonnement, g: BronChanged) -> Iterator[tuple[str, bytes]]:
    """(type, message) for what this subscription asks."""
    if wanted(abonnement.kanalen, g.kanaal, g.kenmerken):
        if abonnement.stuurt_cloudevents:
            yield opmaak.cloudevent_type(g), opmaak.cloudevent(van, g)
        else:
            yield NOTIFICATIE, opmaak.notificatie(van, g)
    for soort, inhoud in opmaak.zaak_events(van, g):
        if wanted_type(abonnement.cloudevent_filters, soort):
            yield soort, inhoud


def _plan_for(id: UUID, applicatie_id: UUID, g: BronChanged, berichten: list[tuple[str, bytes]]) -> None:
    """Under the purpose of the application: whoever may not read the row does not hear that it changed."""
    doelen = doelen_van(applicatie_id)
    actor = Actor(ActorSoort.APPLICATIE, applicatie_id, frozenset({"applicatie"}), doelen=doelen)
    if not ziet(actor, g.soort, g.voor):
        return
    ctx = Context(actor, "notificaties", trace=g.gebeurtenis_id.hex, oorsprong="notificatie").over({g.partij_id})
    try:
        if g.soort in {G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN}:
            commands.tell_of_contact(ctx, id, g, berichten)
        else:
            commands.tell_of_partij(ctx, id, g, berichten)
    except Refused:
        return
