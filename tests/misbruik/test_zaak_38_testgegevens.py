"""Case 38: a copy of production in a test environment. It starts nowhere else until nobody of real life is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from geholpen.config import anonimiseer, herstel, opzet
from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.bewaren.rijen import only_of
from tests.databases import named, use
from tests.misbruik.test_zaak_33_herstel import call, page

MENSEN = ("samira", "roos", "naima", "korenschuur", "maria")


@pytest.fixture
def kopie(echte_stad, admin_url, beheer, register, settings) -> Iterator[psycopg.Connection]:
    """A copy of the database of another environment; this is the test environment."""
    before = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    name, kopie = beheer.info.dbname, f"{beheer.info.dbname}_kopie"
    connections.close_all()
    with psycopg.connect(named(admin_url, "postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        admin.execute(f"DROP DATABASE IF EXISTS {kopie} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {kopie} OWNER {opzet.EIGENAAR} TEMPLATE {name}")
    settings.OMGEVING = "acceptatie"
    use(*(named(address, kopie) for address in before))
    try:
        with psycopg.connect(named(admin_url, kopie), autocommit=True) as admin:
            yield admin
    finally:
        connections.close_all()
        use(*before)


def everything(db: psycopg.Connection) -> str:
    """Every row of every table, as one text."""
    names = [n for (n,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
    return "\n".join(row for naam in names for (row,) in db.execute(f"SELECT r::text FROM {naam} r"))


def test_a_copy_starts_only_after_it_was_made_anonymous(kopie, capfd, settings):
    values = {v for naam in MENSEN for v in only_of(kopie, partij_id(naam))}
    values |= {m.naam for m in cast.PACK.medewerkers} | {m.mailadres for m in cast.PACK.medewerkers}
    values |= {k.bsn for k in cast.PACK.klanten if k.bsn}
    assert len(values) > 120
    rows = kopie.execute("SELECT count(*) FROM klantvraag").fetchone()
    poort = herstel.Poort(page)

    assert herstel.refuse()
    assert "geholpen anonimiseer" in capfd.readouterr().err
    assert call(poort)[0].startswith("503")
    with pytest.raises(opzet.VerkeerdeOmgeving, match="acceptatie"):
        opzet.finish()
    connections.close_all()

    assert anonimiseer.main(kopie.info.dbname) == 0
    whole = everything(kopie)
    assert [v for v in values if v in whole] == []
    assert kopie.execute("SELECT count(*) FROM klantvraag").fetchone() == rows  # there is something to test with
    assert kopie.execute("SELECT count(*) FROM audit").fetchone() == (0,)
    forced = "SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity"
    assert kopie.execute(forced).fetchone() == (0,)
    opzet.finish()
    assert not herstel.refuse()
    assert call(poort) == ("200 OK", "Welkom")


def test_production_is_never_made_anonymous(kopie, settings, capfd):
    settings.OMGEVING = "productie"
    assert anonimiseer.main(kopie.info.dbname) == 1
    settings.OMGEVING = "acceptatie"
    assert anonimiseer.main("een_andere") == 1
    with psycopg.connect(os.environ["DATABASE_URL"]) as werkt:  # somebody works with it: is it a copy at all?
        werkt.execute("SELECT 1")
        assert anonimiseer.main(kopie.info.dbname) == 1
    settings.OMGEVING = "demo"
    assert anonimiseer.main(kopie.info.dbname) == 1
    assert "GEHOLPEN_OMGEVING" in capfd.readouterr().err
    assert kopie.execute("SELECT naam FROM kern.omgeving").fetchone() == ("demo",)
    assert kopie.execute("SELECT count(*) FROM burgerservicenummer").fetchone() > (0,)
