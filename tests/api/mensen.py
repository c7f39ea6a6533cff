"""Customers of the product itself, for tests of what the interfaces do with them."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from geholpen.platform.models import uuid7
from tests import bed


def persoon(achternaam: str = "Meer", *, bsn: str = "", digitaal: tuple[tuple[str, str, str], ...] = ()) -> UUID:
    """Somebody the organisation knows."""
    naam = {"voornaam": "Ada", "achternaam": achternaam}
    return _made(NieuwePartij(uuid7(), "persoon", _voor(), naam=naam, bsn=bsn, digitaal=digitaal))


def organisatie(naam: str = "Bakkerij De Kade", *, nummers: tuple[tuple[str, str, str], ...] = ()) -> UUID:
    """A company, with (objecttype, soort, number) of the trade register."""
    nieuw = NieuwePartij(uuid7(), "organisatie", _voor(), naam={"organisatienaam": naam}, nummers=nummers)
    return _made(nieuw)


def onbekende() -> UUID:
    """Somebody who wrote to us and of whom no more is known."""
    return _made(NieuwePartij(uuid7(), "onbekend", _voor(), digitaal=(("email", "wie@voorbeeld.example", "asserted"),)))


def _voor() -> int:
    return activiteit_nummer("contactgegevens")


def _made(nieuw: NieuwePartij) -> UUID:
    import_partij(bed.systeem().over({nieuw.partij_id}), nieuw)
    return nieuw.partij_id
