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
from geholpen.domain.klantinteracties import klantbeelden as klantbeeld
from geholpen.domain.klantinteracties import sql
from geholpen.domain.klantinteracties.klantbeelden import VanWie
from geholpen.domain.klantinteracties.nummers import open_nummers
from geholpen.domain.klantinteracties.samenstellen import Antwoord, Rij, compose
from geholpen.domain.klantinteracties.weergave import Weergave
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.domain.partijen.queries import registersleutel
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid
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


def _deur(naam: str, gegevens: Iterable[int], wat: str, toevoeging: str = "") -> Deur:
    """The door of a resource; `toevoeging` tells two doors of one resource apart."""
    w = ALLE[naam]
    lees = f"SELECT pad, ouder, id, partij_id, doc FROM lees_{w.functie}(%s, %s, %s, %s, %s, %s)"

    def result(ctx: Context, rijen: list[Rij], vraag: Vraag) -> Antwoord:
        return compose(open_nummers(ctx, rijen), vraag.uitklap, {pad: u.veel for pad, u in w.uitklap.items()})

    def body(ctx: Context, vraag: Vraag) -> Antwoord:
        """A page of this resource."""
        with connection.cursor() as cursor:
            cursor.execute(lees, [*_values(w, vraag)])
            rows = cursor.fetchall()
        return result(ctx, [(p.encode(), _b(o), _b(i), _b(k), d.encode()) for p, o, i, k, d in rows], vraag)

    body.__name__ = body.__qualname__ = w.functie + toevoeging
    hot = Hot(f"register_{w.functie}({sql.TYPES})", lambda _ctx, vraag: _values(w, vraag), result, rijen=True)
    return query(gegevens=gegevens, naam=wat, betrokkenen=lambda a: a.partijen, hot=hot)(body)


def _b(id: UUID | None) -> bytes | None:
    return id.bytes if id else None


digitaleadressen = _deur("digitaleadressen", {G.CONTACTADRESSEN}, "Een applicatie las uw contactgegevens")
#: For who asks by a number of the customer, or for the contact in which the address was given.
digitaleadressen_ruim = _deur(
    "digitaleadressen",
    {
        G.CONTACTADRESSEN,
        G.NAAM,
        G.ADRES,
        G.BSN,
        G.RECHTSPERSOON,
        G.CONTACTHISTORIE,
        G.CONTACTINHOUD,
        G.DOCUMENTEN,
    },
    "Een applicatie las uw contactgegevens en het contact waarin u ze gaf",
    "_ruim",
)
#: What a customer's record shows.
_PARTIJ = {
    G.NAAM,
    G.CONTACTADRESSEN,
    G.ADRES,
    G.BSN,
    G.RECHTSPERSOON,
    G.VERTEGENWOORDIGING,
    G.CONTACTHISTORIE,
    G.FINANCIEEL,
    G.KANAALVOORKEUR,
    G.TAAL_EN_TOEGANKELIJKHEID,
    G.INTERNE_NOTITIE,
}
partijen = _deur("partijen", _PARTIJ, "Een applicatie las uw gegevens")
partijen_met_contacten = _deur(
    "partijen",
    _PARTIJ | {G.CONTACTINHOUD, G.DOCUMENTEN},
    "Een applicatie las uw gegevens en uw contact met ons",
    "_met_contacten",
)
partij_identificatoren = _deur(
    "partij-identificatoren", {G.BSN, G.RECHTSPERSOON}, "Een applicatie las uw nummers in andere registers"
)
#: A contact shows who took part and which addresses they gave; with expand, in full.
_CONTACT = {
    G.CONTACTHISTORIE,
    G.CONTACTINHOUD,
    G.NAAM,
    G.ADRES,
    G.CONTACTADRESSEN,
    G.DOCUMENTEN,
    G.BSN,
    G.RECHTSPERSOON,
}
klantcontacten = _deur("klantcontacten", _PARTIJ | _CONTACT, "Een applicatie las over contact met u")
betrokkenen = _deur(
    "betrokkenen",
    {G.CONTACTHISTORIE, G.NAAM, G.ADRES, G.CONTACTADRESSEN, G.BSN, G.RECHTSPERSOON},
    "Een applicatie las wie er bij een contact was",
)
rekeningnummers = _deur("rekeningnummers", {G.FINANCIEEL}, "Een applicatie las uw rekeningnummers")
vertegenwoordigingen = _deur("vertegenwoordigingen", {G.VERTEGENWOORDIGING}, "Een applicatie las wie voor wie optreedt")
categorieen = _deur("categorieen", (), "Een applicatie las de groepen voor klanten")
categorie_relaties = _deur("categorie-relaties", {G.KANAALVOORKEUR}, "Een applicatie las in welke groepen u zit")
persoon = _deur(
    "persoon", {G.NAAM, G.GEBOORTEDATUM, G.GESLACHT, G.ADRES}, "Een applicatie las uw naam, geboortedatum en adres"
)
organisatie = _deur(
    "organisatie", {G.NAAM, G.RECHTSPERSOON, G.ADRES}, "Een applicatie las de naam en het adres van uw organisatie"
)


