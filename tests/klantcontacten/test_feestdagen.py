"""Our own list of Dutch holidays says what the package that knows every country says."""

from __future__ import annotations

from datetime import date

import holidays

from geholpen.domain.organisatie.kalender import dutch_holidays, make

#: Christmas, a Sunday in Kings' April, liberation day once in five years, and Easter in March and April.
JAREN = range(2014, 2061)


def test_dutch_holidays_are_those_of_the_package_for_all_countries() -> None:
    for jaar in JAREN:
        assert dutch_holidays(jaar) == frozenset(holidays.country_holidays("NL", years=jaar)), jaar


def test_a_calendar_of_the_netherlands_and_of_another_country() -> None:
    assert make([], [], "NL").is_closed(date(2025, 4, 26))  # the 27th is a Sunday
    assert not make([], [], "NL").is_closed(date(2026, 5, 5))
    assert make([], [], "BE").is_closed(date(2026, 7, 21))
