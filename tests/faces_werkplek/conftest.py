"""The desk with Samira, her mother and the outsider known, and one mail of Samira in the inbox."""

from __future__ import annotations

from uuid import UUID

import pytest

from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.databases import filled_copy, using
from tests.faces_werkplek.bureau import Bureau, first_vraag, import_klant, mail


@pytest.fixture(scope="session")
def _drie(django_db_setup, django_db_blocker):
    """A copy with the customers that the walk needs: making them takes as long as a test."""
    with django_db_blocker.unblock():
        return filled_copy("drie", lambda: [import_klant(k) for k in (cast.SAMIRA, cast.NAIMA, cast.WOUTER)])


@pytest.fixture
def _in_drie(_drie):
    """This test works in that copy."""
    with using(*_drie):
        yield


@pytest.fixture
def stad(_in_drie, db, register) -> dict[str, UUID]:
    """The customers that the walk needs."""
    return {k.sleutel: partij_id(k.sleutel) for k in (cast.SAMIRA, cast.NAIMA, cast.WOUTER)}


@pytest.fixture
def jolanda(stad) -> Bureau:
    """The desk employee."""
    return Bureau(cast.JOLANDA.code)


@pytest.fixture
def vraag(stad, jolanda) -> tuple[UUID, UUID]:
    """Samira's question by mail: (customer, klantvraag)."""
    mail()
    return first_vraag(jolanda.get("postvak"))
