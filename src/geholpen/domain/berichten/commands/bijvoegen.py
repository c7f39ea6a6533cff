"""Files that go along with an answer: kept with the message."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from geholpen.domain.berichten.commands.opslaan import attachment_row
from geholpen.domain.berichten.models import Bezorging, Bijlage, Concept
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import OntvangenBijlage
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid


@command(
    may=may_intake,
    gegevens={G.DOCUMENTEN},
    leest={G.CONTACTHISTORIE},
    voor="intake",
    naam="Bij ons antwoord aan u zat een bijlage",
)
def add_bijlagen(ctx: Context, partij_id: UUID, bezorging_id: UUID, bijlagen: Sequence[OntvangenBijlage]) -> None:
    """Keep the files of an answer with the message, under the purpose of its klantvraag."""
    way = Bezorging.objects.get(partij_id=partij_id, id=bezorging_id)
    eigen = ctx.herkomst(way.verkregen_voor) | {"partij_id": partij_id, "klantvraag_id": way.klantvraag_id}
    prepared.insert(*(attachment_row(b, way.bericht_id, eigen) for b in bijlagen))


@command(
    may=may_intake,
    gegevens={G.DOCUMENTEN},
    leest={G.CONTACTINHOUD},
    voor="intake",
    naam="Een bijlage van een teruggehaald antwoord gaat weer mee",
)
def files_again(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, weer_mee: Collection[UUID]
) -> tuple[OntvangenBijlage, ...]:
    """Of the answer that was taken back and is the draft now, the files with these ids; its own id: all of them.

    Judged again. Raises Invalid when one may not go any more, or when there is no such answer.
    """
    van = Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).values_list("van_bericht_id", flat=True).first()
    if van is None:
        raise Invalid("bijlagen", "Kies de bijlagen opnieuw.")
    rows = Bijlage.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, bericht_id=van).order_by("id")
    found = rows if van in weer_mee else rows.filter(id__in=weer_mee)
    return judge((b.naam, b.opgegeven_type, bytes(b.inhoud)) for b in found)
