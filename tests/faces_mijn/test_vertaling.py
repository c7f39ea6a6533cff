"""Every text a customer sees has an English one, and the .mo we make is one that gettext reads."""

import gettext
import io
import re

import pytest

from geholpen.config.teksten import collect, write
from geholpen.config.vertaling import PO, compiled, ensure, read
from tests import browser


def test_every_text_of_the_customer_is_translated():
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
