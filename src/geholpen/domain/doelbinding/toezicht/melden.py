"""Jobs: tell team lead and privacy officer about break-glass. Departments and moments, nobody's name."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.commands.nood import HERINNER, MELD, remind_noodtoegang
from geholpen.domain.doelbinding.guard import MELD_INCIDENT
from geholpen.domain.doelbinding.toezicht.models import Noodreden
from geholpen.domain.doelbinding.toezicht.veel import MELD as MELD_VEEL
from geholpen.domain.organisatie.queries import afdelingen, organisatie
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import job

_UUR = 3600.0
_incidenten: list[float] = []


def look_at_noodtoegang() -> int:
    """Plan the reminders that are due; safe to run every hour. Returns how many."""
    return remind_noodtoegang(system("beheer", "noodtoegang"))


def forget_bekeken() -> int:
    """Remove who saw whom more than an hour ago: it was only for counting. Returns how many rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT vergeet_bekeken()")
        return int(cursor.fetchone()[0])


@job(MELD)
def meld_noodtoegang(ctx: Context, afdeling: str, reden: str, moment: str) -> None:
    """Somebody opened break-glass: at once to whoever leads that team and to the privacy officer."""
    tijd = timezone.localtime(datetime.fromisoformat(moment))
    _tell(
        afdeling,
        "Noodtoegang geopend",
        f"Een medewerker van {_naam(afdeling)} opende noodtoegang om {tijd:%H.%M} uur op {tijd:%d-%m-%Y}.\n"
        f"Reden: {Noodreden(reden).label.lower()}.\n\n"
        "Beoordeel dit binnen twee werkdagen in Beheer, Noodtoegang.\n"
        "Is het na vijf werkdagen niet beoordeeld? Dan staat noodtoegang voor dit team uit.\n",
    )


@job(HERINNER)
def meld_late_beoordeling(ctx: Context, afdeling: str, stap: str) -> None:
    """A review is late (1), or the right of the team's role is off because of it (2)."""
    if stap == "1":
        onderwerp = "Noodtoegang is nog niet beoordeeld"
        tekst = f"Noodtoegang van {_naam(afdeling)} had beoordeeld moeten zijn.\n"
    else:
        onderwerp = "Noodtoegang van een team staat uit"
        tekst = f"Noodtoegang van {_naam(afdeling)} is niet op tijd beoordeeld en staat daarom uit.\n"
    _tell(afdeling, onderwerp, f"{tekst}Beoordeel haar in Beheer, Noodtoegang.\n")


@job(MELD_VEEL)
def meld_veel_inzage(ctx: Context, afdeling: str) -> None:
    """Somebody saw very many customers in an hour: to whoever leads that team and to the privacy officer."""
    _tell(
        afdeling,
        "Zeer veel inzage door een medewerker",
        f"Een medewerker van {_naam(afdeling)} zag in een uur gegevens van meer klanten dan bij de rol past.\n"
        "Verder kijken kan alleen met een nieuwe tweede stap.\n\nBekijk het in Beheer, Zeer veel inzage.\n",
    )


@job(MELD_INCIDENT)
def meld_incident(ctx: Context, deur: str) -> None:
    """The database refused a statement: to the privacy officer. Which door, nothing of what was asked.

    Many in a row are one mail an hour; the page has them all.
    """
    if _incidenten and time.monotonic() - _incidenten[-1] < _UUR:
        return
    _incidenten[:] = [time.monotonic()]
    _tell(
        "",
        "Incident: de database weigerde een opdracht",
        f"Bij {deur} vroeg iemand of iets de database om meer dan mocht.\n"
        "Er is niets gegeven. Bij Beheer, Geweigerde inzage, staat wanneer dat was.\n",
    )


def _naam(afdeling: str) -> str:
    return afdelingen().get(afdeling, afdeling)


def _tell(afdeling: str, onderwerp: str, tekst: str) -> None:
    ports.meld_elk(adressen(afdeling), onderwerp, tekst)


def adressen(afdeling: str) -> list[str]:
    """Where the team lead of a department and the privacy officer are reached."""
    given = organisatie().instellingen.get("toezicht_mail")
    lists = given if isinstance(given, dict) else {}
    return list(dict.fromkeys([*map(str, lists.get(afdeling, ())), *map(str, lists.get("fg", ()))]))
