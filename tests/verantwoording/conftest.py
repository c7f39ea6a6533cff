"""Applications with the rights of the standards, and customers with lines in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.doelbinding.register import register
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from tests.api.klanten import ADA_BSN, persoon
from tests.api.oproep import Beller

LDV = "/ldv/api/v1/"
TOKENS = {naam: f"{naam}{'0' * 40}"[:40] for naam in ("koppeling", "ldv", "schrijf", "vng", "zonder", "authzen", "adl")}


@pytest.fixture
def beller(db: None) -> Iterator[Callable[..., Beller]]:
    """`beller("ldv", "ldv:lezen")` is an application whose token has these scopes."""

    def make(naam: str, *scopes: str, basis: str = LDV) -> Beller:
        load_applicatie(f"Proef {naam}", ["koppelingen", "verantwoording"], TOKENS[naam], scopes)
        applicaties.forget()
        return Beller(TOKENS[naam], basis)

    applicaties.forget()
    register.forget()
    yield make
    applicaties.forget()


@pytest.fixture
def lezer(beller: Callable[..., Beller]) -> Beller:
    """Software that may read the log."""
    return beller("ldv", "ldv:lezen")


@pytest.fixture
def koppeling(beller: Callable[..., Beller]) -> Beller:
    """Software that works with customers, so that there are lines."""
    return beller("koppeling", basis="/klantinteracties/api/v1/")


@pytest.fixture
def ada(beller: Any) -> UUID:
    """A customer with a BSN."""
    return UUID(persoon(bsn=ADA_BSN))


@pytest.fixture
def bram(beller: Any) -> UUID:
    """Another customer."""
    return UUID(persoon("Dam"))
