"""A customer with a question, really committed: the hot way does not exist inside a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from geholpen.domain.doelbinding import hot
from geholpen.domain.doelbinding.register import register
from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.hot import Cold
from tests import bed


@dataclass
class Geval:
    """A customer with two questions, and an employee at the first (about parking)."""

    ctx: Context
    partij_id: UUID
    vraag_id: UUID
    andere_vraag_id: UUID
    warm: list[str]  # which functions were called the hot way, and how that ended


@pytest.fixture
def geval(echte_commits: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Geval]:
    """Everything remembered is forgotten before and after."""
    hot.forget()
    register.forget()
    warm: list[str] = []
    monkeypatch.setattr(hot, "call", _watched(hot.call, warm))
    yield _make(warm)
    hot.forget()
    register.forget()


def _watched(call: Callable[..., Any], warm: list[str]) -> Callable[..., Any]:
    def watched(ctx: Context, functie: str, *rest: Any) -> Any:
        name = functie.partition("(")[0]
        try:
            answer = call(ctx, functie, *rest)
        except Cold:
            warm.append(f"{name} koud")
            raise
        warm.append(name)
        return answer

    return watched


def _make(warm: list[str]) -> Geval:
    systeem, partij_id = bed.systeem(), uuid4()
    nieuw = NieuwePartij(
        partij_id,
        "persoon",
        6,
        naam={"voornaam": "Ada", "achternaam": "Meer"},
        geboortedatum="1980-02-03",
        adressen=(
            {"straatnaam": "Molenweg", "huisnummer": 3, "postcode": "9999 AB", "stad": "Waterdam"},
            {"straatnaam": "Geheim", "huisnummer": 1, "postcode": "9999 AC", "stad": "Elders", "geheim": True},
        ),
        digitaal=(("email", "ada@voorbeeld.example", "verified"),),
    )
    import_partij(systeem.over({partij_id}), nieuw)
    vraag, andere = _vraag("parkeervergunning"), _vraag("afval")
    for oud in (vraag, andere):
        import_klantvraag(systeem.over({partij_id}), partij_id, oud)
    ctx = replace(bed.medewerker("mdw-001"), oorsprong="test").voor(Aanleiding("klantvraag", partij_id, vraag.id))
    return Geval(ctx, partij_id, vraag.id, andere.id, warm)


def _vraag(onderwerp: str) -> OudeKlantvraag:
    from django.utils import timezone  # noqa: PLC0415

    contact = OudContact("email", "klant", timezone.now(), f"Een vraag over {onderwerp}.", "Vraag")
    return OudeKlantvraag(onderwerp, "in_behandeling", (contact,))


@pytest.fixture
def koud() -> Callable[..., Any]:
    """Call a door the ordinary way: inside a transaction there is no other."""

    def call(door: Callable[..., Any], *args: Any) -> Any:
        with transaction.atomic():
            return door(*args)

    return call


@pytest.fixture
def rijen(admin_url: str) -> Callable[..., list[tuple[Any, ...]]]:
    """Rows as a superuser sees them, in a transaction of their own: what was really committed."""
    import psycopg  # noqa: PLC0415

    def ask(statement: str, *params: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(admin_url, autocommit=True) as link:
            cursor = link.execute(statement, params)
            return cursor.fetchall() if cursor.description else []

    return ask
