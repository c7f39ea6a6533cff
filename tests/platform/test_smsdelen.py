"""How many text messages a text takes, against the alphabet and against what a provider of text messages counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geholpen.platform.smsdelen import smsdelen


@pytest.mark.parametrize(
    ("tekst", "delen", "per_deel"),
    [("", 0, 160), ("a", 1, 160), ("a" * 160, 1, 160), ("a" * 161, 2, 153), ("a" * 306, 2, 153), ("a" * 307, 3, 153),
     ("é" * 160, 1, 160), ("ë", 1, 70), ("ê" * 70, 1, 70), ("ë" * 71, 2, 67), ("ë" * 134, 2, 67), ("ë" * 135, 3, 67),
     ("€" * 80, 1, 160), ("€" * 81, 2, 153), ("😀" * 35, 1, 70), ("😀" * 36, 2, 67)],
)  # fmt: skip
def test_the_limits_of_one_and_of_more(tekst, delen, per_deel):
    found = smsdelen(tekst)
    assert (found.delen, found.per_deel) == (delen, per_deel)


def test_a_letter_of_two_places_is_not_cut_in_two():
    """153 places: the euro sign does not fit in the last one, so it begins the next part."""
    assert smsdelen("a" * 152 + "€" + "a" * 152).delen == 3
    assert smsdelen("a" * 151 + "€" + "a" * 153).delen == 2
    assert smsdelen("ë" * 66 + "😀" + "ë" * 66).delen == 3


def test_it_says_which_letters_make_it_dear_and_what_is_left():
    found = smsdelen("Beëindigd, zoëven")
    assert found.duur == ("ë",) and found.over == 70 - 17
    assert smsdelen("Beste mevrouw É, kosten: € 10 {voorlopig}").duur == ()


@given(st.text(max_size=400))
def test_more_text_never_takes_fewer_parts_and_what_is_left_fits(tekst):
    found = smsdelen(tekst)
    assert 0 <= found.over <= found.per_deel or not tekst
    assert smsdelen(tekst + "a").delen >= found.delen
