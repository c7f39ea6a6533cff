"""When we are open, per kind of work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from geholpen.domain.organisatie.models import Organisatie
from geholpen.domain.organisatie.policy import may_manage, may_set_hours
from geholpen.platform import onthouden
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: The texts of a channel: while closed and while waiting, in Dutch and in English.
WACHTTEKSTEN = ("dicht", "dicht_en", "wacht", "wacht_en")
MAX_TEKST, MAX_SLUITINGSDAGEN = 300, 100
DOEL = "toegangsbeheer"
_DATUM = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_UREN = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|tot)\s*(\d{1,2})[.:](\d{2})")


@command(may=may_set_hours, gegevens=(), voor="werkvoorraad", naam="Openingstijden gewijzigd", betrokkenen=lambda _: [])
def set_openingstijden(ctx: Context, soort: str, dagen: Mapping[int, str]) -> None:
    """Hours of one kind of work, per day (1 is Monday) as "9.00 tot 17.00"; an empty day is a closed one.

    With every day empty the kind has no hours at all, and is never closed by the clock. Raises Invalid with "dag_1" …
    """
    organisatie = Organisatie.objects.select_for_update().get()
    _keep_hours(organisatie, soort, dagen)
    _save(organisatie)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Openingstijden en wachtteksten gewijzigd",
         betrokkenen=lambda _: [])  # fmt: skip
def set_kanaaltijden(ctx: Context, soort: str, dagen: Mapping[int, str], teksten: Mapping[str, str]) -> None:
    """Hours of one channel, and what a customer reads or hears while it is closed and while waiting.

    `teksten`: by the names of WACHTTEKSTEN; an empty one leaves what the channel says by itself. Raises Invalid with
    "dag_1" … or the name of a text.
    """
    organisatie = Organisatie.objects.select_for_update().get()
    _keep_hours(organisatie, soort, dagen)
    clean = {naam: " ".join(teksten.get(naam, "").split()) for naam in WACHTTEKSTEN}
    for naam, tekst in clean.items():
        if len(tekst) > MAX_TEKST:
            raise Invalid(naam, f"Deze tekst is te lang. Er passen hoogstens {MAX_TEKST} tekens in.")
    alle = {**organisatie.instellingen.get("wachtteksten", {}), soort: {n: t for n, t in clean.items() if t}}
    organisatie.instellingen["wachtteksten"] = alle
    _save(organisatie)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Sluitingsdagen gewijzigd", betrokkenen=lambda _: [])
def set_sluitingsdagen(ctx: Context, tekst: str) -> None:
    """The days on which everything is closed beside public holidays, one per line as 24-12-2026.

    Raises Invalid("sluitingsdagen") with the first line that is no day.
    """
    dagen = sorted({_day(regel.strip()) for regel in tekst.splitlines() if regel.strip()})
    if len(dagen) > MAX_SLUITINGSDAGEN:
        raise Invalid(
            "sluitingsdagen", f"Vul hoogstens {MAX_SLUITINGSDAGEN} dagen in. Haal dagen die voorbij zijn weg."
        )
    organisatie = Organisatie.objects.select_for_update().get()
    organisatie.instellingen["sluitingsdagen"] = [dag.isoformat() for dag in dagen]
    _save(organisatie)


def _day(regel: str) -> date:
    found = _DATUM.fullmatch(regel)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(regel)
    except ValueError:
        raise Invalid("sluitingsdagen", f"“{regel[:30]}” is geen datum. Schrijf een dag zo: 24-12-2026.") from None


def _keep_hours(organisatie: Organisatie, soort: str, dagen: Mapping[int, str]) -> None:
    rows = [{"soort": soort, "dag": dag, **_read(dag, tekst)} for dag, tekst in sorted(dagen.items()) if tekst.strip()]
    given = [r for r in organisatie.instellingen.get("openingstijden", ()) if r["soort"] != soort]
    organisatie.instellingen["openingstijden"] = [*given, *rows]


def _save(organisatie: Organisatie) -> None:
    organisatie.save(update_fields=["instellingen"])
    onthouden.forget()


def _read(dag: int, tekst: str) -> dict[str, str]:
    found = _UREN.fullmatch(tekst.strip())
    try:
        van, tot = (time(int(found[i]), int(found[i + 1])) for i in (1, 3)) if found else (time(1), time(0))
    except ValueError:
        van, tot = time(1), time(0)
    if not 1 <= dag <= 7 or van >= tot:
        raise Invalid(f"dag_{dag}", "Vul de uren zo in: 9.00 tot 17.00. Laat een gesloten dag leeg.")
    return {"van": van.isoformat(), "tot": tot.isoformat()}
