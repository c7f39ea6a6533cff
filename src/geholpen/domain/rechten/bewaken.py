"""What colleagues read about requests: a term that ends or is over, an erasure that has to wait. Nobody's name."""

from __future__ import annotations

from geholpen.domain.doelbinding import ports
from geholpen.domain.organisatie.queries import organisatie

MELD_TERMIJN, MELD_AANGEHOUDEN = "meld_termijn", "meld_aangehouden"
_LOOPT = {
    "bezwaar": "een bezwaar of beroep",
    "klacht": "een klacht",
    "rechtszaak": "een rechtszaak",
    "onderzoek": "een onderzoek",
}


def privacy_officers() -> list[str]:
    """Where they are reached; nobody when the organisation did not say."""
    given = organisatie().instellingen.get("toezicht_mail")
    return [str(adres) for adres in given.get("fg", ())] if isinstance(given, dict) else []


def department(code: str) -> list[str]:
    """Where a department is reached."""
    given = organisatie().instellingen.get("afdeling_mail")
    return [str(given[code])] if isinstance(given, dict) and given.get(code) else []


def tell_term(kenmerk: str, soort: str, dag: str, *, voorbij: bool) -> None:
    """To the privacy officer: a request has to be decided, or had to be. Raises Unavailable."""
    onderwerp = "Een verzoek is te laat" if voorbij else "Een verzoek moet binnen een week besloten zijn"
    stond = "De termijn van dit verzoek is voorbij" if voorbij else "De termijn van dit verzoek is bijna om"
    tekst = (
        f"{stond}: {kenmerk} ({soort.lower()}).\nBesluiten moest of moet uiterlijk op {dag}.\n\n"
        "Besluit in Beheer, Verzoeken en meldingen.\n"
        "Lukt het niet binnen een maand? Laat de klant op tijd weten dat het langer duurt, en waarom.\n"
    )
    ports.meld_elk(privacy_officers(), onderwerp, tekst)


def tell_held(kenmerk: str, over: str, grond: str, afdeling: str) -> None:
    """To the privacy officer and the department of the question that must stay. Raises Unavailable."""
    tekst = (
        f"Bij verzoek {kenmerk} is besloten gegevens te wissen. Dat kan nu niet.\n"
        f"Vraag {over} moet blijven, want er loopt {_LOOPT.get(grond, 'iets')}.\n\n"
        "De klant heeft dit ook gehoord. Is het klaar? Hef de bewaarplicht op in Beheer, Bewaarplicht.\n"
        "Dan gaat het wissen vanzelf verder.\n"
    )
    ports.meld_elk([*privacy_officers(), *department(afdeling)], "Wissen wacht op een bewaarplicht", tekst)
