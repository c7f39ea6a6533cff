"""What is kept for good: a package with metadata and checksums, read back, stated, and only then destroyed here."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import psycopg
import pytest
from django.db import ProgrammingError

from geholpen.adapters.koppelingen.bewaarplaats.archief import Archief
from geholpen.domain.bewaren import ports, tasks
from geholpen.domain.bewaren.commands import (
    agree_lijst,
    ask_pakket,
    decide_termijn,
    judge_lijst,
    record_transfer,
    send_back,
    set_waardering,
    take_off,
)
from geholpen.domain.bewaren.models import Lijstregel, Verklaring, Vernietigingslijst
from geholpen.domain.organisatie.models import Wijziging
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.ui.tijd import bestandsgrootte, datum_tijd
from tests import bed, browser
from tests.bewaren.rijen import count
from tests.bewaren.test_lijsten import ARCHIVARIS, EIGENAAR, NUMMER, WAAROM, a_week_later, agreed, oud
from tests.rechten.verzoek import run_jobs

MDTO = "{https://www.nationaalarchief.nl/mdto}"
TEKST = "Beste gemeente,\nmag mijn boom blijven? Groet, Şükran"
FOTO = bytes(range(256)) * 40


@pytest.fixture
def archief(tmp_path, settings) -> Path:
    """The folder for the archivist."""
    settings.ARCHIEF_MAP = str(tmp_path / "archief")
    return tmp_path / "archief"


@pytest.fixture
def db(echte_commits, beheer, register):
    """A superuser on an empty town, where this number of the selection list is kept for good."""
    set_waardering(bed.medewerker(ARCHIVARIS), NUMMER, "bewaren")
    return beheer


def _dossier(db: psycopg.Connection, kenmerk: str = "WD-PROEF-1") -> UUID:
    """A customer with a closed question, a message and an attachment, of which everything expired."""
    klant = oud(db)
    db.execute("UPDATE klantvraag SET kenmerk = %s WHERE partij_id = %s", [kenmerk, klant])
    db.execute("UPDATE bericht_inhoud SET tekst = %s WHERE partij_id = %s", [TEKST, klant])
    db.execute(
        "UPDATE bijlage SET naam = 'boom.JPG', herkend_type = 'image/jpeg', inhoud = %s WHERE partij_id = %s",
        [FOTO, klant],
    )
    return klant


def _packed(db: psycopg.Connection) -> tuple[UUID, dict]:
    lijst = agreed(db)
    ask_pakket(bed.medewerker(ARCHIVARIS), lijst)
    assert run_jobs(db, "maak_overdrachtspakket") == 1
    return lijst, Vernietigingslijst.objects.get(id=lijst).pakket


def test_a_round_trip_reads_back_all_of_it(db, archief):
    klant = _dossier(db)
    rows = {t: count(db, t, klant) for t in ("klantvraag", "klantcontact", "bericht", "bijlage", "interne_notitie")}
    lijst, pakket = _packed(db)
    assert pakket["stand"] == "gemaakt"
    map_ = archief / pakket["naam"]
    assert [p.name for p in archief.iterdir()] == [pakket["naam"]]

    # by somebody who has nothing but the folder
    manifest = (map_ / "manifest-sha256.txt").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == pakket["manifest"]
    sommen = dict(reversed(line.split("  ", 1)) for line in manifest.decode().splitlines())
    payload = {p.relative_to(map_).as_posix(): p for p in (map_ / "data").rglob("*") if p.is_file()}
    assert sommen == {pad: hashlib.sha256(p.read_bytes()).hexdigest() for pad, p in payload.items()}
    tags = dict(reversed(line.split("  ", 1)) for line in (map_ / "tagmanifest-sha256.txt").read_text().splitlines())
    assert tags == {n: hashlib.sha256((map_ / n).read_bytes()).hexdigest() for n in tags}
    assert set(tags) == {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"}

    folder = map_ / "data" / "WD-PROEF-1"
    (bericht,) = folder.glob("bericht-*.txt")
    assert TEKST in bericht.read_text()
    (foto,) = folder.glob("bijlage-*.jpg")
    assert foto.read_bytes() == FOTO
    dossier = json.loads((folder / "dossier.json").read_text())
    assert {t: len(dossier[t]) for t in rows} == rows
    assert dossier["bijlage"][0]["naam"] == "boom.JPG"
    assert dossier["bericht_inhoud"][0]["tekst"] == TEKST
    assert pakket["bestanden"] == len(payload) + 4


def test_every_file_has_metadata_that_says_what_it_is(db, archief):
    _dossier(db)
    _lijst, pakket = _packed(db)
    map_ = archief / pakket["naam"]
    stukken = [p for p in (map_ / "data").rglob("*") if p.is_file() and not p.name.endswith(".mdto.xml")]
    for stuk in stukken:
        bestand = ET.parse(f"{stuk}.mdto.xml").getroot().find(f"{MDTO}bestand")
        assert bestand is not None
        assert bestand.findtext(f"{MDTO}checksum/{MDTO}checksumWaarde") == hashlib.sha256(stuk.read_bytes()).hexdigest()
        assert bestand.findtext(f"{MDTO}omvang") == str(stuk.stat().st_size)
        assert [e.tag.removeprefix(MDTO) for e in bestand] == [
            *("identificatie", "naam", "omvang", "bestandsformaat", "checksum", "isRepresentatieVan")
        ]
    object_ = ET.parse(map_ / "data" / "WD-PROEF-1" / "WD-PROEF-1.mdto.xml").getroot().find(f"{MDTO}informatieobject")
    assert object_ is not None
    assert object_.findtext(f"{MDTO}waardering/{MDTO}begripCode") == "B"
    assert object_.findtext(f"{MDTO}archiefvormer/{MDTO}verwijzingNaam") == "Gemeente Waterdam"
    assert object_.findtext(f"{MDTO}informatiecategorie/{MDTO}begripLabel") == NUMMER
    assert {e.findtext(f"{MDTO}verwijzingNaam") for e in object_.findall(f"{MDTO}heeftRepresentatie")} == {
        p.relative_to(map_).as_posix() for p in stukken
    }


def test_without_a_package_that_was_read_back_nothing_is_transferred_or_destroyed(db, archief):
    klant = _dossier(db)
    lijst = agreed(db)
    a_week_later(db, lijst)
    with pytest.raises(Invalid, match="Maak eerst het pakket"):
        record_transfer(bed.medewerker(ARCHIVARIS), lijst, "Streekarchief, 2026-118")
    db.execute("UPDATE vernietigingslijst SET overgebracht_op = now(), overgebracht_naar = 'met de hand'")
    with pytest.raises(ProgrammingError, match="niet op een vastgestelde lijst"):  # the database itself asks for it
        tasks.carry_out_lists()
    assert count(db, "klantvraag", klant) == 1


def test_stated_and_then_destroyed(db, archief):
    klant = _dossier(db)
    lijst, pakket = _packed(db)
    page = browser.text(browser.medewerker(ARCHIVARIS).get(f"/beheer/bewaren/lijst/{lijst}/"))
    gelezen = datetime.fromisoformat(pakket["gelezen_op"])
    assert datum_tijd(gelezen) in page  # the clock on the wall, as everywhere
    assert bestandsgrootte(pakket["bytes"]) in page
    a_week_later(db, lijst)
    assert tasks.carry_out_lists() == 0
    id = record_transfer(bed.medewerker(ARCHIVARIS), lijst, "Streekarchief, ontvangst 2026-118")
    verklaring = Verklaring.objects.get(id=id)
    assert verklaring.inhoud["pakket"]["manifest"] == pakket["manifest"]
    assert verklaring.inhoud["overgebracht_naar"] == "Streekarchief, ontvangst 2026-118"
    assert str(klant) not in json.dumps(verklaring.inhoud)
    page = browser.text(browser.medewerker(ARCHIVARIS).get(f"/beheer/bewaren/verklaring/{id}/"))
    assert "Verklaring van overbrenging" in page and pakket["manifest"] in page
    assert tasks.carry_out_lists() == 1
    for table in ("klantvraag", "bericht_inhoud", "bijlage", "interne_notitie"):
        assert count(db, table, klant) == 0, table
    assert (archief / pakket["naam"] / "data" / "WD-PROEF-1" / "dossier.json").exists()


def test_sent_back_after_the_transfer_nothing_goes_without_a_new_one(db, archief):
    klant = _dossier(db)
    lijst, _ = _packed(db)
    record_transfer(bed.medewerker(ARCHIVARIS), lijst, "Streekarchief, ontvangst 2026-118")
    send_back(bed.medewerker(ARCHIVARIS), lijst, "Het archief kan het pakket niet openen.")
    row = Vernietigingslijst.objects.get(id=lijst)
    assert (row.overgebracht_naar, row.overgebracht_op, row.pakket) == ("", None, {})
    judge_lijst(bed.medewerker(EIGENAAR), lijst, WAAROM)
    agree_lijst(bed.medewerker(ARCHIVARIS), lijst, WAAROM)
    a_week_later(db, lijst)
    assert tasks.carry_out_lists() == 0
    assert count(db, "klantvraag", klant) == 1
    ask_pakket(bed.medewerker(ARCHIVARIS), lijst)
    run_jobs(db, "maak_overdrachtspakket")
    record_transfer(bed.medewerker(ARCHIVARIS), lijst, "Streekarchief, ontvangst 2026-119")
    assert tasks.carry_out_lists() == 1


def test_a_package_that_changed_on_the_way_does_not_count(db, archief, monkeypatch):
    klant = _dossier(db)

    class Krast(Archief):
        """A disk that gives back something else."""

        def read(self, naam):
            for pad, inhoud in super().read(naam):
                yield pad, inhoud[:-1] if pad.endswith("dossier.json") else inhoud

    monkeypatch.setattr(ports, "_overdracht", [lambda: Krast(archief)])
    lijst, pakket = _packed(db)
    assert (pakket["stand"], pakket["waarom"]) == ("mislukt", "nalezen")
    page = browser.text(browser.medewerker(ARCHIVARIS).get(f"/beheer/bewaren/lijst/{lijst}/"))
    assert "Bij het nalezen klopte er iets niet." in page and "Pakket maken" in page
    assert count(db, "klantvraag", klant) == 1


def test_a_disk_that_is_full_leaves_nothing_behind(db, archief, monkeypatch):
    _dossier(db)

    class Vol(Archief):
        def keep(self, naam, bestanden):
            return super().keep(naam, _until_full(bestanden))

    monkeypatch.setattr(ports, "_overdracht", [lambda: Vol(archief)])
    _lijst, pakket = _packed(db)
    assert (pakket["stand"], pakket["waarom"]) == ("mislukt", "schrijven")
    assert list(archief.iterdir()) == []


def _until_full(bestanden):
    for number, bestand in enumerate(bestanden):
        if number == 2:
            raise OSError("No space left on device")
        yield bestand


def test_without_a_place_it_says_so(db, settings):
    settings.ARCHIEF_MAP = ""
    _dossier(db)
    _lijst, pakket = _packed(db)
    assert pakket["waarom"] == "geen_plaats"


def test_what_is_taken_off_or_sent_back_is_as_expired_as_before(db, archief):
    een, ander = _dossier(db), _dossier(db, "WD-PROEF-2")
    before = db.execute("SELECT partij_id, verkregen_voor FROM klantvraag ORDER BY partij_id").fetchall()
    lijst, pakket = _packed(db)
    assert pakket["dossiers"] == 2
    gone = "SELECT count(*) FROM klantvraag WHERE vervalt_op <= now()"
    assert db.execute(gone).fetchone() == (0,)
    regel = Lijstregel.objects.get(partij_id=een)
    take_off(bed.medewerker(ARCHIVARIS), lijst, regel.id, "Er is nog een vraag over dit dossier.")
    assert db.execute(gone).fetchone() == (1,)
    assert Vernietigingslijst.objects.get(id=lijst).pakket == {}
    send_back(bed.medewerker(EIGENAAR), lijst, "Toch nog eens bekijken met het archief.")
    assert db.execute(gone).fetchone() == (2,)
    assert db.execute("SELECT partij_id, verkregen_voor FROM klantvraag ORDER BY partij_id").fetchall() == before
    assert ander != een


def test_nobody_reads_it_meanwhile_and_only_the_archivist_asks(db, archief):
    klant = _dossier(db)
    lijst = agreed(db)
    with pytest.raises(Refused):
        ask_pakket(bed.medewerker("mdw-007"), lijst)
    ask_pakket(bed.medewerker(ARCHIVARIS), lijst)
    purposes = db.execute("SELECT DISTINCT verkregen_voor FROM bericht_inhoud WHERE partij_id = %s", [klant]).fetchall()
    assert purposes == [(92,)]
    uses = "SELECT DISTINCT nummer FROM verwerkingsactiviteit_gegeven WHERE 92 = ANY (bronnen)"
    assert db.execute(uses).fetchall() == [(92,)]
    with pytest.raises(Invalid, match="past niet meer"):
        ask_pakket(bed.medewerker(ARCHIVARIS), UUID(int=7))


def test_attachments_of_what_is_kept_for_good_wait_for_their_list(db):
    klant = _dossier(db)
    tasks.clean_up()
    assert count(db, "bijlage", klant) == 1
    row = db.execute("SELECT DISTINCT verkregen_voor FROM bijlage WHERE partij_id = %s", [klant]).fetchone()
    stop = "UPDATE verwerkingsactiviteit_versie SET status = %s WHERE nummer = %s AND versie = 1"
    for stand in ("geschorst", "ingetrokken", "actief"):
        db.execute("SET session_replication_role = replica")
        db.execute(stop, [stand, row[0]])
        db.execute("SET session_replication_role = origin")
        tasks.clean_up()
        assert count(db, "bijlage", klant) == 1, f"also when its purpose is {stand}"
    assert set_waardering(bed.medewerker(ARCHIVARIS), NUMMER, "vernietigen") == "open"
    tasks.clean_up()
    assert count(db, "bijlage", klant) == 1, "until somebody else agrees nothing goes"
    decide_termijn(bed.medewerker(EIGENAAR), Wijziging.objects.get(stand="open").id, True, "")
    tasks.clean_up()
    assert count(db, "bijlage", klant) == 0
