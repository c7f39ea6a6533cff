"""Moments and terms in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from geholpen.platform.ui import tijd

NU = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)  # 10.14 in Waterdam
pytestmark = pytest.mark.usefixtures("env")


def test_a_date_is_written_out():
    assert tijd.datum(date(2026, 11, 3)) == "3 november 2026"
    assert tijd.dag_datum(NU) == "dinsdag 3 november 2026"
    assert tijd.datum_tijd(NU) == "dinsdag 3 november 2026, 10.14 uur"


def test_a_day_to_come_is_named_with_its_weekday_and_a_year_when_it_is_another():
    assert tijd.dag(date(2026, 11, 27), NU) == "vrijdag 27 november"
    assert tijd.dag(date(2027, 1, 4), NU) == "maandag 4 januari 2027"
    assert tijd.dag(None) == ""


def test_a_moment_is_shown_in_the_time_of_the_organisation():
    assert tijd.tijd(NU) == "10.14"
    assert tijd.tijd(datetime(2026, 7, 1, 9, 0, tzinfo=UTC)) == "11.00"
    assert tijd.datum(datetime(2026, 11, 2, 23, 30, tzinfo=UTC)) == "3 november 2026"


@pytest.mark.parametrize(
    ("geleden", "tekst"),
    [
        (timedelta(0), "vandaag 10.14"),
        (timedelta(days=1), "gisteren 10.14"),
        (timedelta(hours=11), "gisteren 23.14"),
        (timedelta(days=4), "30 oktober 10.14"),
        (timedelta(days=400), "29 september 2025"),
    ],
)
def test_a_moment_near_now_is_told_as_people_say_it(geleden, tekst):
    assert tijd.moment(NU - geleden, NU) == tekst


def test_the_day_that_the_clock_goes_back_is_one_day():
    assert tijd.moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 22, 0, tzinfo=UTC)) == (
        "vandaag 02.30"
    )


@pytest.mark.parametrize(
    ("duur", "tekst"),
    [
        (timedelta(seconds=59), "kort"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=23, minutes=59), "23 uur"),
        (timedelta(days=1), "1 dag"),
        (timedelta(days=3), "3 dagen"),
        (timedelta(seconds=-5), "kort"),
    ],
)
def test_waiting_time(duur, tekst):
    assert tijd.wachttijd(duur) == tekst
    assert tijd.wachttijd(NU - duur, NU) == tekst


@pytest.mark.parametrize(
    ("dagen", "tekst", "soort"),
    [
        (-1, "1 dag te laat", "te-laat"),
        (-2, "2 dagen te laat", "te-laat"),
        (0, "vandaag", "bijna"),
        (1, "morgen", "bijna"),
        (5, "nog 5 dagen", "ruim"),
        (20, "nog 20 dagen", "ruim"),
        (21, "nog 3 weken", "ruim"),
    ],
)
def test_term(dagen, tekst, soort):
    dag = date(2026, 11, 3) + timedelta(days=dagen)
    assert (tijd.termijn(dag, NU), tijd.termijn_soort(dag, NU)) == (tekst, soort)


@pytest.mark.parametrize(
    ("aantal", "tekst"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (120_000, "120 kB"),
        (2_411_000, "2,4 MB"),
        (999_600, "1,0 MB"),
        (25_000_000, "25 MB"),
    ],
)
def test_file_size(aantal, tekst):
    assert tijd.bestandsgrootte(aantal) == tekst


@pytest.mark.parametrize(
    ("dagen", "tekst"), [(1, "1 dag"), (90, "90 dagen"), (365, "1 jaar"), (395, "395 dagen"), (7300, "20 jaar")]
)
def test_how_long_something_is_kept(dagen, tekst):
    assert tijd.bewaarduur(dagen) == tekst


def test_nothing_stays_nothing():
    assert {filter_(None) for naam, filter_ in tijd.FILTERS.items() if naam != "termijn_soort"} == {""}


def test_english_when_english_is_on():
    with override("en"):
        assert tijd.datum_tijd(NU) == "Tuesday 3 November 2026, 10:14"
        assert tijd.moment(NU, NU) == "today 10:14"
        assert tijd.termijn(date(2026, 11, 8), NU) == "5 days left"
        assert tijd.bestandsgrootte(2_411_000) == "2.4 MB"
