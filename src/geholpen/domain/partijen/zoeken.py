"""Finding customers by keyed hashes, under the policies of every table that says who they are.

Part of the door `queries`.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.prepared import fetch

# With the customer itself, so that one who is shielded from who asks is not found. Of several addresses the first by
# kind is shown; all that may be seen come along.
_VIND = "SELECT partij_id FROM zoek_partijen(%s::bytea[]) JOIN partij USING (partij_id)"
_RIJEN = """
SELECT p.partij_id, p.soort_partij, coalesce(n.voornaam, ''), coalesce(n.voorletters, ''),
       coalesce(n.voorvoegsel_achternaam, ''), coalesce(n.achternaam, ''), coalesce(n.organisatienaam, ''),
       coalesce(g.geboortedatum, ''), g.overleden_op IS NOT NULL, a.postcodes, a.huisnummers, a.steden
FROM zoek_partijen(%s::bytea[]) z JOIN partij p USING (partij_id)
LEFT JOIN naam n USING (partij_id) LEFT JOIN geboorte g USING (partij_id)
LEFT JOIN LATERAL (
    SELECT array_agg(x.postcode ORDER BY x.soort) AS postcodes, array_agg(x.huisnummer ORDER BY x.soort) AS huisnummers,
           array_agg(x.stad ORDER BY x.soort) AS steden
    FROM adres x WHERE x.partij_id = p.partij_id
) a ON true"""


@dataclass(frozen=True, slots=True)
class Zoekrij:
    """One customer who was found, with what may be seen of them; empty where nothing may."""

    partij_id: UUID
    soort_partij: str
    naam: tuple[str, ...]  # the five parts that `volledige_naam` takes
    geboortedatum: str
    overleden: bool
    adressen: tuple[tuple[str, int | None], ...]  # postcode and number
    stad: str


def zoek_partijen(sleutels: list[bytes]) -> list[UUID]:
    """Who has all these keys, at most eleven."""
    return [partij_id for (partij_id,) in fetch(_VIND, [sleutels])]


def zoek_rijen(sleutels: list[bytes]) -> list[Zoekrij]:
    """The same with who they are, at most eleven."""
    return [
        Zoekrij(
            partij_id=partij_id,
            soort_partij=soort,
            naam=tuple(naam),
            geboortedatum=geboren,
            overleden=overleden,
            adressen=tuple(zip(postcodes or (), nummers or (), strict=True)),
            stad=(steden or ("",))[0],
        )
        for partij_id, soort, *naam, geboren, overleden, postcodes, nummers, steden in fetch(_RIJEN, [sleutels])
    ]
