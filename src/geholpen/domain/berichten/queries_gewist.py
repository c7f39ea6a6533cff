"""Which answers of ours cannot be read any more. Part of the door `queries`."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from geholpen.domain.berichten.models import Bericht, BerichtInhoud
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import query


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Gekeken of de tekst van ons antwoord er nog is")
def gewiste_antwoorden(ctx: Context, partij_id: UUID, vragen: Collection[UUID]) -> frozenset[UUID]:
    """Those of these klantvragen to which we wrote, while nothing of what we wrote is left."""
    uit = Bericht.objects.filter(partij_id=partij_id, klantvraag_id__in=vragen, richting="uit")
    per = dict(uit.values_list("id", "klantvraag_id"))
    left = BerichtInhoud.objects.filter(partij_id=partij_id, id__in=per).exclude(tekst="")
    return frozenset(per.values()) - {per[id] for id in left.values_list("id", flat=True)}
