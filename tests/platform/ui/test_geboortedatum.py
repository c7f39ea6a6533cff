"""A date of birth is understood as people write it; what is not understood says what to type."""

from datetime import date

import pytest

from geholpen.platform.errors import Invalid
from geholpen.platform.ui.geboortedatum import read_geboortedatum

VANDAAG = date(2026, 11, 24)


@pytest.mark.parametrize(
    "tekst",
    [
        *("1-2-1960", "01-02-1960", "01/02/1960", "01 02 1960", "1.2.1960", "01021960", " 1 - 2 - 1960 ", "1960-02-01"),
        *("1 februari 1960", "1 FEBRUARI 1960", "1 feb 1960", "1 feb. 1960", "1-feb-1960", "1 February 1960"),
    ],
)
def test_the_ways_people_write_it(tekst):
    assert read_geboortedatum(tekst, VANDAAG) == "1960-02-01"


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("", ""),
        ("   ", ""),
        ("29-2-2024", "2024-02-29"),
        ("00-00-1961", "1961-00-00"),  # of some people only the year is known
        ("0-3-1961", "1961-03-00"),
        ("5 mrt 1970", "1970-03-05"),
        ("5 sept 1970", "1970-09-05"),
        ("5 mei 1970", "1970-05-05"),
        ("5 may 1970", "1970-05-05"),
        ("24-11-2026", "2026-11-24"),
    ],
)
def test_the_edges(tekst, gelezen):
    assert read_geboortedatum(tekst, VANDAAG) == gelezen


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("gisteren", "Schrijf de dag, de maand en het jaar"),
        ("1960", "Schrijf de dag, de maand en het jaar"),
        ("1 fabruari 1960", "Schrijf de dag, de maand en het jaar"),
        ("1 marmot 1960", "Schrijf de dag, de maand en het jaar"),
        ("1-2-60", "Schrijf het jaar met vier cijfers"),
        ("1 februari '60", "Schrijf het jaar met vier cijfers"),
        ("31-2-1960", "Deze dag bestaat niet"),
        ("1-13-1960", "Deze dag bestaat niet"),
        ("5-0-1960", "Deze dag bestaat niet"),
        ("29-2-2023", "Deze dag bestaat niet"),
        ("1-1-0000", "Deze dag bestaat niet"),
        ("25-11-2026", "Dit kan geen geboortedatum zijn"),
        ("1-2-1060", "Dit kan geen geboortedatum zijn"),
    ],
)
def test_what_is_not_understood_says_what_to_type(tekst, zegt):
    with pytest.raises(Invalid) as wrong:
        read_geboortedatum(tekst, VANDAAG)
    assert wrong.value.field == "geboortedatum"
    assert zegt in wrong.value.reason
    assert "1-2-1960" in wrong.value.reason
