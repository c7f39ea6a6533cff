"""Made-up customers of Waterdam for the tests of the interfaces, put in as a take-over from another system does."""

from __future__ import annotations

from uuid import UUID, uuid4

from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from tests import bed

ADA_BSN, BRAM_BSN = "999990019", "999993653"


def persoon(achternaam: str = "Meer", bsn: str = "", email: str = "") -> str:
    """A person: the uuid as callers write it."""
    partij_id = uuid4()
    nieuw = NieuwePartij(
        partij_id,
        "persoon",
        6,
        naam={"voornaam": "Ada", "achternaam": achternaam},
        bsn=bsn,
        digitaal=(("email", email, "verified"),) if email else (),
    )
    import_partij(bed.systeem().over({partij_id}), nieuw)
    return str(partij_id)


def bedrijf(kvk: str, rsin: str = "") -> str:
    """A company with its numbers."""
    partij_id = uuid4()
    nummers = [("niet_natuurlijk_persoon", "kvk_nummer", kvk)]
    if rsin:
        nummers.append(("niet_natuurlijk_persoon", "rsin", rsin))
    nieuw = NieuwePartij(partij_id, "organisatie", 6, naam={"organisatienaam": "Bakkerij"}, nummers=tuple(nummers))
    import_partij(bed.systeem().over({partij_id}), nieuw)
    return str(partij_id)


def as_uuid(text: str) -> UUID:
    """The key behind an answer."""
    return UUID(text)
