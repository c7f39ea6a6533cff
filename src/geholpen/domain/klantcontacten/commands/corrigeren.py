"""Write a correction beside a conversation, because the customer asked and the privacy officer said yes."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.correctie import Correctie
from geholpen.domain.klantcontacten.models import Klantvraag
from geholpen.domain.klantcontacten.policy import may_import
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing


@command(
    may=may_import,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTINHOUD},
    leest={G.CONTACTHISTORIE},
    naam="Uw verbetering bij een gesprek met ons gezet",
)
def add_correctie(ctx: Context, partij_id: UUID, klantvraag_id: UUID, verzoek_id: UUID, over: str, tekst: str) -> UUID:
    """Beside the original, for everybody who may read that. Returns its id; raises Missing without such a question."""
    vraag = Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id).first()
    if vraag is None:
        raise Missing
    return Correctie.objects.create(
        partij_id=partij_id,
        klantvraag_id=klantvraag_id,
        verzoek_id=verzoek_id,
        over=over.strip(),
        tekst=tekst.strip(),
        **ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit),
    ).id
