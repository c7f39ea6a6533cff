"""What is large and seldom needed is not in a web process that has just started."""

from __future__ import annotations

import subprocess
import sys

import pytest

from geholpen.platform.later import later

#: Loaded where they are used: PDF, HTML of mails, holidays, calendars, outgoing HTTP, tokens of logging in.
ZWAAR = (
    "PIL",
    "authlib",
    "cryptography",
    "holidays",
    "httpx",
    "icalendar",
    "joserfc",
    "lxml",
    "nh3",
    "pikepdf",
    "segno",
    "weasyprint",
)
_VRAAG = "import sys, geholpen.config.wsgi, geholpen.config.urls; print(*(sys.modules.keys() & sys.argv[1:]))"


def test_a_web_process_starts_without_what_it_seldom_needs() -> None:
    said = subprocess.run([sys.executable, "-c", _VRAAG, *ZWAAR], capture_output=True, text=True, check=True).stdout
    assert said.split() == []


def test_a_later_module_is_the_module_and_a_missing_one_is_told_when_it_is_used() -> None:
    assert later("json").loads("[1]") == [1]
    absent = later("geholpen.bestaat_niet")
    with pytest.raises(ImportError):
        _ = absent.iets
