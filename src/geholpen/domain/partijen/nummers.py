"""Numbers of customers in other registers: one kind of thing outside, two tables here, because a BSN is encrypted.

Two who write one number at the same time wait for each other (`claim`), so that looking whether it is there is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.partijen import sleutels, slot
from geholpen.domain.partijen.models import Burgerservicenummer, PartijIdentificator
from geholpen.domain.partijen.versleuteling import decrypt, encrypt
from geholpen.platform.errors import Invalid

BSN, KVK, VESTIGING = "bsn", "kvk_nummer", "vestigingsnummer"
_VELDEN = """id, partij_id, code_objecttype, code_register, code_soort_object_id, object_id, sub_identificator_van_id,
    andere_partij_identificator, versleuteld"""


@dataclass(frozen=True, slots=True)
class Nummer:
    """One number, of whatever kind."""

    id: UUID
    partij_id: UUID
    code_objecttype: str
    code_register: str
    code_soort_object_id: str
    object_id: str
    sub_identificator_van_id: UUID | None = None
    andere_partij_identificator: str = ""


def find(waar: str, *values: Any) -> list[Nummer]:
    """Numbers that meet this condition, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_VELDEN} FROM identificator WHERE {waar} ORDER BY verkregen_op, id", values)  # noqa: S608
        return [_nummer(*row) for row in cursor.fetchall()]


def _nummer(id: UUID, partij_id: UUID, *rest: Any) -> Nummer:
    *velden, versleuteld = rest
    if versleuteld is not None:
        velden[3] = decrypt(versleuteld, partij_id)
    return Nummer(id, partij_id, *velden)


def claim(waarden: Iterable[str]) -> None:
    """Wait until nobody else writes these numbers."""
    slot.claim("nummer", waarden)


def row(nummer: Nummer, herkomst: dict[str, Any]) -> Burgerservicenummer | PartijIdentificator:
    """The row that keeps it."""
    common: dict[str, Any] = {
        "id": nummer.id,
        "partij_id": nummer.partij_id,
        "sleutel": sleutels.registernummer(nummer.object_id),
        "sub_identificator_van_id": nummer.sub_identificator_van_id,
        "andere_partij_identificator": nummer.andere_partij_identificator,
        **herkomst,
    }
    if nummer.code_soort_object_id == BSN:
        return Burgerservicenummer(versleuteld=encrypt(nummer.object_id, nummer.partij_id), **common)
    return PartijIdentificator(
        code_objecttype=nummer.code_objecttype,
        code_register=nummer.code_register,
        code_soort_object_id=nummer.code_soort_object_id,
        object_id=nummer.object_id,
        **common,
    )


def changed(oud: Nummer, velden: Mapping[str, Any], partij_id: UUID | None = None) -> Nummer:
    """The number with what was given of it, of `partij_id` when that is given."""
    new: dict[str, Any] = dict(velden.get("partij_identificator") or {})
    if "sub_identificator_van" in velden:
        new["sub_identificator_van_id"] = velden["sub_identificator_van"]
    if "andere_partij_identificator" in velden:
        new["andere_partij_identificator"] = velden["andere_partij_identificator"]
    return replace(oud, partij_id=partij_id or oud.partij_id, **new)


def put(nummer: Nummer, herkomst: dict[str, Any], oud: Nummer | None = None) -> None:
    """Write it, in place of `oud` when there is one: that keeps its place in lists."""
    if oud is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT verkregen_op FROM identificator WHERE id = %s", [oud.id])
            herkomst = {**herkomst, "verkregen_op": cursor.fetchone()[0]}
        remove(oud)
    row(nummer, herkomst).save(force_insert=True)


def remove(nummer: Nummer) -> None:
    """Forget it."""
    table = Burgerservicenummer if nummer.code_soort_object_id == BSN else PartijIdentificator
    table._default_manager.filter(partij_id=nummer.partij_id, id=nummer.id).delete()


def check(nummer: Nummer, oud: Nummer | None, veld: str = "", *, bekend: bool = True) -> None:
    """Raises Invalid when this number cannot be kept; `veld` is where it stands in the input.

    `bekend`: it belongs to a customer, who has only one of a kind. What did not change is not looked at again.
    """
    if oud is not None and replace(nummer, andere_partij_identificator=oud.andere_partij_identificator) == oud:
        return
    _check_parent(nummer, veld)
    same = """sleutel = %s AND code_objecttype = %s AND code_register = %s AND code_soort_object_id = %s
        AND sub_identificator_van_id IS NOT DISTINCT FROM %s AND id <> %s"""
    codes = (nummer.code_objecttype, nummer.code_register, nummer.code_soort_object_id)
    if find(same, sleutels.registernummer(nummer.object_id), *codes, nummer.sub_identificator_van_id, nummer.id):
        raise Invalid(
            f"{veld}nonFieldErrors",
            "`PartijIdentificator` moet uniek zijn, er bestaat er al een met deze gegevenscombinatie.",
            "unique",
        )
    own = "partij_id = %s AND code_soort_object_id = %s AND id <> %s"
    if bekend and find(own, nummer.partij_id, nummer.code_soort_object_id, nummer.id):
        raise Invalid(f"{veld}nonFieldErrors", "Deze partij heeft al een identificator van deze soort.", "unique")
    if oud is not None and oud.code_soort_object_id != nummer.code_soort_object_id:
        check_children([oud.id], veld)


def _check_parent(nummer: Nummer, veld: str) -> None:
    parent = nummer.sub_identificator_van_id
    if parent is None:
        if nummer.code_soort_object_id == VESTIGING:
            raise Invalid(
                f"{veld}subIdentificatorVan",
                "Een vestigingsnummer hoort bij een identificator met een kvk_nummer. Geef die op.",
            )
        return
    found = find("id = %s", parent)
    if not found:
        raise Invalid(f"{veld}subIdentificatorVan.uuid", "PartijIdentificator object bestaat niet.")
    if parent == nummer.id or found[0].code_soort_object_id != KVK:
        raise Invalid(f"{veld}subIdentificatorVan", "Alleen een identificator met een kvk_nummer kan dit zijn.")


def check_children(ids: list[UUID], veld: str = "") -> None:
    """Raises Invalid when another number is still kept under one of these."""
    if ids and find("sub_identificator_van_id = ANY (%s::uuid[])", ids):
        raise Invalid(
            f"{veld}nonFieldErrors",
            "Onder deze identificator vallen nog andere. Verander of verwijder die eerst.",
        )
