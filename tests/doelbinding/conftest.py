"""One row in every protected table for four customers, put in past the policies; and a purpose of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections, transaction

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.models import (
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.register import register as compiled
from tests import bed
from tests.doelbinding.proef import ANDER, BRON, KLANTEN, PROTECTED, TWEEDE, put, versie


@pytest.fixture(scope="module")
def rijen(admin_url: str, _leegmaker: bed.Leegmaker, django_db_blocker) -> Iterator[None]:
    """In every protected table a row of A and of B, an expired one of VERLOPEN, one of ELDERS from another source."""
    later, past = datetime.now(UTC) + timedelta(days=9), datetime.now(UTC) - timedelta(seconds=1)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        for table in PROTECTED:
            for naam, partij_id in KLANTEN.items():
                ends = past if naam == "verlopen" else later
                source = ANDER if naam == "elders" else BRON
                put(admin, table, partij_id, verkregen_voor=source, vervalt_op=ends, herkomst="proef")
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    _leegmaker.empty()


@transaction.atomic
def put_proef() -> None:
    """Purposes of our own: 901 reads names and addresses and writes names; 902 reads dates of birth."""
    for nummer, code, soorten in (
        (BRON, "proef", {1: ["lezen", "wijzigen", "zoeken"], 3: ["lezen"]}),
        (TWEEDE, "proef-twee", {4: ["lezen"], 28: ["lezen"]}),
    ):
        Verwerkingsactiviteit.objects.create(nummer=nummer, uuid=uuid4(), code=code)
        VerwerkingsactiviteitVersie.objects.create(**versie(nummer))
        VerwerkingsactiviteitGegeven.objects.bulk_create(
            VerwerkingsactiviteitGegeven(
                nummer=nummer,
                versie=1,
                soort=soort,
                waarom="Nodig voor deze proef.",
                handelingen=handelingen,
                niveau="asserted",
                bronnen=[BRON],
            )
            for soort, handelingen in soorten.items()
        )


@pytest.fixture
def redenen(monkeypatch) -> dict[UUID, ports.Reden]:
    """Reasons of kind `proef` by id; fill it in the test."""
    found: dict[UUID, ports.Reden] = {}
    monkeypatch.setitem(ports._bronnen, "proef", lambda partij_id, id: found.get(id))
    return found


@pytest.fixture
def proef(db, redenen) -> Iterator[dict[UUID, ports.Reden]]:
    """The purposes of `put_proef` in a test that is rolled back."""
    put_proef()
    compiled.forget()
    yield redenen
    compiled.forget()


@pytest.fixture
def proef_echt(echte_commits, redenen) -> Iterator[dict[UUID, ports.Reden]]:
    """The same, really committed."""
    put_proef()
    compiled.forget()
    yield redenen
    compiled.forget()
