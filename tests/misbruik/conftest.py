"""Abuse cases: people of the cast, in a test that is rolled back (`stad`) or really committed (`echt`)."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests import cast
from tests.api.conftest import client
from tests.faces_werkplek.bureau import import_klant
from tests.faces_werkplek.conftest import _drie, _in_drie, jolanda, stad, vraag

__all__ = ["_drie", "_in_drie", "client", "jolanda", "stad", "vraag"]


@pytest.fixture
def echt(echte_commits, register) -> dict[str, UUID]:
    """The same customers on disk, so that a superuser can turn their clocks back."""
    register.forget()
    return {k.sleutel: import_klant(k) for k in (cast.SAMIRA, cast.NAIMA, cast.WOUTER)}
