"""How somebody is addressed."""

from __future__ import annotations

import pytest

from geholpen.domain.partijen.weergave import aanspreeknaam


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
