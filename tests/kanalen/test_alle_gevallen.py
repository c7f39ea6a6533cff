"""Every attack and every fault has a test on each channel where it can happen, and the page says which."""

from __future__ import annotations

import re

from tests.kanalen.gevallen import BEGIN, NUMMERS, PAGINA, as_list, proved

ROW = re.compile(r"^\| ([AF]\d+) \| [^|]+ \| [^|]+ \| ([^|]*) \|$", re.MULTILINE)


def test_every_number_is_proved_on_every_channel_where_it_can_happen() -> None:
    """A number or a channel without a test fails, and so does a test that the page does not expect."""
    said = {nummer: set(kanalen.split(", ")) for nummer, kanalen in ROW.findall(PAGINA.read_text(encoding="utf-8"))}
    assert list(said) == NUMMERS
    held = {nummer: set(kanalen) for nummer, kanalen in proved().items()}
    assert set(held) == set(NUMMERS), "a test names a number that is not there"
    assert {n: said[n] - held[n] for n in NUMMERS if said[n] - held[n]} == {}, "channels without a test"
    assert {n: held[n] - said[n] for n in NUMMERS if held[n] - said[n]} == {}, "channels that the page leaves out"


def test_the_page_lists_the_tests_as_they_are() -> None:
    """Written again by `python -m tests.kanalen.gevallen`."""
    assert PAGINA.read_text(encoding="utf-8").partition(BEGIN)[2] == f"\n{as_list()}"
