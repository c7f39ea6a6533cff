"""A date of birth as people write it: 1-2-1960, 01/02/1960, 01 02 1960, 1 februari 1960. Pure.

One text field, because choosing sixty years back in a calendar is slow and a picker hides what was typed. The register
knows people of whom only the year or the month is known; those are written with zeros: 00-00-1961.
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from geholpen.platform.errors import Invalid
from geholpen.platform.ui.tijd import MAANDEN

_GETALLEN = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})")
_WOORDEN = re.compile(r"(\d{1,2})[-/. ]+([a-z]{3,})\.?[-/. ]+(\d{4})")
_ACHTEREEN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_KORT_JAAR = re.compile(r"\d{1,2}[-/. ]+\w+[-/. ]+'?\d{2}")
#: The three letters by which a month is known; "mrt" is how Dutch shortens maart.
_MAAND = {naam.lower()[:3]: plek for taal in MAANDEN.values() for plek, naam in enumerate(taal, start=1)} | {"mrt": 3}
_OUDST = 1880


def read_geboortedatum(tekst: str, vandaag: date, veld: str = "geboortedatum") -> str:
    """The date as the register writes it (1960-02-01; 1961-00-00), "" for nothing. Raises Invalid with what to type."""
    tekst = " ".join(tekst.lower().split())
    if not tekst:
        return ""
    jaar, maand, dag = _parts(tekst, veld)
    if not _exists(jaar, maand, dag):
        raise Invalid(veld, _("Deze dag bestaat niet. Controleer de dag en de maand, bijvoorbeeld 1-2-1960."))
    if jaar < _OUDST or date(jaar, maand or 1, dag or 1) > vandaag:
        raise Invalid(veld, _("Dit kan geen geboortedatum zijn. Controleer het jaar, bijvoorbeeld 1-2-1960."))
    return f"{jaar:04}-{maand:02}-{dag:02}"


def _parts(tekst: str, veld: str) -> tuple[int, int, int]:
    """Year, month, day."""
    if found := _ISO.fullmatch(tekst):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _GETALLEN.fullmatch(tekst) or _ACHTEREEN.fullmatch(tekst):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _WOORDEN.fullmatch(tekst)) and (maand := _month(found[2])):
        return int(found[3]), maand, int(found[1])
    if _KORT_JAAR.fullmatch(tekst):
        raise Invalid(veld, _("Schrijf het jaar met vier cijfers, bijvoorbeeld 1-2-1960."))
    raise Invalid(veld, _("Schrijf de dag, de maand en het jaar, bijvoorbeeld 1-2-1960 of 1 februari 1960."))


def _month(woord: str) -> int:
    """The number of a month by its (shortened) name in one of our languages; 0 when it is none."""
    plek = _MAAND.get(woord[:3], 0)
    hele = {taal[plek - 1].lower() for taal in MAANDEN.values()} if plek else set()
    return plek if woord in {"mrt", "sept"} or any(naam.startswith(woord) for naam in hele) else 0


def _exists(jaar: int, maand: int, dag: int) -> bool:
    """Whether it is a day, or a month or year of which the rest is unknown."""
    if dag and not maand:
        return False
    try:
        date(jaar, maand or 1, dag or 1)
    except ValueError:
        return False
    return True
