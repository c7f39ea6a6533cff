"""digitaleadressen of the standard: other software records how somebody can be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.models import DigitaalAdres, Niveau, Partij, SoortDigitaalAdres, SoortPartij
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, change_keys, check_used, drop_owner, herkomst, lock, new_owner
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing

VELDEN = ("adres", "soort_digitaal_adres", "is_standaard_adres", "omschrijving", "referentie", "verificatie_datum")
_TELEFOON = re.compile(r"0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13}")
#: Numbers of services, never of somebody.
_DIENSTEN = ("0800", "0900", "1400", "140")


@command(
    may=may_connect,
    gegevens={G.CONTACTADRESSEN},
    naam="Een applicatie schreef op hoe u te bereiken bent",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_digitaal_adres(ctx: Context, velden: Mapping[str, Any], van_contact: UUID | None = None) -> Gedaan:
    """Record an address, as the standard has it. `van_contact`: whose contact its betrokkene took part in.

    Raises Invalid for an address that cannot be one, an unknown partij, and a referentie that partij has already.
    """
    partij_id = velden.get("verstrekt_door_partij")
    _check_standaard(velden, bij_partij=partij_id is not None)
    lock({"verstrektDoorPartij": partij_id})
    rij = DigitaalAdres(
        partij_id=partij_id or van_contact or new_owner(ctx),
        los=partij_id is None,
        betrokkene_id=velden.get("verstrekt_door_betrokkene"),
        niveau=Niveau.VERIFIED if velden.get("verificatie_datum") else Niveau.ASSERTED,
        **{naam: velden[naam] for naam in VELDEN if naam in velden},
        **herkomst(ctx),
    )
    _check_adres(rij.soort_digitaal_adres, rij.adres)
    _check_referentie(rij)
    rij.save(force_insert=True)
    check_used(rij.partij_id, rij.id, "adres")
    _settle(rij)
    if not rij.los:
        change_keys(rij.partij_id, (), _keys([rij]))
    return Gedaan(rij.id, frozenset({rij.partij_id}))


@command(
    may=may_connect,
    gegevens={G.CONTACTADRESSEN},
    naam="Een applicatie wijzigde hoe u te bereiken bent",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_digitaal_adres(ctx: Context, id: UUID, velden: Mapping[str, Any], van_contact: UUID | None = None) -> Gedaan:
    """Change what is given of an address; see `register_digitaal_adres`. Raises Missing and Invalid."""
    rij = _found(id)
    oud = rij.partij_id
    known = not rij.los and not _is_onbekend(oud)
    wil = velden.get("verstrekt_door_partij", oud if known else None)
    _check_standaard(velden, bij_partij=wil is not None)
    lock({"verstrektDoorPartij": wil})
    nieuw = wil or (oud if not known and van_contact is None else van_contact) or new_owner(ctx)
    keys = {who: _keys_of(who) for who in {oud, nieuw}}
    _fill(rij, velden)
    rij.los = wil is None and (known or rij.los)
    rij.is_standaard_adres = rij.is_standaard_adres and wil is not None
    rij.partij_id = nieuw
    _check_adres(rij.soort_digitaal_adres, rij.adres)
    _check_referentie(rij)
    _write(id, rij)
    check_used(nieuw, id, "adres")
    _settle(rij)
    for who, before in keys.items():
        change_keys(who, before, _keys_of(who))
    if nieuw != oud:
        _leave(id, oud)
    return Gedaan(id, frozenset({oud, nieuw}))


@command(
    may=may_connect,
    gegevens={G.CONTACTADRESSEN},
    naam="Een applicatie verwijderde een telefoonnummer of mailadres van u",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_digitaal_adres(ctx: Context, id: UUID) -> Gedaan:
    """Forget an address. Raises Missing."""
    rij = _found(id)
    before = _keys_of(rij.partij_id)
    DigitaalAdres.objects.filter(id=id).delete()
    change_keys(rij.partij_id, before, _keys_of(rij.partij_id))
    _leave(id, rij.partij_id)
    return Gedaan(id, frozenset({rij.partij_id}))


def _found(id: UUID) -> DigitaalAdres:
    rij = DigitaalAdres.objects.select_for_update().filter(id=id).first()
    if rij is None:
        raise Missing
    return rij


def _is_onbekend(partij_id: UUID) -> bool:
    return Partij.objects.filter(partij_id=partij_id, soort_partij=SoortPartij.ONBEKEND).exists()


def _fill(rij: DigitaalAdres, velden: Mapping[str, Any]) -> None:
    """Take over what is given. How sure we are follows: another address is as sure as who now says so."""
    before = (rij.adres, rij.verificatie_datum)
    for naam in VELDEN:
        if naam in velden:
            setattr(rij, naam, velden[naam])
    if "verstrekt_door_betrokkene" in velden:
        rij.betrokkene_id = velden["verstrekt_door_betrokkene"]
    if (rij.adres, rij.verificatie_datum) != before:
        rij.niveau = Niveau.VERIFIED if velden.get("verificatie_datum") else Niveau.ASSERTED
    if rij.adres != before[0]:
        rij.onbestelbaar_sinds = None


def _write(id: UUID, rij: DigitaalAdres) -> None:
    """Also when it goes to another customer, and so gets another key."""
    namen = (*VELDEN, "partij_id", "los", "betrokkene_id", "niveau", "onbestelbaar_sinds")
    DigitaalAdres.objects.filter(id=id).update(**{naam: getattr(rij, naam) for naam in namen})


def _settle(rij: DigitaalAdres) -> None:
    """A customer has one standard address of a kind: this one now. A loose one is nobody's standard."""
    if rij.is_standaard_adres:
        same = DigitaalAdres.objects.filter(
            partij_id=rij.partij_id, soort_digitaal_adres=rij.soort_digitaal_adres, is_standaard_adres=True
        )
        same.exclude(id=rij.id).update(is_standaard_adres=False)


