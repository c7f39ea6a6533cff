"""Jobs: tell team lead and privacy officer about break-glass. Departments and moments, nobody's name."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.commands.nood import HERINNER, MELD, remind_noodtoegang
from geholpen.domain.doelbinding.toezicht.models import Noodreden
from geholpen.domain.organisatie.queries import afdelingen, organisatie
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import job


def look_at_noodtoegang() -> int:
    """Plan the reminders that are due; safe to run every hour. Returns how many."""
    return remind_noodtoegang(system("beheer", "noodtoegang"))


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


def _naam(afdeling: str) -> str:
    return afdelingen().get(afdeling, afdeling)


def _tell(afdeling: str, onderwerp: str, tekst: str) -> None:
    for adres in adressen(afdeling):
        ports.meld(adres, onderwerp, tekst)


def adressen(afdeling: str) -> list[str]:
    """Where the team lead of a department and the privacy officer are reached."""
    given = organisatie().instellingen.get("toezicht_mail")
    lists = given if isinstance(given, dict) else {}
    return list(dict.fromkeys([*map(str, lists.get(afdeling, ())), *map(str, lists.get("fg", ()))]))
