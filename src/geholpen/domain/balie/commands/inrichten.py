"""Set up places and what one can come for. Catalogues: no customer, so no purpose but that of the work itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from geholpen.domain.balie.models import Afspraaksoort, Locatie
from geholpen.domain.balie.plaatsen import video_rooms
from geholpen.domain.balie.policy import may_set_up
from geholpen.domain.balie.ports import agendas
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, command
from geholpen.platform.errors import Invalid

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{1,39}")
_UREN = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|tot)\s*(\d{1,2})[.:](\d{2})")
_BESTAAT = "Deze code is er al. Kies een andere."


@catalogue
def load_agenda(locaties: Iterable[dict[str, Any]], soorten: Iterable[dict[str, Any]]) -> None:
    """Load places and kinds of appointments from a pack. What is already there stays as it is."""
    Locatie.objects.bulk_create((Locatie(**v) for v in locaties), ignore_conflicts=True)
    Afspraaksoort.objects.bulk_create((Afspraaksoort(**v) for v in soorten), ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class Plek:
    """A place as management fills it in. `dagen`: "9.00 tot 17.00" by day, 1 is Monday; all empty: the usual hours."""

    code: str
    naam: str
    adres: str = ""
    loketten: int = 1
    agenda: str = "eigen"
    dagen: Mapping[int, str] = field(default_factory=dict)
    extern: Mapping[str, str] = field(default_factory=dict)  # of another agenda: adres, locatie
    actief: bool = True


@command(
    may=may_set_up, gegevens=(), voor="toegangsbeheer", naam="Een plek met balies ingesteld", betrokkenen=lambda _: []
)
def save_locatie(ctx: Context, plek: Plek, *, nieuw: bool = False) -> None:
    """Make or change a place. Raises Invalid with the field that is wrong."""
    _check_code(plek.code, taken=nieuw and Locatie.objects.filter(code=plek.code).exists())
    if not plek.naam.strip():
        raise Invalid("naam", "Vul in hoe deze plek heet.")
    if not 1 <= plek.loketten <= 99:
        raise Invalid("loketten", "Vul in hoeveel mensen er tegelijk kunnen worden geholpen, van 1 tot 99.")
    if plek.agenda not in ("eigen", *agendas()):
        raise Invalid("agenda", "Kies in welke agenda de afspraken staan.")
    extern = {naam: waarde.strip()[:200] for naam, waarde in plek.extern.items() if waarde.strip()}
    if plek.agenda != "eigen" and not (extern.get("adres", "").startswith("http") and extern.get("locatie")):
        raise Invalid("adres_agenda", "Vul het adres van de andere agenda in, en het nummer van deze plek daar.")
    Locatie.objects.update_or_create(
        code=plek.code,
        defaults={
            "naam": plek.naam.strip()[:120],
            "adres": plek.adres.strip()[:200],
            "loketten": plek.loketten,
            "agenda": plek.agenda,
            "uren": [_hours(dag, tekst) for dag, tekst in sorted(plek.dagen.items()) if tekst.strip()],
            "instellingen": extern if plek.agenda != "eigen" else {},
            "actief": plek.actief,
        },
    )


@dataclass(frozen=True, slots=True)
class Soort:
    """What one can come for, as management fills it in. `extern`: its id in another agenda, by agenda."""

    code: str
    naam: str
    onderwerp_code: str
    minuten: int
    meenemen: str = ""
    video: bool = False
    extern: Mapping[str, str] = field(default_factory=dict)
    actief: bool = True


@command(
    may=may_set_up, gegevens=(), voor="toegangsbeheer", naam="Een soort afspraak ingesteld", betrokkenen=lambda _: []
)
def save_afspraaksoort(ctx: Context, soort: Soort, *, nieuw: bool = False) -> None:
    """Make or change a kind of appointment. Raises Invalid; also for a sensitive subject: its name stands in mails."""
    _check_code(soort.code, taken=nieuw and Afspraaksoort.objects.filter(code=soort.code).exists())
    if not soort.naam.strip():
        raise Invalid("naam", "Vul in waarvoor mensen komen. Dit staat ook in mails en op hun telefoon.")
    if soort.onderwerp_code not in {o.code for o in onderwerpen() if not o.gevoelig and o.code != "onbekend"}:
        raise Invalid(
            "onderwerp_code", "Kies een onderwerp. Gevoelige onderwerpen krijgen geen afspraak in deze lijst."
        )
    if not 5 <= soort.minuten <= 240 or soort.minuten % 5:
        raise Invalid("minuten", "Vul in hoeveel minuten het duurt, in stappen van 5.")
    if soort.video and not video_rooms():
        raise Invalid("video", "Videobellen is nog niet ingesteld. Vraag dit aan wie Geholpen voor u beheert.")
    Afspraaksoort.objects.update_or_create(
        code=soort.code,
        defaults={
            "naam": soort.naam.strip()[:120],
            "onderwerp_code": soort.onderwerp_code,
            "minuten": soort.minuten,
            "meenemen": soort.meenemen.strip()[:400],
            "video": soort.video,
            "extern": {naam: waarde.strip()[:100] for naam, waarde in soort.extern.items() if waarde.strip()},
            "actief": soort.actief,
        },
    )


def _check_code(code: str, *, taken: bool) -> None:
    if not _CODE.fullmatch(code):
        raise Invalid(
            "code", "Gebruik kleine letters, cijfers en streepjes. Dit staat in adressen, en verandert niet meer."
        )
    if taken:
        raise Invalid("code", _BESTAAT)


def _hours(dag: int, tekst: str) -> dict[str, Any]:
    found = _UREN.fullmatch(tekst.strip())
    try:
        van, tot = (time(int(found[i]), int(found[i + 1])) for i in (1, 3)) if found else (time(1), time(0))
    except ValueError:
        van, tot = time(1), time(0)
    if not 1 <= dag <= 7 or van >= tot:
        raise Invalid(f"dag_{dag}", "Vul de uren zo in: 9.00 tot 17.00. Laat een gesloten dag leeg.")
    return {"dag": dag, "van": f"{van:%H:%M}", "tot": f"{tot:%H:%M}"}
