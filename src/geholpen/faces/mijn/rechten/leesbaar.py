"""Values of the access package for who reads them: words and dates. The file for software has them as they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.partijen.queries import Niveau
from geholpen.domain.rechten.queries import Rij
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum, datum_tijd

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d|Z)?")
_DAG = re.compile(r"\d{4}-\d\d-\d\d")
_SLEUTEL = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
#: What says something about our administration only, and nothing about this person.
_INTERN = frozenset(
    {"los", "geheim eigen", "adres geheim", "volgnummer", "activiteit", "rijen", "onderdelen", "versie"}
)
_BRON = {
    "overnemen": gettext_lazy("een ander systeem van ons"),
    "api": gettext_lazy("een ander programma van ons"),
    "werkplek": gettext_lazy("een medewerker"),
}
_RICHTING = {"in": gettext_lazy("van u"), "uit": gettext_lazy("van ons")}
_NAAM = {"niveau": gettext_lazy("hoe zeker wij weten dat u het bent"), "richting": gettext_lazy("van wie")}


def values(rij: Rij) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each value that says something to this person."""
    for naam, waarde in rij.waarden.items():
        lines = [] if naam in _INTERN else [line for line in _lines(naam, waarde) if line]
        if lines:
            yield str(_NAAM.get(naam, naam)), lines


def source(rij: Rij) -> str:
    """How we got it."""
    return str(_BRON[rij.herkomst]) if rij.herkomst in _BRON else kanaalnaam(rij.herkomst)


def _lines(naam: str, waarde: Any) -> Iterator[str]:
    if isinstance(waarde, Mapping):
        for deel, iets in waarde.items():
            yield from (f"{deel.replace('_', ' ').capitalize()}: {line}" for line in _lines(deel, iets) if line)
    elif isinstance(waarde, list | tuple):
        for iets in waarde:
            yield from _lines(naam, iets)
    elif isinstance(waarde, bool):
        yield str(_("ja") if waarde else _("nee"))
    else:
        yield _word(naam, str(waarde))


def _word(naam: str, waarde: str) -> str:
    if naam == "niveau" and waarde in Niveau.values:
        return vertaald(str(Niveau(waarde).label))
    if naam == "richting" and waarde in _RICHTING:
        return str(_RICHTING[waarde])
    if "kanaal" in naam:
        return kanaalnaam(waarde)
    if _SLEUTEL.fullmatch(waarde):
        return ""
    try:
        if _MOMENT.fullmatch(waarde):
            return datum_tijd(datetime.fromisoformat(waarde))
        return datum(date.fromisoformat(waarde)) if _DAG.fullmatch(waarde) else waarde
    except ValueError:  # it only looks like one
        return waarde
