"""`geholpen herstel` and `geholpen anonimiseer` as somebody types them: a process of its own, also typed wrongly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from geholpen.domain.bewaren.commands import wis_partij
from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import bed, cast
from tests.bewaren.rijen import count
from tests.misbruik.test_zaak_38_testgegevens import everything, kopie

__all__ = ["kopie"]
SAMIRA = partij_id("samira")


def geholpen(*words: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    """The command with these words; the database is that of the test, unless `omgeving` says another."""
    connections.close_all()
    env = {**os.environ, "PYTHONWARNINGS": "ignore", **omgeving}
    given = [sys.executable, "-m", "geholpen.config.cli", *words]
    return subprocess.run(given, env=env, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def teruggezet(echte_stad, beheer, register, tmp_path, settings) -> Path:
    """A town of which Samira was erased, put back as it was before that. Returns the folder with the book."""
    settings.ZEGEL_MAP, settings.ZEGEL_MAIL = str(tmp_path), ""
    tables = [naam for naam, t in tabellen().items() if t.van_klanten or naam in ("partij_opzoek", "klantvraag_opzoek")]
    before = {naam: bed.copy_out(beheer, naam) for naam in [*tables, "vernietigbesluit", "vernietigd", "verklaring"]}
    wis_partij(bed.medewerker(cast.CARLIJN.code), SAMIRA)
    beheer.execute("SET session_replication_role = replica")
    for naam in before:
        beheer.execute(f"DELETE FROM {naam}")  # noqa: S608
    bed.copy_in(beheer, before)
    beheer.execute("SET session_replication_role = origin")
    assert count(beheer, "naam", SAMIRA) == 1
    return tmp_path


@pytest.mark.slow  # real commands, nine seconds of processor time
def test_a_copy_that_was_put_back_serves_nothing_until_herstel_ran(teruggezet, beheer):
    boek = {"GEHOLPEN_ZEGEL_MAP": str(teruggezet)}
    begin = geholpen("work", **boek)
    assert begin.returncode == 1
    assert "geholpen herstel" in begin.stderr

    done = geholpen("herstel", **boek)
    assert done.returncode == 0, done.stderr
    assert "1 besluiten opnieuw uitgevoerd" in done.stdout
    assert "Deze database mag weer open." in done.stdout
    assert cast.SAMIRA.naam.achternaam not in done.stdout + done.stderr
    for naam in ("naam", "adres", "klantvraag", "burgerservicenummer"):
        assert count(beheer, naam, SAMIRA) == 0, naam

    again = geholpen("herstel", **boek)
    assert again.returncode == 0
    assert "0 besluiten opnieuw uitgevoerd" in again.stdout


def test_herstel_typed_wrongly_changes_nothing(teruggezet, beheer):
    for words in (("herstel", "--alles"), ("herstel", "samira"), ("herstellen",)):
        wrong = geholpen(*words, GEHOLPEN_ZEGEL_MAP=str(teruggezet))
        assert wrong.returncode == 2, words
        assert "geholpen" in wrong.stderr
    assert count(beheer, "naam", SAMIRA) == 1


def test_herstel_without_a_database_fails_and_says_so(teruggezet):
    nergens = "postgresql://geholpen_app@127.0.0.1:1/nergens"
    wrong = geholpen("herstel", DATABASE_URL=nergens, DATABASE_OWNER_URL=nergens)
    assert wrong.returncode != 0
    assert "mag weer open" not in wrong.stdout


@pytest.mark.slow  # real commands, eight seconds of processor time
def test_a_copy_is_made_anonymous_by_who_types_its_name(kopie: psycopg.Connection):
    hier = {"GEHOLPEN_OMGEVING": "acceptatie"}
    names = {k.naam.achternaam for k in cast.PACK.klanten if k.naam and len(k.naam.achternaam) > 7}
    before = everything(kopie)
    assert [n for n in names if n in before]
    for words, said in (
        (("anonimiseer",), "DATABASE"),
        (("anonimiseer", "een_andere"), "Typ die naam als u die bedoelt"),
    ):
        wrong = geholpen(*words, **hier)
        assert wrong.returncode in (1, 2)
        assert said in wrong.stderr
    wrong = geholpen("anonimiseer", kopie.info.dbname, GEHOLPEN_OMGEVING="productie")
    assert wrong.returncode == 1
    assert "GEHOLPEN_OMGEVING" in wrong.stderr
    assert everything(kopie) == before

    done = geholpen("anonimiseer", kopie.info.dbname, **hier)
    assert done.returncode == 0, done.stderr
    assert "Er staat niemand meer in die bestaat." in done.stdout
    after = everything(kopie)
    assert [n for n in names if n in after] == []
    assert kopie.execute("SELECT naam FROM kern.omgeving").fetchone() == ("acceptatie",)

    again = geholpen("anonimiseer", kopie.info.dbname, **hier)
    assert again.returncode == 1
    assert "hoort al bij omgeving acceptatie" in again.stderr
