"""The channel somebody likes best."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.models import Kanaalvoorkeur
from geholpen.domain.partijen.policy import may_change_voorkeur
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

KANALEN = {"email": "E-mail", "telefoon": "Telefoon", "brief": "Brief", "mijn": "Bericht in Mijn Waterdam"}


@command(may=may_change_voorkeur, gegevens={G.KANAALVOORKEUR}, naam="Uw voorkeur voor contact is gewijzigd")
def change_kanaalvoorkeur(ctx: Context, partij_id: UUID, kanaal: str) -> None:
    """Record the preferred channel. Raises Invalid for a channel that cannot be preferred."""
    if kanaal not in KANALEN:
        raise Invalid("kanaal", "Kies een van de manieren van contact.")
    values = {"kanaal": kanaal, "vastgelegd_door": ctx.actor.soort, "vastgelegd_op": now()}
    herkomst = ctx.herkomst(activiteit_nummer("contactgegevens"))  # so that every subject may use it
    changed = Kanaalvoorkeur.objects.filter(partij_id=partij_id).update(**values, **herkomst)
    if not changed:
        Kanaalvoorkeur.objects.create(partij_id=partij_id, **values, **herkomst)