@query(
    gegevens={G.CONTACTHISTORIE, G.CONTACTADRESSEN},
    naam="Opgezocht bij wie een contact hoort",
    betrokkenen=lambda eigenaar: [eigenaar] if eigenaar else [],
)
def eigenaar_van_contact(ctx: Context, betrokkene: UUID | None, adres: UUID | None) -> UUID | None:
    """Whose contact this betrokkene, or else the one who gave this digitaal adres, took part in.

    None for an address that nobody gave in a contact. Raises Invalid for a betrokkene that is not there.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.partij_id FROM betrokkene b"
            " WHERE b.id = coalesce(%s, (SELECT d.betrokkene_id FROM digitaal_adres d WHERE d.id = %s))",
            [betrokkene, adres],
        )
        row = cursor.fetchone()
    if betrokkene and row is None:
        raise Invalid("verstrektDoorBetrokkene.uuid", "Betrokkene object bestaat niet.")
    return row[0] if row else None


actoren = _deur("actoren", (), "Een applicatie las wie er bij ons werkt")
actorklantcontacten = _deur("actorklantcontacten", {G.CONTACTHISTORIE}, "Een applicatie las wie contact met u had")
onderwerpobjecten = _deur("onderwerpobjecten", {G.CONTACTHISTORIE}, "Een applicatie las waar uw contact over ging")
bijlagen = _deur("bijlagen", {G.CONTACTHISTORIE, G.DOCUMENTEN}, "Een applicatie las welk document bij uw contact hoort")
internetaken = _deur("internetaken", {G.CONTACTHISTORIE, G.CONTACTINHOUD}, "Een applicatie las wat wij u beloofden")


@query(
    gegevens=_PARTIJ | _CONTACT,
    naam="Een applicatie las uw gegevens, uw laatste contacten en wat wij u beloofden",
    betrokkenen=lambda a: a.partijen,
    hot=Hot(f"register_klantbeelden({klantbeeld.TYPES})", klantbeeld.values, klantbeeld.result, rijen=True),
)
def klantbeelden(ctx: Context, wie: VanWie) -> Antwoord:
    """Everything of a customer: record, numbers, addresses, last contacts and open tasks."""
    return klantbeeld.read(ctx, wie)


@catalogue
def leden(naam: str) -> tuple[str, ...]:
    """The members that a resource shows, in order."""
    return tuple(lid for lid, _ in ALLE[naam].velden)


@catalogue
def uitklappen(naam: str) -> dict[str, tuple[str, bool]]:
    """What a resource can show in full: by path the resource that it is, and whether there may be more of them."""
    return {pad: (u.doel, u.veel) for pad, u in ALLE[naam].uitklap.items()}
