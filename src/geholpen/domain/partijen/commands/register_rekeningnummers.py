"""rekeningnummers of the standard: other software records a bank account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Partij, Rekeningnummer
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, check_used, drop_owner, herkomst, lock, new_owner
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing

VELDEN = ("iban", "bic")


@command(
    may=may_connect,
    gegevens={G.FINANCIEEL},
    naam="Een applicatie schreef een rekeningnummer van u op",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_rekeningnummer(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """Record an account, of a partij or of nobody yet. Raises Invalid for an unknown partij."""
    partij_id = velden.get("partij")
    lock({"partij": partij_id})
    rij = Rekeningnummer(
        partij_id=partij_id or new_owner(ctx),
        los=partij_id is None,
        **{naam: velden[naam] for naam in VELDEN if naam in velden},
        **herkomst(ctx),
    )
    rij.save(force_insert=True)
    check_used(rij.partij_id, rij.id, "iban")
    return Gedaan(rij.id, frozenset({rij.partij_id}))


@command(
    may=may_connect,
    gegevens={G.FINANCIEEL},
    naam="Een applicatie wijzigde een rekeningnummer van u",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_rekeningnummer(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given of an account. Raises Missing, and Invalid for an unknown partij."""
    rij = _found(id)
    oud = rij.partij_id
    wil = velden.get("partij", None if rij.los else oud)
    lock({"partij": wil})
    nieuw = wil or (oud if rij.los else new_owner(ctx))
    given = {naam: velden[naam] for naam in VELDEN if naam in velden}
    Rekeningnummer.objects.filter(id=id).update(partij_id=nieuw, los=wil is None, **given)
    check_used(nieuw, id, "iban")
    if nieuw != oud:
        _leave(id, oud)
    return Gedaan(id, frozenset({oud, nieuw}))


@command(
    may=may_connect,
    gegevens={G.FINANCIEEL},
    naam="Een applicatie verwijderde een rekeningnummer van u",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_rekeningnummer(ctx: Context, id: UUID) -> Gedaan:
    """Forget an account. Raises Missing."""
    rij = _found(id)
    Rekeningnummer.objects.filter(id=id).delete()
    _leave(id, rij.partij_id)
    return Gedaan(id, frozenset({rij.partij_id}))


def _found(id: UUID) -> Rekeningnummer:
    rij = Rekeningnummer.objects.select_for_update().filter(id=id).first()
    if rij is None:
        raise Missing
    return rij


def _leave(id: UUID, partij_id: UUID) -> None:
    """It is no longer of this customer: not what they prefer, and perhaps all there was of somebody unknown."""
    Partij.objects.filter(partij_id=partij_id, voorkeurs_rekeningnummer_id=id).update(voorkeurs_rekeningnummer_id=None)
    drop_owner(partij_id)
