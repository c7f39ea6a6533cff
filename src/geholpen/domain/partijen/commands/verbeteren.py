"""Correct who somebody is, because they asked and the privacy officer said yes (GDPR, article 16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import models as m
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import change_keys
from geholpen.domain.partijen.sleutels import registernummer
from geholpen.domain.partijen.verbeterbaar import (
    AANHEF,
    ADRES,
    BEDRIJFSNUMMERS,
    EMAIL,
    GEBOORTE,
    KOLOMMEN,
    NAAM,
    REKENING,
    TELEFOON,
    checked_verbetering,
)
from geholpen.domain.partijen.zoeksleutels import every_key
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing

_DIGITAAL = {
    EMAIL: m.SoortDigitaalAdres.EMAIL,
    TELEFOON: m.SoortDigitaalAdres.TELEFOONNUMMER,
}
_EEN: dict[str, Any] = {GEBOORTE: m.Geboorte.objects, AANHEF: m.Aanhef.objects}
_CODE = {veld: code for code, veld in BEDRIJFSNUMMERS.items()}
#: What a door of its own corrects.
STAAND = frozenset({*_EEN, *_CODE, REKENING})


@command(
    may=may_intake,
    voor="rechten_uitvoeren",
    gegevens={G.NAAM, G.CONTACTADRESSEN, G.ADRES},
    leest={G.GEBOORTEDATUM},
    naam="Een gegeven van u verbeterd, omdat u daarom vroeg",
)
def correct_gegeven(ctx: Context, partij_id: UUID, veld: str, doel: str, waarden: Mapping[str, str]) -> dict[str, Any]:
    """Write the new value over the old one; whoever searches finds the customer by the new one only.

    `doel`: key of the row, as `Verbeterbaar` has it. Returns what stood there. Raises Missing when the row is gone,
    Invalid for a value that cannot be.
    """
    if veld in STAAND:
        raise Missing
    return _correct(partij_id, veld, doel, waarden)


@command(
    may=may_intake,
    voor="rechten_uitvoeren",
    gegevens={G.GEBOORTEDATUM, G.GESLACHT, G.FINANCIEEL, G.RECHTSPERSOON},
    leest={G.NAAM, G.CONTACTADRESSEN, G.ADRES},
    naam="Een kenmerk van u verbeterd, omdat u daarom vroeg",
)
def correct_kenmerk(ctx: Context, partij_id: UUID, veld: str, doel: str, waarden: Mapping[str, str]) -> dict[str, Any]:
    """The same for date of birth, form of address, bank account and numbers of a company.

    A door of its own: a register that gives these not yet, goes on correcting the rest.
    """
    if veld not in STAAND:
        raise Missing
    return _correct(partij_id, veld, doel, waarden)


def _correct(partij_id: UUID, veld: str, doel: str, waarden: Mapping[str, str]) -> dict[str, Any]:
    nieuw = checked_verbetering(veld, waarden)
    if not m.Partij.objects.select_for_update().filter(partij_id=partij_id).exists():
        raise Missing
    rows = _rows(partij_id, veld, doel)
    oud = rows.values(*KOLOMMEN[veld]).first()
    if oud is None:
        raise Missing
    before = every_key(partij_id)
    rows.update(**nieuw, **_follows(veld, oud, nieuw))
    change_keys(partij_id, before, every_key(partij_id))
    return dict(oud)


def _rows(partij_id: UUID, veld: str, doel: str) -> Any:
    """The one row, as a set that can be changed."""
    if veld == NAAM:
        return m.Naam.objects.filter(partij_id=partij_id, organisatienaam="")
    if veld in _EEN:
        return _EEN[veld].filter(partij_id=partij_id)
    if veld == ADRES:
        return m.Adres.objects.filter(partij_id=partij_id, id=doel)
    if veld == REKENING:
        return m.Rekeningnummer.objects.filter(partij_id=partij_id, id=doel, los=False)
    if veld in _CODE:
        return m.PartijIdentificator.objects.filter(partij_id=partij_id, id=doel, code_soort_object_id=_CODE[veld])
    return m.DigitaalAdres.objects.filter(partij_id=partij_id, id=doel, soort_digitaal_adres=_DIGITAAL[veld])


def _follows(veld: str, oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> dict[str, Any]:
    """What was said about the old value does not hold for the new one."""
    if dict(oud) == dict(nieuw):
        return {}
    if veld == ADRES:
        return {"nummeraanduiding_id": "", "adresregel1": "", "adresregel2": "", "adresregel3": ""}
    if veld in _CODE:
        return {"sleutel": registernummer(nieuw["object_id"])}
    if veld in _DIGITAAL:
        return {"niveau": m.Niveau.ASSERTED, "verificatie_datum": None, "onbestelbaar_sinds": None}
    return {}
