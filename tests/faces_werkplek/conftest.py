"""The desk with Samira, her mother and the outsider known, and one mail of Samira in the inbox."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests import cast
from tests.faces_werkplek.bureau import Bureau, first_vraag, import_klant, mail


@pytest.fixture
def stad(db, register) -> dict[str, UUID]:
    """The customers that the walk needs."""
    register.forget()
    return {k.sleutel: import_klant(k) for k in (cast.SAMIRA, cast.NAIMA, cast.WOUTER)}


@pytest.fixture
def jolanda(stad) -> Bureau:
    """The desk employee."""
    return Bureau(cast.JOLANDA.code)


@pytest.fixture
def vraag(stad, jolanda) -> tuple[UUID, UUID]:
    """Samira's question by mail: (customer, klantvraag)."""
    mail()
    return first_vraag(jolanda.get("postvak"))
