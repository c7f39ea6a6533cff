"""Questions that stand still: nobody of ours reads them, because of a limit or a consent that is not there."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.doors import backstage, catalogue

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
