"""Case 33, the last part: a back-up that is put back serves only after what was destroyed is destroyed again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from geholpen.config import herstel, opzet
from geholpen.domain.bewaren.boek import read
from geholpen.domain.bewaren.commands import wis_opnieuw, wis_partij
from geholpen.domain.bewaren.queries import niet_uitgevoerd
from geholpen.domain.bewaren.tasks import bring_outside
from geholpen.packs.waterdam.vullen.stad import partij_id
from geholpen.platform import events
from geholpen.platform.postgres import find_binaries
from tests import bed, cast
from tests.bewaren.rijen import count, tables_with
from tests.databases import named, use

SAMIRA, ROOS = partij_id("samira"), partij_id("roos")


@pytest.fixture
def boek(echte_stad, register, tmp_path, settings):
    """The town, with a destruction book outside."""
    settings.ZEGEL_MAP, settings.ZEGEL_MAIL = str(tmp_path / "buiten"), ""
    return tmp_path / "buiten"


def dump(admin_url: str, path: str) -> None:
    """A real back-up with the server's own program."""
    _run("pg_dump", admin_url, "--format=custom", f"--file={path}")


def restore(admin_url: str, path: str) -> str:
    """Put it back in a new database. Returns its address as superuser."""
    kopie = f"{urlsplit(admin_url).path[1:]}_terug"
    with psycopg.connect(named(admin_url, "postgres"), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {kopie} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {kopie} OWNER {opzet.EIGENAAR} TEMPLATE template0 ENCODING 'UTF8'")
    _run("pg_restore", named(admin_url, kopie), path, "--exit-on-error")
    return named(admin_url, kopie)


def _run(program: str, url: str, *words: str) -> None:
    with psycopg.connect(url) as link:
        tool = find_binaries(frozenset({link.info.server_version // 10_000})).bin / program
    if not tool.exists():
        pytest.skip(f"{program} hoort niet bij deze PostgreSQL: alleen met GEHOLPEN_POSTGRES=installed")
    parts = urlsplit(url)
    query = {k: v[0] for k, v in parse_qs(parts.query).items()}
    where = ["-h", query["host"], "-p", query["port"], "-U", unquote(parts.username or ""), "-d", parts.path[1:]]
    done = subprocess.run([tool, *where, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def kopie(boek, admin_url, beheer, tmp_path) -> Iterator[psycopg.Connection]:
    """Back-up made, then SAMIRA erased, then the back-up put back: every connection now goes there."""
    path = str(tmp_path / "kopie.dump")
    dump(admin_url, path)
    wis_partij(bed.medewerker("mdw-008"), SAMIRA)
    wis_partij(bed.medewerker("mdw-008"), ROOS, {10})
    before = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    url = restore(admin_url, path)
    use(*(named(address, urlsplit(url).path[1:]) for address in before))
    try:
        with psycopg.connect(url, autocommit=True) as admin:
            yield admin
    finally:
        connections.close_all()
        use(*before)


def call(application) -> tuple[str, str]:
    """One call of the start page: status and text."""
    said: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": None}
    body = b"".join(application(environ, lambda status, headers: said.append(status)))
    return said[0], body.decode()


def page(environ, start_response):
    """What stands behind the gate."""
    start_response("200 OK", [])
    return [b"Welkom"]


def test_a_copy_that_is_put_back_serves_nothing_until_it_was_cleaned(kopie, capfd):
    assert count(kopie, "naam", SAMIRA) == 1  # it is back
    assert {r.partij for r in niet_uitgevoerd()} == {SAMIRA, ROOS}
    poort = herstel.Poort(page)
    status, text = call(poort)
    assert status.startswith("503")
    assert "terug" in text
    assert herstel.refuse()
    assert "geholpen herstel" in capfd.readouterr().err

    opzet.finish()  # geholpen migrate
    assert herstel.main() == 0
    assert call(poort) == ("200 OK", "Welkom")
    assert not herstel.refuse()
    assert count(kopie, "naam", SAMIRA) == count(kopie, "klantvraag", SAMIRA) == 0
    assert (count(kopie, "naam", ROOS), count(kopie, "klantcontact_inhoud", ROOS)) == (1, 0)
    for value in (cast.SAMIRA.bsn, cast.SAMIRA.digitale_adressen[0].waarde):
        assert tables_with(kopie, value) == set()
    again = "SELECT count(*) FROM audit WHERE handeling LIKE '%wis_opnieuw' AND besluit"
    assert kopie.execute(again).fetchone() == (2,)


def test_what_was_never_put_back_is_not_held_up(boek):
    wis_partij(bed.medewerker("mdw-008"), SAMIRA)
    assert niet_uitgevoerd() == []
    assert not herstel.refuse()
    assert call(herstel.Poort(page))[0] == "200 OK"


def test_the_book_says_which_single_address_went(boek, beheer):
    """Put back, only that address goes again; all others of its customer stay."""
    kies = "SELECT id FROM digitaal_adres WHERE partij_id = %s ORDER BY id"
    weg, *blijft = (id for (id,) in beheer.execute(kies, [SAMIRA]).fetchall())
    wis_partij(bed.medewerker("mdw-008"), SAMIRA, (), [weg])
    assert [id for (id,) in beheer.execute(kies, [SAMIRA]).fetchall()] == blijft != []
    (regel,) = read()
    assert (regel.partij, regel.rijen) == (SAMIRA, (weg,))
    wis_opnieuw(bed.systeem(), replace(regel, besluit=uuid4()))
    assert [id for (id,) in beheer.execute(kies, [SAMIRA]).fetchall()] == blijft


def test_a_line_that_somebody_put_in_the_book_destroys_nobody(boek):
    wis_partij(bed.medewerker("mdw-008"), SAMIRA)
    (path,) = boek.glob("vernietigd-*.jsonl")
    path.write_text(path.read_text().replace(str(SAMIRA), str(ROOS)))
    assert niet_uitgevoerd() == []


def test_a_book_that_cannot_be_written_is_written_later(boek, settings):
    boek.parent.mkdir(exist_ok=True)
    boek.write_text("geen map")
    wis_partij(bed.medewerker("mdw-008"), SAMIRA)
    boek.unlink()
    assert bring_outside() == 1
    assert bring_outside() == 0
    assert str(SAMIRA) in next(boek.glob("vernietigd-*.jsonl")).read_text()


def test_cursors_of_another_server_lose_no_event(echte_commits, beheer, register):
    """A dump put back on a young server: cursor and events say numbers that are still to come there."""
    heard: list[str] = []
    name = "proef.abonnee"
    beheer.execute(
        "INSERT INTO gebeurtenis (id, soort, gegevens, tx) SELECT gen_random_uuid(), 'Proef', '{}',"
        " (1000000000 + n)::text::xid8 FROM generate_series(1, 3) n"
    )
    beheer.execute("INSERT INTO abonneestand (abonnee, tx, laatste_id) VALUES (%s, '1000000001', NULL)", [name])
    beheer.execute("UPDATE abonneestand SET laatste_id = (SELECT id FROM gebeurtenis ORDER BY tx LIMIT 1)")
    beheer.execute("INSERT INTO gebeurtenis (id, soort, gegevens) VALUES (gen_random_uuid(), 'Proef', '{}')")
    assert events.is_ahead()
    assert herstel.refuse()
    opzet.finish()
    assert not events.is_ahead()
    tx, last = beheer.execute("SELECT tx, laatste_id::text FROM abonneestand WHERE abonnee = %s", [name]).fetchone()
    until = 200
    while len(heard) < 3 and (until := until - 1):
        heard = [kind for _tx, _id, kind, _data, _moment in events.read(tx, last)]
    assert heard == ["Proef"] * 3  # two it had not heard, and the one of after
