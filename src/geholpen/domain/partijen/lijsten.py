"""The lists in a customer of the standard: addresses, accounts and numbers that are theirs, and no others.

An address or account that is no longer named loses its customer: it becomes `los` and is nobody's standard. A number
that is no longer named is removed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from geholpen.domain.partijen import nummers
from geholpen.domain.partijen.models import DigitaalAdres, Partij, Rekeningnummer
from geholpen.domain.partijen.nummers import Nummer
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

#: What the standard calls the members that name the preferred one.
_EEN = {"voorkeurs_digitaal_adres": "voorkeursDigitaalAdres", "voorkeurs_rekeningnummer": "voorkeursRekeningnummer"}
#: Said when one is preferred and the list is given empty.
_LEEG = {
    "voorkeurs_digitaal_adres": gettext_noop(
        "voorkeursDigitaalAdres mag niet meegegeven worden als digitaleAdressen leeg is."
    ),
    "voorkeurs_rekeningnummer": gettext_noop(
        "voorkeursRekeningnummer mag niet meegegeven worden als rekeningnummers leeg is."
    ),
}
#: list in the input → (table, the member that names the preferred one, its column, what it is called in a fault)
_GEDEELD: dict[str, tuple[Any, str, str, str, str]] = {
    "digitale_adressen": (
        DigitaalAdres,
        "voorkeurs_digitaal_adres",
        "voorkeurs_digitaal_adres_id",
        "digitaleAdressen",
        "DigitaalAdres object bestaat niet.",
    ),
    "rekeningnummers": (
        Rekeningnummer,
        "voorkeurs_rekeningnummer",
        "voorkeurs_rekeningnummer_id",
        "rekeningnummers",
        "Rekeningnummer object bestaat niet.",
    ),
}


def owners(velden: Mapping[str, Any]) -> set[UUID]:
    """Whose the addresses, accounts and numbers are now that these lists name."""
    found: set[UUID] = set()
    for lijst, (model, *_rest) in _GEDEELD.items():
        if velden.get(lijst):
            found.update(model.objects.filter(id__in=velden[lijst]).values_list("partij_id", flat=True))
    ids = [item["uuid"] for item in velden.get("partij_identificatoren") or () if "uuid" in item]
    if ids:
        found.update(nummer.partij_id for nummer in nummers.find("id = ANY (%s::uuid[])", ids))
    return found


def write(partij: Partij, velden: Mapping[str, Any], *, nieuw: bool) -> None:
    """Write the lists and preferences that are given."""
    for lijst, (model, voorkeur, kolom, naam, onbekend) in _GEDEELD.items():
        if lijst not in velden and velden.get(voorkeur) is None:
            if voorkeur in velden:
                setattr(partij, kolom, None)
            continue
        if lijst in velden:
            _link(model, partij.partij_id, velden[lijst] or [], naam, onbekend)
        own = set(model.objects.filter(partij_id=partij.partij_id, los=False).values_list("id", flat=True))
        if velden.get(voorkeur) is not None:
            if not nieuw and lijst in velden and not velden[lijst]:
                raise Invalid(_EEN[voorkeur], _LEEG[voorkeur])
            _check_preferred(voorkeur, velden[voorkeur], own)
        if voorkeur in velden:
            setattr(partij, kolom, velden[voorkeur])
        elif getattr(partij, kolom) not in own:
            setattr(partij, kolom, None)


def _check_preferred(voorkeur: str, id: UUID, own: set[UUID]) -> None:
    if id in own:
        return
    if voorkeur == "voorkeurs_digitaal_adres":
        raise Invalid(_EEN[voorkeur], "Het voorkeurs adres moet een gelinkte digitaal adres zijn.")
    raise Invalid(_EEN[voorkeur], "Het voorkeurs rekeningnummer moet een gelinkte rekeningnummer zijn.")


def _link(model: Any, partij_id: UUID, ids: Sequence[UUID], naam: str, onbekend: str) -> None:
    found = model.objects.select_for_update().filter(id__in=ids).order_by("id") if ids else ()
    rows = {row.id: row for row in found}
    for nr, id in enumerate(ids):
        if id not in rows:
            raise Invalid(f"{naam}.{nr}.uuid", onbekend)
    standaard = {"is_standaard_adres": False} if model is DigitaalAdres else {}
    model.objects.filter(partij_id=partij_id, los=False).exclude(id__in=ids).update(los=True, **standaard)
    if not ids:
        return
    try:
        with transaction.atomic():
            model.objects.filter(id__in=ids).update(partij_id=partij_id, los=False)
    except IntegrityError as error:
        reden = "Deze partij heeft al een adres van dit soort met deze referentie."
        raise Invalid(naam, reden, "unique") from error
    if standaard:
        _one_standard(partij_id, [id for id in ids if rows[id].is_standaard_adres])


def _one_standard(partij_id: UUID, ids: list[UUID]) -> None:
    """Of each kind the last one named as standard stays it."""
    rows = {row.id: row for row in DigitaalAdres.objects.filter(id__in=ids)}
    last = {rows[id].soort_digitaal_adres: id for id in ids}
    for soort, id in last.items():
        same = DigitaalAdres.objects.filter(partij_id=partij_id, soort_digitaal_adres=soort, is_standaard_adres=True)
        same.exclude(id=id).update(is_standaard_adres=False)


def write_nummers(partij_id: UUID, items: Sequence[Mapping[str, Any]], herkomst: dict[str, Any]) -> None:
    """Bring the numbers of a customer in line with `items`; one of another customer comes over.

    With a uuid it is changed, without one it is new, what is not named is removed.
    """
    now = {n.id: n for n in nummers.find("partij_id = %s", partij_id)}
    plan = [_planned(nr, item, partij_id, now) for nr, item in enumerate(items)]
    nummers.claim(n.object_id for pair in plan for n in pair if n)
    kept = {nieuw.id for _, nieuw in plan}
    gone = [n for n in now.values() if n.id not in kept]
    nummers.check_removal([n.id for n in gone])
    for nummer in gone:
        nummers.remove(nummer)
    for nr, (oud, nieuw) in enumerate(plan):
        nummers.check(nieuw, oud, f"partijIdentificatoren.{nr}.")
        if nieuw != oud:
            nummers.put(nieuw, herkomst, oud)


def _planned(
    nr: int, item: Mapping[str, Any], partij_id: UUID, now: Mapping[UUID, Nummer]
) -> tuple[Nummer | None, Nummer]:
    """(what it is now, what it becomes) of one item."""
    veld = f"partijIdentificatoren.{nr}"
    if item.get("identificeerde_partij") not in {None, partij_id}:
        raise Invalid(f"{veld}.identificeerdePartij", "Dit is een andere partij. Laat dit veld weg.")
    if "uuid" in item:
        oud = now.get(item["uuid"]) or _elsewhere(item["uuid"], veld)
        return oud, nummers.changed(oud, item, partij_id)
    if not item.get("partij_identificator"):
        raise Invalid(
            "partijIdentificator", "Dit veld is vereist.", "required"
        )  # without its place, as in the standard
    nieuw = Nummer(uuid7(), partij_id, **item["partij_identificator"])
    return None, nummers.changed(nieuw, item, partij_id)


def _elsewhere(id: UUID, veld: str) -> Nummer:
    """A number of nobody yet, or of another customer."""
    found = nummers.find("id = %s", id)
    if not found:
        raise Invalid(f"{veld}.uuid", "PartijIdentificator object bestaat niet.")
    return found[0]
