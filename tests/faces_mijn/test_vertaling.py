"""Every text a customer sees has an English one, and the .mo we make is one that gettext reads."""

import gettext
import io
import re

import pytest
from django.utils.translation import override

from geholpen.config.teksten import collect, write
from geholpen.config.teksten_pakket import collect_pack
from geholpen.config.vertaling import PAKKET_PO, PO, compiled, ensure, ensure_all, read
from geholpen.domain.berichten.bestemming import GEEN_ADRES, GEEN_MAILADRES
from geholpen.domain.berichten.commands.antwoorden import NIEUWER_ANTWOORD
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.regels import REDENEN
from geholpen.platform.doors import doors
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald
from tests import browser


def test_every_text_of_the_screens_is_translated():
    known = read()
    missing = sorted(text for text in collect() if not all(known.get(text, ("",))))
    assert not missing, f"run `python -m geholpen.config.teksten` and translate: {missing}"


def test_a_translation_names_the_same_values():
    for text, said in read().items():
        for one in said:
            names = [sorted(re.findall(r"%\(\w+\)s|\{\}", words)) for words in (text[0], one)]
            assert names[0] == names[1], text


def test_python_reads_what_we_compile():
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled(read())))
    assert catalogue.gettext("Uitloggen") == "Log out"
    een, meer = next(text for text in read() if len(text) == 2)
    assert catalogue.ngettext(een, meer, 1) != catalogue.ngettext(een, meer, 2)


def test_writing_and_reading_loses_nothing(tmp_path):
    known = {('Een "woord"\nen meer \\',): ('A "word"\nand more \\',), ("a", "b"): ("c", "d")}
    write(dict.fromkeys(known, "x.py"), known, tmp_path / "django.po")
    assert read(tmp_path / "django.po") == known
    ensure(tmp_path / "django.po")
    assert (tmp_path / "django.mo").read_bytes() == compiled(known)


@pytest.mark.django_db
def test_the_pages_are_in_english_when_asked(waterdam):
    ensure(PO)
    client = browser.klant("samira")
    client.get("/taal/en/")
    page = browser.text(client.get("/mijn/"))
    assert '<html lang="en"' in page
    assert "What do I have to arrange" in page
    assert "Wat moet ik regelen" not in page
    assert "Nederlands" in page


def test_every_text_of_the_pack_is_translated():
    known = read(PAKKET_PO)
    missing = sorted(text for text in collect_pack() if not all(known.get(text, ("",))))
    assert not missing, f"run `python -m geholpen.config.teksten` and translate: {missing}"


def test_whatever_a_door_or_the_rules_say_is_collected():
    """Not from the source but from what runs: a sentence made in a way the collector does not see is found here."""
    known = {text[0] for text in collect()}
    said = {door.naam for door in doors.values() if door.name.startswith("geholpen.")}
    said |= set(REDENEN.values()) | {soort.omschrijving for soort in Gegevenssoort}
    assert said - known == set()


def test_a_refusal_that_goes_by_a_name_or_is_one_of_two_is_collected():
    """Who works in English read these in Dutch."""
    known = {text[0] for text in collect()}
    assert {NIEUWER_ANTWOORD, GEEN_ADRES, GEEN_MAILADRES, "Verander eerst de tekst."} <= known


def test_a_sentence_with_a_number_is_translated_with_its_number():
    with override("en"):
        assert vertaald("Dit bericht bestaat uit meer dan 500 delen.") == "This message has more than 500 parts."
        assert vertaald("Kavel 12 is verkocht") == "Kavel 12 is verkocht"
        assert vertaald("") == ""
        assert Invalid("tekst", "Schrijf eerst uw bericht.").reason == "Write your message first."
    assert vertaald("Parkeervergunning") == "Parkeervergunning"
    assert Invalid("tekst", "Schrijf eerst uw bericht.").reason == "Schrijf eerst uw bericht."


@pytest.mark.django_db
def test_who_looked_at_my_data_is_in_english_when_asked(waterdam):
    ensure_all()
    browser.klant("samira").get("/mijn/namens/")  # her daughter looks, for the parking permit
    client = browser.klant("naima")
    client.get("/mijn/")
    client.get("/taal/en/")
    page = browser.text(client.get("/mijn/inzage/"))
    for words in (
        "looked at your questions to us",
        "Showing somebody who may act for you",
        "General Data Protection Regulation (GDPR), article 15",
        "your name",
    ):
        assert words in page
    for dutch in ("Uw vragen bij ons bekeken", "uw naam", "Algemene", "Parkeervergunning"):
        assert dutch not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "english", "dutch"),
    [
        ("/beheer/register/", "Parking permits", "Parkeervergunningen"),
        ("/beheer/register/parkeren/", "The permit is in your name.", "De vergunning staat op uw naam."),
        ("/beheer/onderwerpen/", "Parking permit", "Parkeervergunning"),
    ],
)
def test_the_register_is_in_english_when_asked(waterdam, address, english, dutch):
    ensure_all()
    client = browser.medewerker("mdw-007")
    assert dutch in browser.text(client.get(address))
    client.get("/taal/en/")
    page = browser.text(client.get(address))
    assert 'href="/taal/nl/' in page  # and the way back
    assert english in page
    assert dutch not in page
