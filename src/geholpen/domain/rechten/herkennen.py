"""Which rows of a customer say what they wrote in a request: found by keyed hash, so that nothing else is shown."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.queries import herkenbaar, stukken, vormen
from geholpen.domain.rechten.begrenzen import Rij
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.errors import Invalid

#: Values in one request.
HOOGSTENS = 10


@dataclass(frozen=True, slots=True)
class Herkend:
    """The rows, as a request keeps them, and what says nothing that we have."""

    rijen: tuple[Rij, ...]
    onbekend: tuple[str, ...]


@query(gegevens={G.TOESTEMMINGEN}, naam="Nagegaan of wij het adres of nummer hebben dat u in uw verzoek noemde")
def herken_rijen(ctx: Context, partij_id: UUID, waarden: Iterable[str]) -> Herkend:
    """Whether this customer has these; nothing else of what they have. Raises Invalid for too many at once.

    Somebody's secret address is not found: they choose it themselves, in Mijn.
    """
    return herken(partij_id, waarden)


def herken(partij_id: UUID, waarden: Iterable[str]) -> Herkend:
    """The same inside a door that reads limits."""
    gegeven = list(dict.fromkeys(stuk for regel in waarden if regel.strip() for stuk in stukken(regel)))
    if len(gegeven) > HOOGSTENS:
        raise Invalid("rijen", f"Schrijf hoogstens {HOOGSTENS} adressen en nummers op.")
    rijen: list[Rij] = []
    onbekend = []
    for waarde in gegeven:
        gevonden = _rows(partij_id, waarde)
        rijen += [{"soort": soort, "veld": "", "doel": str(rij), "tekst": waarde} for soort, rij in gevonden]
        if not gevonden:
            onbekend.append(waarde)
    return Herkend(tuple(rijen), tuple(onbekend))


def kept(partij_id: UUID, waarden: Iterable[str], geheel: Collection[int]) -> list[Rij]:
    """The rows of a request, but for categories asked for as a whole. Raises Invalid for what we do not have."""
    found = herken(partij_id, waarden)
    if found.onbekend:
        raise niet_gevonden(found.onbekend)
    return [rij for rij in found.rijen if rij["soort"] not in geheel]


def niet_gevonden(onbekend: Collection[str]) -> Invalid:
    """What to say of values that we do not have, or do not know as an address or number."""
    vreemd = [waarde for waarde in onbekend if not herkenbaar(waarde)]
    if vreemd:
        return Invalid(
            "rijen",
            f"Dit is geen nummer of adres dat wij herkennen: {', '.join(vreemd)}. Schrijf alleen het mailadres, het"
            " nummer, of de postcode met het huisnummer op, elk op een eigen regel.",
        )
    return Invalid(
        "rijen",
        f"Dit vonden wij niet bij deze klant: {', '.join(onbekend)}. Kijk of het goed is overgeschreven."
        " Een geheim adres of nummer kiest de klant zelf, in Mijn.",
    )


def _rows(partij_id: UUID, waarde: str) -> list[tuple[int, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT gegeven, rij FROM herken_rijen(%s, %s::jsonb)", [partij_id, json.dumps(vormen(waarde))])
        found: list[tuple[int, UUID]] = cursor.fetchall()
        return found