def _leave(id: UUID, partij_id: UUID) -> None:
    """It is no longer of this customer: not what they prefer, and perhaps all there was of somebody unknown."""
    Partij.objects.filter(partij_id=partij_id, voorkeurs_digitaal_adres_id=id).update(voorkeurs_digitaal_adres_id=None)
    drop_owner(partij_id)


def _check_standaard(velden: Mapping[str, Any], *, bij_partij: bool) -> None:
    if velden.get("is_standaard_adres") and not bij_partij:
        raise Invalid(
            "isStandaardAdres",
            "`is_standaard_adres` kan alleen gezet worden als `verstrekt_door_partij` niet leeg is.",
        )


def _check_adres(soort: str, adres: str) -> None:
    if soort == SoortDigitaalAdres.EMAIL:
        try:
            validate_email(adres)
        except ValidationError as error:
            raise Invalid("adres", "Voer een geldig e-mailadres in.") from error
    if soort == SoortDigitaalAdres.TELEFOONNUMMER and (not _TELEFOON.fullmatch(adres) or adres.startswith(_DIENSTEN)):
        raise Invalid("adres", "Het opgegeven telefoonnummer is ongeldig.")


def _check_referentie(rij: DigitaalAdres) -> None:
    """The lock on the customer keeps two from taking one referentie; itself it may keep."""
    if not rij.referentie or rij.los:
        return
    same = DigitaalAdres.objects.filter(
        partij_id=rij.partij_id, los=False, referentie=rij.referentie, soort_digitaal_adres=rij.soort_digitaal_adres
    )
    if same.exclude(id=rij.id).exists():
        raise Invalid("referentie", "Deze partij heeft al een adres van dit soort met deze referentie.", "unique")


def _keys_of(partij_id: UUID) -> set[bytes]:
    return _keys(list(DigitaalAdres.objects.filter(partij_id=partij_id, los=False)))


def _keys(rijen: list[DigitaalAdres]) -> set[bytes]:
    """By what the desk finds the customer of these addresses."""
    found = set()
    for rij in rijen:
        if rij.soort_digitaal_adres == SoortDigitaalAdres.EMAIL:
            found.add(sleutels.email(rij.adres))
        elif rij.soort_digitaal_adres == SoortDigitaalAdres.TELEFOONNUMMER:
            found.add(sleutels.telefoon(rij.adres))
        elif rij.identiteitsoort:
            found.add(sleutels.digitaal(rij.identiteitsoort, rij.adres))
    return found
