"""By which keys a customer is found, out of what is known of them now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from geholpen.domain.partijen import models as m
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.versleuteling import decrypt


def keys_of(partij_id: UUID) -> set[bytes]:
    """Every key that follows from what may be read here: not that of name and date of birth."""
    if m.Partij.objects.filter(partij_id=partij_id, soort_partij=m.SoortPartij.ONBEKEND).exists():
        return set(keys(m.DigitaalAdres.objects.filter(partij_id=partij_id, los=False)))
    rijen: list[Any] = [*m.Partij.objects.filter(partij_id=partij_id)]
    for model in (m.Naam, m.Burgerservicenummer, m.PartijIdentificator, m.Adres):
        rijen += model._default_manager.filter(partij_id=partij_id)
    rijen += m.DigitaalAdres.objects.filter(partij_id=partij_id, los=False)
    return set(keys(rijen))


def every_key(partij_id: UUID) -> set[bytes]:
    """The same with that of name and date of birth."""
    naam = m.Naam.objects.filter(partij_id=partij_id).values_list("achternaam", flat=True).first()
    geboren = m.Geboorte.objects.filter(partij_id=partij_id).values_list("geboortedatum", flat=True).first()
    found = keys_of(partij_id)
    return found | {sleutels.naam_en_geboorte(naam, geboren)} if naam and geboren else found


def keys(rijen: Iterable[Any]) -> Iterator[bytes]:
    """The keys of these rows of one customer. Whoever asked for secrecy is not found by address."""
    rijen = list(rijen)
    geheim = any(isinstance(rij, m.Partij) and rij.indicatie_geheimhouding for rij in rijen)
    for rij in rijen:
        match rij:
            case m.Naam() if rij.organisatienaam:
                yield sleutels.naam_organisatie(rij.organisatienaam)
            case m.Burgerservicenummer():
                yield sleutels.bsn(decrypt(bytes(rij.versleuteld), rij.partij_id))
            case m.PartijIdentificator():
                yield sleutels.rechtspersoon(rij.code_soort_object_id, rij.object_id)
            case m.Adres() if rij.postcode and rij.huisnummer and not rij.geheim and not geheim:
                yield sleutels.adres(rij.postcode, rij.huisnummer)
            case m.DigitaalAdres(soort_digitaal_adres="email"):
                yield sleutels.email(rij.adres)
            case m.DigitaalAdres(soort_digitaal_adres="telefoonnummer"):
                yield sleutels.telefoon(rij.adres)
            case m.DigitaalAdres() if rij.identiteitsoort:
                yield sleutels.digitaal(rij.identiteitsoort, rij.adres)
