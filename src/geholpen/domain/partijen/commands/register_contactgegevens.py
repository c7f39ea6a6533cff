"""persoon and organisatie of the Contactgegevens interface: who somebody is, apart from any partij.

Each is a customer of kind `onbekend` of its own, with its data where a customer's data is, so that what holds for that
holds here. The desk does not find them: nobody said that it is somebody who contacts us.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import (
    Aanhef,
    Adres,
    Bestaan,
    Contactgegeven,
    Geboorte,
    Naam,
    Partij,
    SoortPartij,
)
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, herkomst, new_owner
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing

#: Per kind: in which tables its members are, and what they are called there.
_PLAATS: dict[str, dict[type[Model], dict[str, str]]] = {
    SoortPartij.PERSOON: {
        Naam: {"geslachtsnaam": "achternaam", "voorvoegsel": "voorvoegsel_achternaam", "voornamen": "voornaam"},
        Geboorte: {"geboortedatum": "geboortedatum", "overlijdensdatum": "overleden_op"},
        Aanhef: {"geslacht": "geslacht"},
    },
    SoortPartij.ORGANISATIE: {
        Naam: {"handelsnaam": "organisatienaam"},
        Bestaan: {"oprichtingsdatum": "opgericht_op", "opheffingsdatum": "opgeheven_op"},
    },
}
_PERSOON = {G.NAAM, G.GEBOORTEDATUM, G.GESLACHT, G.ADRES}
_ORGANISATIE = {G.NAAM, G.RECHTSPERSOON, G.ADRES}


@command(
    may=may_connect,
    gegevens=_PERSOON,
    naam="Een applicatie schreef uw naam, geboortedatum en adres op",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_persoon(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """A person, as other software knows them."""
    return _register(ctx, SoortPartij.PERSOON, velden)


@command(
    may=may_connect,
    gegevens=_PERSOON,
    naam="Een applicatie wijzigde uw naam, geboortedatum of adres",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_persoon(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given of a person. Raises Missing."""
    return _change(ctx, SoortPartij.PERSOON, id, velden)


@command(
    may=may_connect,
    gegevens=_PERSOON,
    naam="Een applicatie verwijderde uw naam, geboortedatum en adres",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_persoon(ctx: Context, id: UUID) -> Gedaan:
    """Forget a person. Raises Missing."""
    return _remove(SoortPartij.PERSOON, id)


@command(
    may=may_connect,
    gegevens=_ORGANISATIE,
    naam="Een applicatie schreef de naam en het adres van uw organisatie op",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_organisatie(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """An organisation, as other software knows it."""
    return _register(ctx, SoortPartij.ORGANISATIE, velden)


@command(
    may=may_connect,
    gegevens=_ORGANISATIE,
    naam="Een applicatie wijzigde de naam of het adres van uw organisatie",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_organisatie(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given of an organisation. Raises Missing."""
    return _change(ctx, SoortPartij.ORGANISATIE, id, velden)


@command(
    may=may_connect,
    gegevens=_ORGANISATIE,
    naam="Een applicatie verwijderde de naam en het adres van uw organisatie",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_organisatie(ctx: Context, id: UUID) -> Gedaan:
    """Forget an organisation. Raises Missing."""
    return _remove(SoortPartij.ORGANISATIE, id)


def _register(ctx: Context, soort: str, velden: Mapping[str, Any]) -> Gedaan:
    partij_id = new_owner(ctx)
    Contactgegeven.objects.create(partij_id=partij_id, soort=soort, **herkomst(ctx))
    _write(ctx, soort, partij_id, velden)
    return Gedaan(partij_id, frozenset({partij_id}))


def _change(ctx: Context, soort: str, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    _found(soort, id)
    _write(ctx, soort, id, velden)
    return Gedaan(id, frozenset({id}))


def _remove(soort: str, id: UUID) -> Gedaan:
    _found(soort, id)
    everything: tuple[type[Model], ...] = (*_PLAATS[soort], Adres, Contactgegeven, Partij)
    for model in everything:
        model._default_manager.filter(partij_id=id).delete()
    return Gedaan(id, frozenset({id}))


def _found(soort: str, id: UUID) -> None:
    if not Contactgegeven.objects.select_for_update().filter(partij_id=id, soort=soort).exists():
        raise Missing


def _write(ctx: Context, soort: str, partij_id: UUID, velden: Mapping[str, Any]) -> None:
    eigen = {"partij_id": partij_id, **herkomst(ctx)}
    for model, namen in _PLAATS[soort].items():
        given = {kolom: _value(kolom, velden[naam]) for naam, kolom in namen.items() if naam in velden}
        rows = model._default_manager.filter(partij_id=partij_id)
        if given and not rows.update(**given):
            model._default_manager.create(**given, **eigen)
    if "adres" in velden:  # a group: replaced as a whole
        Adres.objects.filter(partij_id=partij_id).delete()
        if velden["adres"]:
            Adres.objects.create(**{"land": "", **velden["adres"]}, **eigen)


def _value(kolom: str, value: Any) -> Any:
    """A date of birth is kept as text, because a registered one can have unknown parts."""
    return value.isoformat() if kolom == "geboortedatum" and isinstance(value, date) else value
