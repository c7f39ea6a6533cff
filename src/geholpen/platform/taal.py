"""Words that come from a constant or from the data of a pack, in the language that is on.

The source is Dutch: a door's sentence, a reason, the name of a subject. Translating them when they are shown leaves the
log, the letters and the database as they are.
"""

from __future__ import annotations

import re

from django.utils.translation import get_language, gettext

_GETAL = re.compile(r"\d+")
#: Languages in which we write to customers.
TALEN = ("nl", "en")


def language(code: str | None) -> str:
    """The one of our languages that comes nearest to what somebody reads: Dutch, or else English."""
    kort = (code or "").lower().partition("-")[0]
    return "nl" if kort in ("", "nl") else "en"


def vertaald(tekst: object) -> str:
    """The text in the language that is on; a text that nobody translated stays as it is.

    A sentence with a number in it ("meer dan 500 delen") is in the catalogue with {} in that place.
    """
    bron = str(tekst)
    if not bron or (get_language() or "nl").startswith("nl"):
        return bron
    said = gettext(bron)
    if said != bron or not _GETAL.search(bron):
        return said
    vorm = _GETAL.sub("{}", bron)
    anders = gettext(vorm)
    return bron if anders == vorm else anders.format(*_GETAL.findall(bron))
