"""Times that are free, on ordinary days and on the two days a year on which the clock jumps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from geholpen.domain.balie.agenda import NL, free_counter, ticks, times
from geholpen.domain.balie.codes import new_code
from geholpen.domain.balie.ics import entry

MAANDAG = date(2026, 11, 30)
UREN = [(1, time(9), time(10))]
VROEG = datetime(2026, 11, 1, tzinfo=UTC)


def at(uur: int, minuut: int = 0, dag: date = MAANDAG) -> datetime:
    return datetime.combine(dag, time(uur, minuut), NL)


def test_times_of_a_day_in_steps_of_how_long_it_takes():
    assert times(MAANDAG, UREN, 15, 1, {}, VROEG) == [at(9), at(9, 15), at(9, 30), at(9, 45)]
    assert times(MAANDAG, UREN, 30, 1, {}, VROEG) == [at(9), at(9, 30)]
    assert times(MAANDAG + timedelta(days=1), UREN, 15, 1, {}, VROEG) == []


def test_what_is_taken_at_every_counter_is_not_offered():
    bezet = {t: {1} for t in ticks(at(9, 15), 15)}
    assert at(9, 15) not in times(MAANDAG, UREN, 15, 1, bezet, VROEG)
    assert at(9, 15) in times(MAANDAG, UREN, 15, 2, bezet, VROEG)
    assert free_counter(at(9, 15), 15, 2, bezet) == 2
    assert free_counter(at(9, 10), 15, 1, bezet) == 0, "it would run into the next one"


def test_half_an_hour_before_is_the_latest():
    assert times(MAANDAG, UREN, 15, 1, {}, at(9, 1)) == [at(9, 45)]


def test_f20_the_night_the_clock_jumps():
    """Nobody is asked to come in an hour that is not there; an hour that is there twice is two hours."""
    voorjaar, najaar = date(2027, 3, 28), date(2026, 10, 25)
    nacht = [(7, time(1), time(4))]
    lente = times(voorjaar, nacht, 30, 1, {}, VROEG)
    assert [t.strftime("%H:%M") for t in lente] == ["01:00", "01:30", "03:00", "03:30"]
    herfst = times(najaar, nacht, 30, 1, {}, datetime(2026, 10, 1, tzinfo=UTC))
    assert len(herfst) == len({t.astimezone(UTC) for t in herfst}) == 8


def test_codes_are_no_row():
    codes = [new_code() for _ in range(60)]
    assert len(set(codes)) > 30
    assert codes != sorted(codes)
    assert not any(c in "".join(codes) for c in "O0I1S5")


def test_a_calendar_entry_that_moves_and_goes():
    import uuid  # noqa: PLC0415  only here

    id = uuid.uuid4()
    first = entry(id, 0, at(9), at(9, 15), "Rijbewijs", "Stadhuis, Plein 1", "Waterdam").decode()
    assert "DTSTART:20261130T080000Z" in first
    assert "SEQUENCE:0" in first
    assert "Stadhuis\\, Plein 1" in first
    gone = entry(id, 2, at(9), at(9, 15), "Rijbewijs", "Stadhuis", "Waterdam", weg=True).decode()
    assert "METHOD:CANCEL" in gone
    assert f"UID:{id}@geholpen" in first
    assert f"UID:{id}@geholpen" in gone
