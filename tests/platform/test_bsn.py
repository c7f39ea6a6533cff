"""A BSN in text: what is one, what is not, and what is left of it."""

from __future__ import annotations

import logging

import pytest

from geholpen.platform import bsn
from tests import cast

BSN = cast.SAMIRA.bsn  # 999951750


@pytest.mark.parametrize(
    "tekst",
    [
        BSN,
        f"Mijn BSN is {BSN}.",
        f"bsn:{BSN}",
        f"BSN={BSN}, 17-05-1984",
        "999.951.750",
        "999 951 750",
        "9999.51.750",
        "99 99 51 750",
        f"1984 {BSN}",
        f"{BSN} 1984",
        f"foto_{BSN}.jpg",
        f"<td>{BSN}</td>",
        f"{BSN}\n{cast.NAIMA.bsn}",
    ],
)
def test_it_is_found_and_masked(tekst):
    assert bsn.find(tekst)[0] == BSN
    left = bsn.mask(tekst)
    assert "•••••••50" in left
    assert not bsn.find(left)


@pytest.mark.parametrize(
    "tekst",
    [
        "123456789",  # fails the check
        "000000000",
        f"1{BSN}",
        f"{BSN}0",
        "0850000161",
        "+31850000161",
        "06 12 34 56 78",
        f"a{BSN}",
        "01a226e9-7db3-77c3-b14a-36734309ef8b",
        "NL91 ABNA 0417 1643 00",
        "WD-2K7Q-9F3M",
        "12-05-1984",
        "",
    ],
)
def test_what_is_none_stays_as_it_is(tekst):
    assert bsn.find(tekst) == []
    assert bsn.mask(tekst) == tekst


def test_every_bsn_of_the_cast_passes_the_check():
    assert all(bsn.elfproef(k.bsn) for k in cast.PACK.klanten if k.bsn)


def test_a_line_of_the_log_has_none_also_not_in_the_trace_of_an_error():
    formatter = bsn.ZonderBsn("{levelname} {message}", style="{")
    try:
        raise ValueError(f"klant {BSN}")
    except ValueError as error:
        record = logging.LogRecord(
            "x", 40, "x", 1, "Mislukt voor %s", (BSN,), (type(error), error, error.__traceback__)
        )
    line = formatter.format(record)
    assert "Mislukt voor •••••••50" in line
    assert "ValueError: klant •••••••50" in line
    assert not bsn.find(line)


def test_the_settings_use_it_for_every_line():
    from django.conf import settings  # noqa: PLC0415

    handlers = settings.LOGGING["handlers"].values()
    used = {settings.LOGGING["formatters"][h["formatter"]]["class"] for h in handlers}
    assert used == {"geholpen.platform.bsn.ZonderBsn"}


def test_a_field_for_what_people_write_masks_on_its_way_to_the_database():
    assert bsn.VrijeTekst().get_prep_value(f"Nr {BSN}") == "Nr •••••••50"
    assert bsn.VrijeRegel(max_length=40).get_prep_value(BSN) == "•••••••50"
    given = {"a": [f"x {BSN}", 3, None], BSN: {"b": True}}
    assert bsn.VrijeGegevens().get_prep_value(given) == {"a": ["x •••••••50", 3, None], "•••••••50": {"b": True}}
    assert bsn.VrijeTekst().get_prep_value(None) is None
