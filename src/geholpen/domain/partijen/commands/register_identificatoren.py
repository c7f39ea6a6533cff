"""partij-identificatoren of the standard: numbers of customers in other registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import nummers
from geholpen.domain.partijen.models import Partij, SoortPartij
from geholpen.domain.partijen.nummers import Nummer
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, change_keys, drop_owner, herkomst, lock, new_owner
from geholpen.domain.partijen.zoeksleutels import keys_of
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing
from geholpen.platform.models import uuid7

#: Which search keys somebody has follows from these too: the door looks at them when a number changes hands.
_SLEUTELS = {G.NAAM, G.ADRES, G.CONTACTADRESSEN}


@command(
    may=may_connect,
    gegevens={G.BSN, G.RECHTSPERSOON},
    leest=_SLEUTELS,
    naam="Een applicatie legde een nummer van u in een ander register vast",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_identificator(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """Record a number. It may belong to nobody yet. Raises Invalid for what cannot be, or is there already."""
    groep, partij_id = velden["partij_identificator"], velden.get("identificeerde_partij")
    if partij_id:
        lock({"identificeerdePartij": partij_id})
    nummers.claim([groep["object_id"]])
    nummer = Nummer(
        id=velden.get("uuid") or uuid7(),
        partij_id=partij_id or new_owner(ctx),
        sub_identificator_van_id=velden.get("sub_identificator_van"),
        andere_partij_identificator=velden.get("andere_partij_identificator", ""),
        **groep,
    )
    nummers.check(nummer, None, bekend=partij_id is not None)
    before = keys_of(nummer.partij_id)
    nummers.put(nummer, herkomst(ctx))
    change_keys(nummer.partij_id, before, keys_of(nummer.partij_id))
    return Gedaan(nummer.id, frozenset({nummer.partij_id}))


@command(
    may=may_connect,
    gegevens={G.BSN, G.RECHTSPERSOON},
    leest=_SLEUTELS,
    naam="Een applicatie wijzigde een nummer van u in een ander register",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_identificator(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given; the number itself is given as a whole. Raises Missing and Invalid."""
    oud = _found(id)
    known = not Partij.objects.filter(partij_id=oud.partij_id, soort_partij=SoortPartij.ONBEKEND).exists()
    wil = velden.get("identificeerde_partij", oud.partij_id if known else None)
    lock({"identificeerdePartij": wil})
    nummer = nummers.changed(oud, velden)
    nummers.claim([oud.object_id, nummer.object_id])
    nummer = replace(nummer, partij_id=wil or (new_owner(ctx) if known else oud.partij_id))
    nummers.check(nummer, oud, bekend=wil is not None)
    both = {oud.partij_id, nummer.partij_id}
    before = {who: keys_of(who) for who in both}
    nummers.put(nummer, herkomst(ctx), oud)
    for who in both:
        change_keys(who, before[who], keys_of(who))
    if nummer.partij_id != oud.partij_id:
        drop_owner(oud.partij_id)
    return Gedaan(id, frozenset(both))


@command(
    may=may_connect,
    gegevens={G.BSN, G.RECHTSPERSOON},
    leest=_SLEUTELS,
    naam="Een applicatie verwijderde een nummer van u in een ander register",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_identificator(ctx: Context, id: UUID) -> Gedaan:
    """Forget a number. Raises Missing, and Invalid when another is kept under it."""
    oud = _found(id)
    nummers.check_removal([id])
    before = keys_of(oud.partij_id)
    nummers.remove(oud)
    change_keys(oud.partij_id, before, keys_of(oud.partij_id))
    drop_owner(oud.partij_id)
    return Gedaan(id, frozenset({oud.partij_id}))


def _found(id: UUID) -> Nummer:
    found = nummers.find("id = %s", id)
    if not found:
        raise Missing
    return found[0]
