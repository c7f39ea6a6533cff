"""A pack with a mistake is refused with a sentence that says where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geholpen.packs.waterdam.laden import DATA, PackFout, load, pack

FOUTEN = [
    ("onderwerpen", 'activiteit = "parkeren"', 'activiteit = "parkeen"', "onderwerp parkeervergunning.activiteit"),
    ("onderwerpen", 'code = "afval"', 'code = "paspoort"', "dubbele code van onderwerp: paspoort"),
    ("onderwerpen", 'naam = "Rijbewijs"\n', "", "veld naam ontbreekt"),
    ("onderwerpen", 'naam = "Rijbewijs"', 'naam = "Rijbewijs"\nkleur = "rood"', "onbekend veld kleur"),
    (
        "onderwerpen",
        'gevoelig = true\nactiviteit = "jeugdhulp"',
        'gevoelig = false\nactiviteit = "jeugdhulp"',
        "gevoelig",
    ),
    ("medewerkers", 'rollen = ["fg"]', 'rollen = ["baas"]', "medewerker mdw-008.rollen"),
    ("klanten", 'bsn = "999951750"', 'bsn = "999951751"', "klant samira: bsn"),
    ("klanten", 'bsn = "999951750"', 'bsn = "999966510"', "dubbele bsn"),
    ("klanten", 'kvk = "90001234"', 'kvk = "12345678"', "kvk-nummer"),
    ("klanten", "+31850000111", "+31612345678", "geen nummer uit 085 000"),
    ("klanten", "samira.belhadi@voorbeeld.example", "samira@echt.nl", "voorbeeld.example"),
    ("klanten", 'omvang = ["parkeervergunning"]', 'omvang = ["jeugdhulp"]', "jeugdhulp aanvaardt geen machtiging"),
    ("verwerkingsactiviteiten", "soort = 7, waarom", "soort = 77, waarom", "categorie 77: onbekend nummer"),
    (
        "verwerkingsactiviteiten",
        'artikel = "Parkeerverordening, artikel 3"',
        'artikel = ""',
        "artikel van de wet ontbreekt",
    ),
    ("verwerkingsactiviteiten", 'bronnen = ["parkeren"]', 'bronnen = ["jeugdhulp"]', "gevoelige bron jeugdhulp"),
    ("verwerkingsactiviteiten", '"belastingen", "omgevingsvergunning"]', '"schuldhulp"]', "gevoelige bron schuldhulp"),
    (
        "verwerkingsactiviteiten",
        'bronnen = ["@wie", "parkeren"]',
        'bronnen = ["@niemand"]',
        "onbekende brongroep @niemand",
    ),
    ("verwerkingsactiviteiten", 'bewaartermijn = "P90D"', 'bewaartermijn = "90 dagen"', "is geen duur"),
    ("verwerkingsactiviteiten", "nummer = 2\n", "nummer = 1\n", "dubbele nummer van activiteit: 1"),
    ("gesprekken", 'klant = "wouter"', 'klant = "walter"', "gesprek wouter-klacht: onbekende waarde 'walter'"),
    ("gesprekken", 'uitkomst = "geregeld"\n', "", "een uitkomst hoort bij afgehandeld"),
    ("gesprekken", "dagen_geleden = 388", "dagen_geleden = 400", "niet van oud naar nieuw"),
    ("organisatie", "[mailtoon]", "[mailtoon", "organisatie.toml"),
]


def _with(tmp_path: Path, bestand: str, oud: str, nieuw: str) -> Path:
    map_ = tmp_path / "data"
    shutil.copytree(DATA, map_)
    pad = map_ / f"{bestand}.toml"
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    return map_


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "zin"), FOUTEN, ids=[f[3][:30] for f in FOUTEN])
def test_a_mistake_is_named(tmp_path: Path, bestand: str, oud: str, nieuw: str, zin: str) -> None:
    with pytest.raises(PackFout) as fout:
        load(_with(tmp_path, bestand, oud, nieuw))
    assert any(zin in regel for regel in fout.value.fouten), fout.value.fouten


def test_a_short_contribution_is_refused(tmp_path: Path) -> None:
    lang = pack().activiteit("afval").taak.bijdrage
    with pytest.raises(PackFout, match="minstens 80 nodig"):
        load(_with(tmp_path, "verwerkingsactiviteiten", lang, "Dienstverlening verbeteren."))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackFout, match=r"klanten\.toml"):
        load(tmp_path)


def test_an_unknown_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        pack().klant("niemand")
