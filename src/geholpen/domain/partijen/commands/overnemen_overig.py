"""Take over groups, and persoon and organisatie of the Contactgegevens interface; many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.commands.overnemen_partijen import ADRES, NAAM, add_nobodies, adres_kolommen
from geholpen.domain.partijen.commands.register_contactgegevens import change_organisatie, change_persoon
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import herkomst
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen


@command(
    may=may_intake,
    voor="overnemen",
    naam="De groepen van klanten zijn overgenomen uit een ander systeem",
    gegevens=(),
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_categorieen(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place groups. They hold no customers by themselves."""
    insert_many(
        "categorie",
        ("id", "naam", "aangemaakt_op"),
        ((r.id, r.velden["naam"], r.op) for r in regels),
        conflict="(id) DO UPDATE SET naam = excluded.naam",
    )
    return Geplaatst()


@command(
    may=may_intake,
    voor="overnemen",
    naam="Uw naam, geboortedatum en adres zijn overgenomen uit een ander systeem",
    gegevens={G.NAAM, G.GEBOORTEDATUM, G.GESLACHT, G.ADRES},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_personen(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place people of the Contactgegevens interface."""
    uit, nieuw, bekend = _begin(ctx, "persoon", regels)
    van = herkomst(ctx)
    insert_many(
        "geboorte",
        ("partij_id", "geboortedatum", "overleden_op", *HERKOMST),
        (
            (r.id, str(r.velden["geboortedatum"]), r.velden.get("overlijdensdatum"), *r.stempel(van))
            for r in nieuw
            if r.velden.get("geboortedatum")
        ),
    )
    insert_many(
        "aanhef",
        ("partij_id", "geslacht", "aanhef", *HERKOMST),
        ((r.id, r.velden["geslacht"], "", *r.stempel(van)) for r in nieuw if r.velden.get("geslacht")),
    )
    overnemen.change_each(lambda r: body(change_persoon)(ctx, r.id, r.velden), bekend, uit)
    return uit


@command(
    may=may_intake,
    voor="overnemen",
    naam="De naam en het adres van uw organisatie zijn overgenomen uit een ander systeem",
    gegevens={G.NAAM, G.RECHTSPERSOON, G.ADRES},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_organisaties(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place organisations of the Contactgegevens interface."""
    uit, nieuw, bekend = _begin(ctx, "organisatie", regels)
    van = herkomst(ctx)
    insert_many(
        "bestaan",
        ("partij_id", "opgericht_op", "opgeheven_op", *HERKOMST),
        (
            (r.id, r.velden.get("oprichtingsdatum"), r.velden.get("opheffingsdatum"), *r.stempel(van))
            for r in nieuw
            if r.velden.get("oprichtingsdatum") or r.velden.get("opheffingsdatum")
        ),
    )
    overnemen.change_each(lambda r: body(change_organisatie)(ctx, r.id, r.velden), bekend, uit)
    return uit


def _begin(
    ctx: Context, soort: str, regels: Sequence[Overgenomen]
) -> tuple[Geplaatst, list[Overgenomen], list[Overgenomen]]:
    """What both kinds have: that they are one, a name and an address."""
    nieuw, bekend = overnemen.split("contactgegeven", regels, "partij_id")
    van = herkomst(ctx)
    add_nobodies([(r.id, r) for r in nieuw], van)
    insert_many("contactgegeven", ("partij_id", "soort", *HERKOMST), ((r.id, soort, *r.stempel(van)) for r in nieuw))
    insert_many("naam", ("partij_id", *NAAM, *HERKOMST), ((r.id, *_naam(r), *r.stempel(van)) for r in nieuw))
    insert_many(
        "adres",
        ("partij_id", "id", "soort", "briefadres", "geheim", *ADRES, *HERKOMST),
        (
            (r.id, uuid7(), "bezoekadres", False, False, *adres_kolommen(r.velden["adres"]), *r.stempel(van))
            for r in nieuw
            if any((r.velden.get("adres") or {}).values())
        ),
    )
    return Geplaatst({r.id for r in nieuw}), nieuw, bekend


def _naam(r: Overgenomen) -> Iterator[Any]:
    v = r.velden
    given = {
        "voornaam": v.get("voornamen"),
        "voorvoegsel_achternaam": v.get("voorvoegsel"),
        "achternaam": v.get("geslachtsnaam"),
        "organisatienaam": v.get("handelsnaam"),
    }
    return (given.get(deel) or "" for deel in NAAM)
