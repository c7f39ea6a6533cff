"""A public reference is given once, also when chance gives it twice."""

from __future__ import annotations

import random
import secrets
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag, import_klantvragen
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from tests import bed

pytestmark = pytest.mark.django_db


def _vraag() -> OudeKlantvraag:
    return OudeKlantvraag("afval", "in_behandeling", (OudContact("email", "klant", timezone.now(), "Waar?", "Afval"),))


def _kenmerken(partij_id: UUID) -> set[str]:
    """As the customer sees them."""
    return {v.kenmerk for v in vragen_van(bed.klant(partij_id), partij_id)}


@pytest.fixture
def partij_id(register):
    """A customer."""
    register.forget()
    id = uuid4()
    import_partij(bed.systeem().over({id}), NieuwePartij(id, "persoon", 6, naam={"achternaam": "Meer"}))
    return id


def _begin_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance gives the same series as before."""
    chance = random.Random(1)
    monkeypatch.setattr(secrets, "choice", chance.choice)


def test_a_reference_that_is_taken_is_not_given_again(partij_id, monkeypatch):
    for _ in range(3):
        _begin_again(monkeypatch)
        import_klantvraag(bed.systeem().over({partij_id}), partij_id, _vraag())
    assert len(_kenmerken(partij_id)) == 3


def test_also_not_to_many_at_once(partij_id, monkeypatch):
    for _ in range(2):
        _begin_again(monkeypatch)
        import_klantvragen(bed.systeem(), [(partij_id, _vraag()) for _ in range(5)])
    assert len(_kenmerken(partij_id)) == 10
