"""Values of the access package for who reads them: words and dates. The file for software has them as they are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.domain.partijen.queries import Niveau
from geholpen.domain.rechten.queries import Rij, Tabel
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.faces.mijn.rechten.pakketwoorden import INTERN, TABEL, VELD
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum, datum_tijd

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d|Z)?")
_DAG = re.compile(r"\d{4}-\d\d-\d\d")
_SLEUTEL = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_BRON = {
    "overnemen": gettext_lazy("een ander systeem van ons"),
    "api": gettext_lazy("een ander programma van ons"),
    "werkplek": gettext_lazy("een medewerker"),
}
_RICHTING = {"in": gettext_lazy("van u"), "uit": gettext_lazy("van ons")}
#: A code of ours: words with a line between.
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")


def title(tabel: str) -> str:
    """What a table is called."""
    return str(TABEL.get(tabel, tabel.capitalize()))


def left_out(tabel: Tabel) -> str:
    """What was left out of a table, because it is about somebody else."""
    return ", ".join(dict.fromkeys(_label(naam).lower() for naam in tabel.weggelaten if naam not in INTERN))


def values(rij: Rij) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each value that says something to this person."""
    for naam, waarde in rij.waarden.items():
        lines = [] if naam in INTERN else [line for line in _lines(naam, waarde) if line]
        if lines:
            yield _label(naam), lines


def _label(naam: str) -> str:
    return str(VELD.get(naam, naam.capitalize()))


def source(rij: Rij) -> str:
    """How we got it."""
    return str(_BRON[rij.herkomst]) if rij.herkomst in _BRON else kanaalnaam(rij.herkomst)


def _lines(naam: str, waarde: Any) -> Iterator[str]:
    if isinstance(waarde, Mapping):
        for deel, iets in waarde.items():
            yield from (f"{_label(deel.replace('_', ' '))}: {line}" for line in _lines(deel, iets) if line)
    elif isinstance(waarde, list | tuple):
        for iets in waarde:
            yield from _lines(naam, iets)
    elif isinstance(waarde, bool):
        yield str(_("ja") if waarde else _("nee"))
    else:
        yield _word(naam, str(waarde))


def _word(naam: str, waarde: str) -> str:
    if naam in _NAMEN:
        return _NAMEN[naam](waarde)
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
        if _DAG.fullmatch(waarde):
            return datum(date.fromisoformat(waarde))
    except ValueError:  # it only looks like one
        return waarde
    return waarde.replace("_", " ") if _CODE.fullmatch(waarde) else waarde


def _subject(code: str) -> str:
    return vertaald(next((o.naam for o in onderwerpen() if o.code == code), code))


def _category(nummer: str) -> str:
    return vertaald(Gegevenssoort(int(nummer)).omschrijving) if int(nummer) else ""


#: Codes and numbers that have a name.
_NAMEN: dict[str, Callable[[str], str]] = {
    "onderwerp code": _subject,
    "afdeling code": lambda code: vertaald(afdelingen().get(code, code)),
    "gegeven": _category,
}
