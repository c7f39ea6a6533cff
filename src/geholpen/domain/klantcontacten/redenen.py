"""How a conversation or a mandate brings its purpose: the onderwerp says it, nobody types it.

What a klantvraag or an interne taak brings, the functions `reden_klantvraag` and `reden_taak` say.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.ports import Reden
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.klantcontacten.controlestand import stand_van
from geholpen.domain.klantcontacten.machtiging import machtiging_van, namens_van
from geholpen.domain.klantcontacten.models import Gesprek

#: What may be read of somebody who is on the line and did not yet make clear who they are.
VOOR_CONTROLE = frozenset({int(G.NAAM)})


def gesprek(partij_id: UUID, id: UUID) -> Reden | None:
    """A conversation that is going on. Until it is sure with whom: a name, and what is needed to make sure."""
    row = Gesprek.objects.filter(id=id).first()
    if row is None:
        return None
    running = row.geeindigd_op is None and row.begonnen_op > timezone.now() - timedelta(hours=4)
    zeker = stand_van(partij_id, id).zeker
    return Reden(
        activiteit_nummer("onderwerp_bepalen"),
        running,
        behandelaar=row.medewerker_id,
        niveau="verified" if zeker else "matched",
        voor_controle=None if zeker else VOOR_CONTROLE,
    )


def machtiging(partij_id: UUID, id: UUID) -> Reden | None:
    """Somebody acts for this customer: for one person, as long as it holds, and only on what it reaches.

    Never on a sensitive subject, whatever the kind or the words of the mandate: who knows of it is their own choice.
    """
    found = machtiging_van(partij_id, id)
    if found is None:
        return None
    nummer = activiteit_nummer("mijn_namens")
    return Reden(
        nummer,
        found.geldig and nummer in found.activiteiten,
        alleen_voor=found.vertegenwoordiger_id,
        bronnen=found.bronnen,
        ook=frozenset({found.vertegenwoordiger_id}),
    )


def namens(partij_id: UUID, id: UUID) -> Reden | None:
    """Somebody speaks for this customer in a conversation that is going on, and made clear who they are."""
    wie = namens_van(partij_id, id)
    found = machtiging_van(partij_id, wie.vertegenwoordiging_id) if wie else None
    if wie is None or found is None or found.vertegenwoordiger_id != wie.vertegenwoordiger_id:
        return None
    zeker = stand_van(wie.vertegenwoordiger_id, wie.gesprek_id).zeker
    return Reden(
        activiteit_nummer("onderwerp_bepalen"),
        wie.loopt and found.geldig and zeker and bool(found.onderwerpen),
        behandelaar=wie.medewerker_id,
        niveau="verified",
        bronnen=found.bronnen,
        ook=frozenset({wie.vertegenwoordiger_id}),
    )
