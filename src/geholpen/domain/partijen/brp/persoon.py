"""A question to the BRP and its answers, in our own words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Brpvraag:
    """One person, by BSN. `soorten`: the data categories that the purpose gives; `koppen`: what the call says of it."""

    bsn: str = field(repr=False)
    soorten: frozenset[int]
    koppen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Brpadres:
    """Where somebody lives, as our own address has it."""

    straatnaam: str = ""
    huisnummer: int | None = None
    huisnummertoevoeging: str = ""
    postcode: str = ""
    stad: str = ""
    land: str = "NL"
    nummeraanduiding_id: str = ""
    adresregel1: str = ""
    adresregel2: str = ""
    adresregel3: str = ""
    briefadres: bool = False


@dataclass(frozen=True, slots=True)
class Brppersoon:
    """What came. A part that was not asked, or that the BRP does not have, is None.

    `opgeschort`: why nothing is kept up any more ("overlijden", "emigratie"), "" when it is.
    """

    naam: Mapping[str, str] | None = None  # fields of Naam
    adres: Brpadres | None = None
    geheim: bool = False
    opgeschort: str = ""
    overleden: bool = False


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The BRP knows this person."""

    persoon: Brppersoon


@dataclass(frozen=True, slots=True)
class NietGevonden:
    """The BRP knows nobody with this number."""


@dataclass(frozen=True, slots=True)
class Mislukt:
    """No answer that can be used. `zeker`: the BRP did not do it; without it, we do not know whether it did."""

    code: str
    status: int = 0
    zeker: bool = True


Brpuitslag = Gevonden | NietGevonden | Mislukt
