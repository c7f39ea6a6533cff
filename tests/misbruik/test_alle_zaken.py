"""Every abuse case of docs/misbruik.md has a test, or is called open there, and not both."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \|.*\| (test|open) \|$", re.MULTILINE)
MARK = re.compile(r"^@pytest\.mark\.zaak\((\d+)\)$", re.MULTILINE)
FILE = re.compile(r"^test_zaak_(\d\d)_\w+\.py$")


def proved() -> set[int]:
    """Numbers of the cases that some test names."""
    found = {int(match[1]) for path in Path(__file__).parent.iterdir() if (match := FILE.match(path.name))}
    for path in (*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "src").rglob("test_*.py")):
        found |= {int(number) for number in MARK.findall(path.read_text(encoding="utf-8"))}
    return found


def test_every_case_is_proved_or_said_to_be_open() -> None:
    said = {int(number): how for number, how in ROW.findall((ROOT / "docs/misbruik.md").read_text(encoding="utf-8"))}
    assert sorted(said) == list(range(1, 41))
    assert {number for number, how in said.items() if how == "test"} == proved()
