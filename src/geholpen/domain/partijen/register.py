"""What the commands of the register share: rows that belong to nobody, and customers that callers name.

Every row belongs to one customer. What belongs to nobody yet is kept by a customer of kind `onbekend` of its own, that
goes when the row goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.models import Partij, PartijOpzoek, SoortPartij
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What a command of the register made or changed, and whom it concerned."""

    id: UUID
    partijen: frozenset[UUID] = frozenset()


def herkomst(ctx: Context) -> dict[str, Any]:
    """Provenance of what other software says about somebody: every subject may use it."""
    return ctx.herkomst(activiteit_nummer("contactgegevens"))


def nobody(ctx: Context) -> Partij:
    """A new customer of kind `onbekend`, not written yet."""
    return prepared.row(Partij, soort_partij=SoortPartij.ONBEKEND, **herkomst(ctx))


def new_owner(ctx: Context) -> UUID:
    """A customer nobody knows, for a row that belongs to nobody."""
    partij = nobody(ctx)
    prepared.insert(partij)
    return partij.partij_id


def drop_owner(partij_id: UUID) -> None:
    """Remove a customer of kind `onbekend` when nothing is left of them."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            Partij.objects.filter(partij_id=partij_id, soort_partij=SoortPartij.ONBEKEND).delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # is anything left? every foreign key is asked now
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        return


def lock(partijen: Mapping[str, UUID | None]) -> None:
    """Wait until nobody else changes these customers, by the name of the member that refers to each.

    Raises Invalid when a caller may not know one of them.
    """
    ids = sorted({id for id in partijen.values() if id})
    rows = Partij.objects.exclude(soort_partij=SoortPartij.ONBEKEND).filter(partij_id__in=ids).order_by("partij_id")
    known = set(rows.select_for_update().values_list("partij_id", flat=True)) if ids else set()
    missing = [veld for veld, id in partijen.items() if id and id not in known]
    if missing:
        raise Invalid.several([Invalid(f"{veld}.uuid", "Partij object bestaat niet.") for veld in missing])


def check_used(partij_id: UUID, id: UUID, veld: str) -> None:
    """Raises Invalid when this row says what the customer asked not to use; nothing of it is kept then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (buiten_gebruik(%s))", [id, partij_id])
        if cursor.fetchone()[0]:
            raise Invalid(veld, "De klant vroeg ons om dit niet te gebruiken. Het is niet bewaard.", "restricted")


def change_keys(partij_id: UUID, weg: Iterable[bytes], erbij: Iterable[bytes]) -> None:
    """Let a customer be found by other search keys than before."""
    oud, nieuw = set(weg), set(erbij)
    if oud - nieuw:
        with connection.cursor() as cursor:
            cursor.execute("SELECT vergeet_zoeksleutels(%s, %s::bytea[])", [partij_id, list(oud - nieuw)])
    if nieuw - oud:
        rows = [PartijOpzoek(sleutel=sleutel, partij_id=partij_id) for sleutel in nieuw - oud]
        PartijOpzoek.objects.bulk_create(rows, ignore_conflicts=True)
