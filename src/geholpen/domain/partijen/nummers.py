"""Numbers of customers in other registers: one kind of thing outside, two tables here, because a BSN is encrypted.

Two who write one number at the same time wait for each other (`claim`), so that looking whether it is there is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_noop

from geholpen.domain.partijen import sleutels, slot
from geholpen.domain.partijen.models import Burgerservicenummer, PartijIdentificator
from geholpen.domain.partijen.versleuteling import decrypt, encrypt
from geholpen.platform.errors import Invalid

BSN, KVK, VESTIGING = "bsn", "kvk_nummer", "vestigingsnummer"
#: The standard's name for a fault of the whole, and its sentences: software compares them.
_SAMEN = "__all__"
_DUBBEL = gettext_noop("`PartijIdentificator` moet uniek zijn, er bestaat er al een met deze gegevenscombinatie.")
_TWEEDE = gettext_noop("`CodeSoortObjectId` moet uniek zijn voor de Partij.")
_TWEEDE_IN_LIJST = gettext_noop("Partij identificator met deze Partij en Soort object ID bestaat al.")
_VERPLICHT = gettext_noop(
    "Voor een PartijIdentificator met codeSoortObjectId = `vestigingsnummer` is het verplicht om een"
    " `sub_identifier_van` met codeSoortObjectId = `kvk_nummer` te kiezen."
)
_ALLEEN_KVK = gettext_noop(
    "Het is alleen mogelijk om een subIdentifierVan te selecteren met codeSoortObjectId = `kvk_nummer`."
)
_BLIJFT = gettext_noop(
    "Het is niet mogelijk om de codeSoortObjectId van deze PartijIdentificator te wijzigen, omdat er andere"
    " PartijIdentificatoren aan gekoppeld zijn."
)
_WORDT_GEBRUIKT = gettext_noop(
    "Cannot delete some instances of model 'PartijIdentificator' because they are referenced through protected foreign"
    " keys: 'PartijIdentificator.sub_identificator_van'."
)
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
    if oud is not None and oud.code_soort_object_id != nummer.code_soort_object_id and _under([oud.id]):
        raise Invalid(f"{veld}partijIdentificatorCodeSoortObjectId", _BLIJFT)
    double, second = _is_double(nummer), bekend and _is_second(nummer)
    if veld and double:
        raise Invalid(_SAMEN, _DUBBEL)
    if veld and second:
        raise Invalid(_SAMEN, _TWEEDE_IN_LIJST, "unique_together")
    faults = [Invalid(_SAMEN, text) for text, is_so in ((_TWEEDE, second), (_DUBBEL, double)) if is_so]
    if faults:
        raise Invalid.several(faults)


def _is_double(nummer: Nummer) -> bool:
    same = """sleutel = %s AND code_objecttype = %s AND code_register = %s AND code_soort_object_id = %s
        AND sub_identificator_van_id IS NOT DISTINCT FROM %s AND id <> %s"""
    codes = (nummer.code_objecttype, nummer.code_register, nummer.code_soort_object_id)
    key = sleutels.registernummer(nummer.object_id)
    return bool(find(same, key, *codes, nummer.sub_identificator_van_id, nummer.id))


def _is_second(nummer: Nummer) -> bool:
    own = "partij_id = %s AND code_soort_object_id = %s AND id <> %s"
    return bool(find(own, nummer.partij_id, nummer.code_soort_object_id, nummer.id))


def _check_parent(nummer: Nummer, veld: str) -> None:
    parent = nummer.sub_identificator_van_id
    if parent is None:
        if nummer.code_soort_object_id == VESTIGING:
            raise Invalid(f"{veld}subIdentificatorVan", _VERPLICHT)
        return
    found = find("id = %s", parent)
    if not found:
        raise Invalid(f"{veld}subIdentificatorVan.uuid", "PartijIdentificator object bestaat niet.")
    if parent == nummer.id:
        raise Invalid(f"{veld}subIdentificatorVan", "Kan zichzelf niet selecteren als `sub_identificator_van`.")
    if found[0].code_soort_object_id != KVK:
        raise Invalid(f"{veld}subIdentificatorVan", _ALLEEN_KVK)


def check_removal(ids: list[UUID]) -> None:
    """Raises Invalid when another number is still kept under one of these."""
    if ids and _under(ids):
        raise Invalid("nonFieldErrors", _WORDT_GEBRUIKT)


def _under(ids: list[UUID]) -> list[Nummer]:
    return find("sub_identificator_van_id = ANY (%s::uuid[])", ids)
