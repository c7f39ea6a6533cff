"""How somebody is addressed."""

from __future__ import annotations

import pytest

from geholpen.domain.partijen.weergave import aanspreeknaam, is_adresnaam


@pytest.mark.parametrize(
    ("aanhef", "voorvoegsel", "achternaam", "verwacht"),
    [
        ("mevrouw", "de", "Wit", "mevrouw De Wit"),
        ("", "", "Belhadi", "Belhadi"),
        ("mevrouw Belhadi", "", "Belhadi", "mevrouw Belhadi"),
        ("meneer Asante", "", "Asante-Boateng", "meneer Asante"),
        ("meneer Van Oosterzee", "van", "Oosterzee", "meneer Van Oosterzee"),
        ("mevrouw", "", "", ""),
    ],
)
def test_a_name_that_was_chosen_is_said_once(aanhef, voorvoegsel, achternaam, verwacht):
    assert aanspreeknaam(aanhef, voorvoegsel, achternaam) == verwacht


@pytest.mark.parametrize(
    ("naam", "adres"), [("m.dijksterhuis", True), ("jan", True), ("Jan", False), ("j. de vries", False)]
)
def test_what_stands_before_the_at_sign_is_no_name_to_greet_by(naam, adres):
    assert is_adresnaam(naam) is adres
