"""betrokkenen of the standard: other software says who took part in a contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import models as m
from geholpen.domain.klantcontacten.commands import register_hot
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.klantcontacten.register import (
    ADRESSEN,
    Gedaan,
    Plek,
    adres_rows,
    betrokkene_rows,
    document_of,
    naam_of,
    settle,
)
from geholpen.domain.partijen.commands import forget_contactadressen, move_contactadressen
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.NAAM, G.ADRES},
    naam="Een applicatie legde vast dat u bij een contact was",
    betrokkenen=lambda gedaan: gedaan.partijen,
    hot=register_hot.BETROKKENE,
)
def register_betrokkene(ctx: Context, gegevens: Mapping[str, Any], basis: str) -> Gedaan:
    """Record who took part; a contact that was nobody's becomes that of the customer who is named. Raises Invalid."""
    contact_id, wie = gegevens["had_klantcontact"], gegevens.get("was_partij")
    plek = settle(ctx, contact_id, wie)
    id, rijen = betrokkene_rows(ctx, plek, contact_id, gegevens)
    prepared.insert(*rijen)
    return Gedaan(id, frozenset({plek.partij_id, wie or plek.partij_id}), document_of("betrokkenen", id, basis))


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.NAAM, G.ADRES},
    naam="Een applicatie wijzigde wie er bij een contact met u was",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_betrokkene(ctx: Context, id: UUID, gegevens: Mapping[str, Any]) -> Gedaan:
    """Change what is given of somebody who took part. Raises Missing and Invalid."""
    rij = _found(id)
    contact_id = gegevens.get("had_klantcontact", rij.klantcontact_id)
    plek = settle(ctx, contact_id, gegevens.get("was_partij"))
    if contact_id != rij.klantcontact_id:
        _move(ctx, id, contact_id, plek)
    values = {naam: gegevens[naam] for naam in ("rol", "initiator") if naam in gegevens}
    if "was_partij" in gegevens:
        values["was_partij_id"] = gegevens["was_partij"]
    if values:
        m.Betrokkene.objects.filter(partij_id=plek.partij_id, id=id).update(**values)
    _change_naam(ctx, plek, id, naam_of(gegevens))
    for soort in ADRESSEN:
        if soort in gegevens:
            m.BetrokkeneAdres.objects.filter(partij_id=plek.partij_id, betrokkene_id=id, soort=soort).delete()
            prepared.insert(*adres_rows(id, soort, gegevens[soort], plek.eigen(ctx)))
    return Gedaan(id, frozenset({plek.partij_id, rij.was_partij_id or plek.partij_id}))


def _found(id: UUID) -> m.Betrokkene:
    rij = m.Betrokkene.objects.select_for_update().filter(id=id).first()
    if rij is None:
        raise Missing
    return rij


def _move(ctx: Context, id: UUID, contact_id: UUID, plek: Plek) -> None:
    """Somebody was at another contact, maybe of another customer: everything about them goes there."""
    keys = {"partij_id": plek.partij_id, "klantvraag_id": plek.klantvraag_id, "verkregen_voor": plek.voor}
    m.Betrokkene.objects.filter(id=id).update(klantcontact_id=contact_id, **keys)
    m.BetrokkeneNaam.objects.filter(id=id).update(**keys)
    m.BetrokkeneAdres.objects.filter(betrokkene_id=id).update(**keys)
    move_contactadressen(ctx, [id], plek.partij_id)


def _change_naam(ctx: Context, plek: Plek, id: UUID, naam: dict[str, str]) -> None:
    if not naam:
        return
    changed = m.BetrokkeneNaam.objects.filter(partij_id=plek.partij_id, id=id).update(**naam)
    if not changed and any(naam.values()):
        prepared.insert(m.BetrokkeneNaam(id=id, **naam, **plek.eigen(ctx)))


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.NAAM, G.ADRES, G.CONTACTADRESSEN},
    naam="Een applicatie verwijderde wie er bij een contact met u was",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_betrokkene(ctx: Context, id: UUID) -> Gedaan:
    """Forget that somebody took part, with the name and addresses they gave for this contact. Raises Missing."""
    rij = _found(id)
    forget_contactadressen(ctx, [id])
    m.BetrokkeneNaam.objects.filter(partij_id=rij.partij_id, id=id).delete()
    m.BetrokkeneAdres.objects.filter(partij_id=rij.partij_id, betrokkene_id=id).delete()
    m.Betrokkene.objects.filter(partij_id=rij.partij_id, id=id).delete()
    return Gedaan(id, frozenset({rij.partij_id, rij.was_partij_id or rij.partij_id}))
