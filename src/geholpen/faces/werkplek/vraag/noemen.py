"""Which colleagues a note mentions: "@Jolanda", "@Jolanda Terpsma" or "@Parkeren", or a choice out of the list."""

from __future__ import annotations

import re
from collections import Counter
from uuid import UUID

from geholpen.domain.organisatie.queries import MedewerkerInfo, afdelingen, medewerkers

_TEKEN = re.compile(r"(?<![\w.])@([\w'’.-]+(?: [\w'’.-]+){0,4})")
AFDELING = "afdeling:"


def lijst() -> list[tuple[str, list[tuple[str, str]]]]:
    """Departments and colleagues, for a select."""
    mensen = [(str(m.id), m.naam) for m in medewerkers() if m.rollen]
    return [("", [(f"{AFDELING}{code}", naam) for code, naam in afdelingen().items()]), ("@", mensen)]


def read(tekst: str, keuze: str) -> list[UUID]:
    """Everybody whom this note mentions; a name that several have, or that nobody has, mentions nobody."""
    alle = [m for m in medewerkers() if m.rollen]
    wie = {"@" + naam: ids for naam, ids in _names(alle).items()}
    found: list[UUID] = []
    for match in _TEKEN.finditer(tekst):
        words = match[1].lower().rstrip(".").split(" ")
        beginnings = (" ".join(words[:n]) for n in range(len(words), 0, -1))
        found += next((wie[f"@{b}"] for b in beginnings if f"@{b}" in wie), [])
    if keuze.startswith(AFDELING):
        found += [m.id for m in alle if m.afdeling_code == keuze.removeprefix(AFDELING)]
    else:
        found += [m.id for m in alle if str(m.id) == keuze]
    return list(dict.fromkeys(found))


def _names(alle: list[MedewerkerInfo]) -> dict[str, list[UUID]]:
    """Every name that means one person, and the departments."""
    voornamen = Counter(m.naam.split(" ")[0].lower() for m in alle)
    names: dict[str, list[UUID]] = {}
    for code, naam in afdelingen().items():
        names[naam.lower()] = names[code.lower()] = [m.id for m in alle if m.afdeling_code == code]
    for m in alle:
        names[m.naam.lower()] = names[m.groetnaam.lower()] = [m.id]
        if voornamen[m.naam.split(" ")[0].lower()] == 1:
            names[m.naam.split(" ")[0].lower()] = [m.id]
    return names
