"""DOOR. The resources of the standard as an application reads them: a page, or one, as JSON.

One door per resource, so that each says which data categories it touches. Every customer in the answer gets a line in
the processing log before the answer leaves the door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantinteracties import sql
from geholpen.domain.klantinteracties.nummers import open_nummers
from geholpen.domain.klantinteracties.samenstellen import Antwoord, Rij, compose
from geholpen.domain.klantinteracties.weergave import Weergave
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.domain.partijen.queries import registersleutel
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.hot import Hot


@dataclass(frozen=True, slots=True)
class Vraag:
    """Which rows of a resource, and how. `basis`: the address the resources begin with; `uitklap`: paths to expand."""

    basis: str
    filters: tuple[tuple[str, str], ...] = ()
    van: int = 0
    aantal: int = 100
    uitklap: tuple[str, ...] = ()


Deur = Callable[[Context, Vraag], Antwoord]


def _values(w: Weergave, vraag: Vraag) -> tuple[Any, ...]:
    """What the functions of a resource take. Numbers of registers travel as keyed hashes."""
    return (
        [naam for naam, _ in vraag.filters],
        [_value(w, naam, waarde) for naam, waarde in vraag.filters],
        vraag.van,
        vraag.aantal,
        vraag.basis,
        list(vraag.uitklap),
    )


def _value(w: Weergave, naam: str, waarde: str) -> str:
    found = w.filters.get(naam)
    return registersleutel(waarde).hex() if found and found.sleutel else waarde


def _deur(naam: str, gegevens: Iterable[int], wat: str) -> Deur:
    w = ALLE[naam]
    lees = f"SELECT pad, ouder, id, partij_id, doc FROM lees_{w.functie}(%s, %s, %s, %s, %s, %s)"

    def result(ctx: Context, rijen: list[Rij], vraag: Vraag) -> Antwoord:
        return compose(open_nummers(rijen), vraag.uitklap, {pad: u.veel for pad, u in w.uitklap.items()})

    def body(ctx: Context, vraag: Vraag) -> Antwoord:
        """A page of this resource."""
        with connection.cursor() as cursor:
            cursor.execute(lees, [*_values(w, vraag)])
            rows = cursor.fetchall()
        return result(ctx, [(p.encode(), _b(o), _b(i), _b(k), d.encode()) for p, o, i, k, d in rows], vraag)

    body.__name__ = body.__qualname__ = w.functie
    hot = Hot(f"register_{w.functie}({sql.TYPES})", lambda _ctx, vraag: _values(w, vraag), result, rijen=True)
    return query(gegevens=gegevens, naam=wat, betrokkenen=lambda a: a.partijen, hot=hot)(body)


def _b(id: UUID | None) -> bytes | None:
    return id.bytes if id else None


digitaleadressen = _deur("digitaleadressen", {G.CONTACTADRESSEN}, "Een applicatie las uw contactgegevens")
#: What a customer's record shows; what was said in a contact is in it for who expands that.
_PARTIJ = {
    G.NAAM,
    G.CONTACTADRESSEN,
    G.ADRES,
    G.BSN,
    G.RECHTSPERSOON,
    G.VERTEGENWOORDIGING,
    G.CONTACTHISTORIE,
    G.CONTACTINHOUD,
    G.DOCUMENTEN,
    G.FINANCIEEL,
    G.KANAALVOORKEUR,
    G.TAAL_EN_TOEGANKELIJKHEID,
    G.INTERNE_NOTITIE,
}
partijen = _deur("partijen", _PARTIJ, "Een applicatie las uw gegevens")
partij_identificatoren = _deur(
    "partij-identificatoren", {G.BSN, G.RECHTSPERSOON}, "Een applicatie las uw nummers in andere registers"
)
