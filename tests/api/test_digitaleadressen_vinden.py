"""An address that other software records is one by which the desk finds its customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from tests import bed
from tests.api import mensen
from tests.api.oproep import Beller

PAD = "digitaleadressen"
BEL = {"adres": "0612345678", "soortDigitaalAdres": "telefoonnummer"}


def van(partij_id: UUID) -> dict[str, Any]:
    """A mail address of this partij."""
    ref = {"uuid": str(partij_id)}
    return {"adres": "ada@voorbeeld.example", "soortDigitaalAdres": "email", "verstrektDoorPartij": ref}


def wie(**vraag: str) -> set[UUID]:
    """Whom the desk finds."""
    gevonden = find_personen(bed.medewerker("mdw-001"), Zoekvraag(**vraag))
    return {hit.partij_id for hit in gevonden.hits}


def test_the_desk_finds_who_was_registered_here(client: Beller) -> None:
    partij = mensen.persoon()
    mail, bel = client.maak(PAD, van(partij)), client.maak(PAD, {**van(partij), **BEL})
    assert wie(email="ADA@voorbeeld.example") == wie(telefoon="06 12345678") == {partij}
    client.patch(f"{PAD}/{mail['uuid']}", {"adres": "nieuw@voorbeeld.example"})
    assert (wie(email="ada@voorbeeld.example"), wie(email="nieuw@voorbeeld.example")) == (
        set(),
        {partij},
    )
    client.delete(f"{PAD}/{bel['uuid']}")
    assert wie(telefoon="0612345678") == set()


def test_the_desk_finds_by_an_address_that_is_there_twice(client: Beller) -> None:
    partij = mensen.persoon()
    een, _twee = client.maak(PAD, van(partij)), client.maak(PAD, van(partij))
    client.delete(f"{PAD}/{een['uuid']}")
    assert wie(email="ada@voorbeeld.example") == {partij}


def test_the_desk_finds_the_new_owner(client: Beller) -> None:
    een, twee = mensen.persoon(), mensen.persoon()
    made = client.maak(PAD, van(een))
    client.patch(f"{PAD}/{made['uuid']}", {"verstrektDoorPartij": {"uuid": str(twee)}})
    assert wie(email="ada@voorbeeld.example") == {twee}
    client.patch(f"{PAD}/{made['uuid']}", {"verstrektDoorPartij": None})
    assert wie(email="ada@voorbeeld.example") == set()
