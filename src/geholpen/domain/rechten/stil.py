"""Questions that stand still: nobody of ours reads them, because of a limit or a consent that is not there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import nummers
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import open_vragen
from geholpen.domain.rechten.begrenzen import ALTIJD
from geholpen.domain.rechten.gevolgen import LopendeVraag, as_system, brief
from geholpen.domain.rechten.models import Rechtenverzoek, RechtenverzoekInhoud, Soort
from geholpen.platform.context import Context
from geholpen.platform.doors import backstage, catalogue, query
from geholpen.platform.errors import Invalid

#: With one of these limited a question is not read at all.
GELEZEN = frozenset({int(G.CONTACTHISTORIE), int(G.CONTACTINHOUD)})


@catalogue
def stilstand_van(partij_id: UUID, activiteiten: Collection[int]) -> dict[int, str]:
    """Of these purposes those under which no question of this customer is read now, with the code that says why.

    The same limits as the database keeps to; no values.
    """
    with backstage(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT a, min(g.code) FROM unnest(%s::integer[]) a, LATERAL grenzen_van(a, ARRAY[%s]::uuid[]) g"
            " WHERE g.gegeven = ANY (%s) GROUP BY a",
            [sorted(set(activiteiten)), partij_id, [0, *GELEZEN]],
        )
        return dict(cursor.fetchall())


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Nagegaan welke open vragen door uw verzoek stilstaan")
def stil_door(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> tuple[LopendeVraag, ...]:
    """Open questions that nobody reads because of this objection, or once this restriction is granted; none for others.

    References and days, not what was said. Raises Invalid when the request is not there.
    """
    row = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    inhoud = RechtenverzoekInhoud.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    if row is None or inhoud is None:
        raise Invalid("verzoek", "Dit verzoek bestaat niet of hoort bij een ander doel.")
    if row.soort == Soort.BEPERKING and GELEZEN & set(row.onderdelen):
        vrij = {nummer for nummer, code in nummers().items() if code in ALTIJD}
        return _open(ctx, partij_id, lambda activiteit: activiteit not in vrij)
    if row.soort == Soort.BEZWAAR:
        doelen = set(inhoud.gevraagd.get("doelen", ())) or {row.activiteit}
        return _open(ctx, partij_id, doelen.__contains__)
    return ()


def _open(ctx: Context, partij_id: UUID, stopped: Callable[[int], bool]) -> tuple[LopendeVraag, ...]:
    """The customer's open questions under purposes that are stopped."""
    vragen = open_vragen(as_system(ctx).over({partij_id}), partij_id)
    return brief(v for v in vragen if stopped(onderwerp(v.onderwerp_code).activiteit))
