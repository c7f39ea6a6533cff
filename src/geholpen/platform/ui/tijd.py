"""Moments, terms and sizes in words a customer uses; pure, and in the language that is on.

A moment is a `datetime` with a time zone; it is shown in the organisation's own time. A `date` stays a date.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language

MAANDEN = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
DAGEN = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
WOORDEN: dict[str, dict[str, str]] = {
    "nl": {
        "vandaag": "vandaag",
        "gisteren": "gisteren",
        "morgen": "morgen",
        "nu": "kort",
        "nog": "nog {}",
        "te_laat": "{} te laat",
        "om": "{}, {} uur",
        "komma": ",",
    },
    "en": {
        "vandaag": "today",
        "gisteren": "yesterday",
        "morgen": "tomorrow",
        "nu": "a moment",
        "nog": "{} left",
        "te_laat": "{} late",
        "om": "{}, {}",
        "komma": ".",
    },
}

AANTALLEN = {
    "nl": {
        "min": ("{} min", "{} min"),
        "uur": ("{} uur", "{} uur"),
        "dag": ("{} dag", "{} dagen"),
        "week": ("{} week", "{} weken"),
        "jaar": ("{} jaar", "{} jaar"),
    },
    "en": {
        "min": ("{} min", "{} min"),
        "uur": ("{} hour", "{} hours"),
        "dag": ("{} day", "{} days"),
        "week": ("{} week", "{} weeks"),
        "jaar": ("{} year", "{} years"),
    },
}


def datum(waarde: date | datetime | None) -> str:
    """3 november 2026"""
    if waarde is None:
        return ""
    dag = _local(waarde)
    return f"{dag.day} {MAANDEN[_taal()][dag.month - 1]} {dag.year}"


def dag_datum(waarde: date | datetime | None) -> str:
    """dinsdag 3 november 2026"""
    return f"{DAGEN[_taal()][_local(waarde).weekday()]} {datum(waarde)}" if waarde else ""


def dag(waarde: date | datetime | None, nu: datetime | None = None) -> str:
    """vrijdag 27 november, as people name a day to come; with its year when that is another one"""
    if waarde is None:
        return ""
    lokaal = _local(waarde)
    jaar = f" {lokaal.year}" if lokaal.year != _today(nu).year else ""
    return f"{DAGEN[_taal()][lokaal.weekday()]} {lokaal.day} {MAANDEN[_taal()][lokaal.month - 1]}{jaar}"


def tijd(waarde: datetime | None) -> str:
    """10.14 (10:14 in English)"""
    if waarde is None:
        return ""
    lokaal = _local(waarde)
    return lokaal.strftime("%H.%M" if _taal() == "nl" else "%H:%M")


def datum_tijd(waarde: datetime | None) -> str:
    """dinsdag 3 november 2026, 10.14 uur"""
    return _woord("om").format(dag_datum(waarde), tijd(waarde)) if waarde else ""


def komend(waarde: datetime | None) -> str:
    """dinsdag 1 december, 09.00 uur: a moment to come"""
    return _woord("om").format(dag(waarde), tijd(waarde)) if waarde else ""


def moment(waarde: datetime | None, nu: datetime | None = None) -> str:
    """vandaag 10.14, gisteren 16.02, 3 november 10.14; another year: 3 november 2025"""
    if waarde is None:
        return ""
    lokaal, vandaag = _local(waarde), _today(nu)
    dagen = (vandaag - lokaal.date()).days
    if dagen in (0, 1):
        return f"{_woord('gisteren' if dagen else 'vandaag')} {tijd(waarde)}"
    if lokaal.year != vandaag.year:
        return datum(waarde)
    return f"{lokaal.day} {MAANDEN[_taal()][lokaal.month - 1]} {tijd(waarde)}"


def wachttijd(waarde: datetime | timedelta | None, nu: datetime | None = None) -> str:
    """How long something has waited: kort, 4 min, 2 uur, 3 dagen"""
    if waarde is None:
        return ""
    duur = waarde if isinstance(waarde, timedelta) else (nu or timezone.now()) - waarde
    minuten = int(duur.total_seconds() // 60)
    if minuten < 1:
        return _woord("nu")
    if minuten < 60:
        return _aantal("min", minuten)
    if minuten < 24 * 60:
        return _aantal("uur", minuten // 60)
    return _aantal("dag", minuten // (24 * 60))


def termijn(waarde: date | datetime | None, nu: datetime | None = None) -> str:
    """How long until a day: vandaag, morgen, nog 5 dagen, nog 3 weken, 2 dagen te laat"""
    if waarde is None:
        return ""
    dagen = (_day(waarde) - _today(nu)).days
    if dagen in (0, 1):
        return _woord("morgen" if dagen else "vandaag")
    if dagen < 0:
        return _woord("te_laat").format(_aantal("dag", -dagen))
    return _woord("nog").format(_aantal("week", dagen // 7) if dagen > 20 else _aantal("dag", dagen))


def termijn_soort(waarde: date | datetime | None, nu: datetime | None = None) -> str:
    """The colour word that goes with `termijn`: "te-laat", "bijna" (today or tomorrow) or "ruim"."""
    if waarde is None:
        return "ruim"
    dagen = (_day(waarde) - _today(nu)).days
    if dagen < 0:
        return "te-laat"
    return "bijna" if dagen <= 1 else "ruim"


def bestandsgrootte(bytes_: int | None) -> str:
    """120 kB, 2,4 MB"""
    if bytes_ is None:
        return ""
    if bytes_ < 1000:
        return "1 byte" if bytes_ == 1 else f"{bytes_} bytes"
    maat, eenheid = (bytes_ / 1000, "kB") if bytes_ < 999_500 else (bytes_ / 1_000_000, "MB")
    tekst = f"{maat:.0f}" if maat >= 10 or eenheid == "kB" else f"{maat:.1f}"
    return f"{tekst.replace('.', _woord('komma'))} {eenheid}"


def bewaarduur(dagen: int | None) -> str:
    """How long something is kept: whole years as years (365 days each), the rest in days."""
    if dagen is None:
        return ""
    jaren, rest = divmod(dagen, 365)
    return _aantal("jaar", jaren) if jaren and not rest else _aantal("dag", dagen)


def iso(waarde: date | datetime | None) -> str:
    """The machine's form, for the datetime attribute of <time>."""
    return waarde.isoformat() if waarde else ""


FILTERS = {
    functie.__name__: functie
    for functie in (
        datum,
        dag,
        dag_datum,
        tijd,
        datum_tijd,
        moment,
        wachttijd,
        termijn,
        termijn_soort,
        bestandsgrootte,
        bewaarduur,
        iso,
    )
}


def _taal() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _woord(naam: str) -> str:
    return WOORDEN[_taal()][naam]


def _aantal(naam: str, aantal: int) -> str:
    enkel, meer = AANTALLEN[_taal()][naam]
    return (enkel if aantal == 1 else meer).format(aantal)


def _local(waarde):
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde


def _day(waarde: date | datetime) -> date:
    return _local(waarde).date() if isinstance(waarde, datetime) else waarde


def _today(nu: datetime | None) -> date:
    return _local(nu or timezone.now()).date()
