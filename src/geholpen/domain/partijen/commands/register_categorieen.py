"""categorieen and categorie-relaties of the standard: other software puts customers in groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Categorie, CategorieRelatie
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, drop_owner, herkomst, lock, new_owner
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing


@command(
    may=may_connect,
    gegevens=(),
    naam="Een applicatie maakte een groep voor klanten",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_categorie(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """A new group."""
    return Gedaan(Categorie.objects.create(**velden).id)


@command(
    may=may_connect,
    gegevens=(),
    naam="Een applicatie wijzigde een groep voor klanten",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_categorie(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given of a group. Raises Missing."""
    if not Categorie.objects.filter(id=id).exists():
        raise Missing
    if velden:
        Categorie.objects.filter(id=id).update(**velden)
    return Gedaan(id)


@command(
    may=may_connect,
    gegevens={G.KANAALVOORKEUR},
    naam="Een applicatie verwijderde een groep voor klanten",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_categorie(ctx: Context, id: UUID) -> Gedaan:
    """Remove a group; who was in it was in none. Raises Missing."""
    if not Categorie.objects.filter(id=id).delete()[0]:
        raise Missing
    rijen = CategorieRelatie.objects.filter(categorie_id=id)
    partijen = frozenset(rijen.values_list("partij_id", flat=True))
    rijen.update(categorie_id=None)
    return Gedaan(id, partijen)


@command(
    may=may_connect,
    gegevens={G.KANAALVOORKEUR},
    naam="Een applicatie schreef op in welke groep u zit",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_categorie_relatie(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """Put a partij in a group, from today when nothing else is said. Raises Invalid for what is unknown."""
    partij_id = velden.get("partij")
    lock({"partij": partij_id})
    _check(velden)
    rij = CategorieRelatie(
        partij_id=partij_id or new_owner(ctx),
        los=partij_id is None,
        categorie_id=velden.get("categorie"),
        begin_datum=velden.get("begin_datum") or timezone.localdate(),
        eind_datum=velden.get("eind_datum"),
        **herkomst(ctx),
    )
    rij.save(force_insert=True)
    return Gedaan(rij.id, frozenset({rij.partij_id}))


@command(
    may=may_connect,
    gegevens={G.KANAALVOORKEUR},
    naam="Een applicatie wijzigde in welke groep u zit",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_categorie_relatie(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given. Raises Missing, and Invalid for what is unknown."""
    rij = _found(id)
    oud = rij.partij_id
    wil = velden.get("partij", None if rij.los else oud)
    lock({"partij": wil})
    _check(velden)
    nieuw = wil or (oud if rij.los else new_owner(ctx))
    given = {naam: velden[naam] for naam in ("begin_datum", "eind_datum") if naam in velden}
    if "categorie" in velden:
        given["categorie_id"] = velden["categorie"]
    CategorieRelatie.objects.filter(id=id).update(partij_id=nieuw, los=wil is None, **given)
    if nieuw != oud:
        drop_owner(oud)
    return Gedaan(id, frozenset({oud, nieuw}))


@command(
    may=may_connect,
    gegevens={G.KANAALVOORKEUR},
    naam="Een applicatie haalde u uit een groep",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_categorie_relatie(ctx: Context, id: UUID) -> Gedaan:
    """Forget that somebody was in a group. Raises Missing."""
    rij = _found(id)
    CategorieRelatie.objects.filter(id=id).delete()
    drop_owner(rij.partij_id)
    return Gedaan(id, frozenset({rij.partij_id}))


def _found(id: UUID) -> CategorieRelatie:
    rij = CategorieRelatie.objects.select_for_update().filter(id=id).first()
    if rij is None:
        raise Missing
    return rij


def _check(velden: Mapping[str, Any]) -> None:
    categorie = velden.get("categorie")
    if categorie and not Categorie.objects.filter(id=categorie).exists():
        raise Invalid("categorie.uuid", "Categorie object bestaat niet.")
