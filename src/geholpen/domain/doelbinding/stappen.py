"""One step in the life of a version, set by the database's own function; what it refuses, in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date

from django.db import DatabaseError, connection, transaction

from geholpen.domain.doelbinding.concept import UITLEG, VELD
from geholpen.domain.doelbinding.register import register
from geholpen.platform.errors import Invalid

#: The purpose of this work in the register itself.
DOEL = "registerbeheer"
_STAND = "GH010"  # raised by the database when a step does not fit the state

#: Constraint of the database → what to do. The field is `waarom`, but for those in _ANDER_VELD.
WEIGERING = {
    "drie_verschillende_mensen": "U zette al een andere stap. Opstellen, adviseren, goedkeuren en aanzetten"
    " doen vier verschillende mensen.",
    "niemand_adviseert_over_eigen_werk": "U stelde deze versie zelf op. Een ander geeft het advies.",
    "goedgekeurd_na_advies": "Er is nog geen advies. Wacht op de functionaris gegevensbescherming.",
    "afwijken_met_uitleg": "Het advies is negatief. Leg in minstens 80 tekens uit waarom u toch goedkeurt.",
    "register_blijft_open": "Zonder dit doel kan niemand het register nog herstellen."
    " Maak een nieuwe versie die het vervangt.",
    "benaderen_met_toestemming": UITLEG["benaderen"],
    "geen_profielen": "Een profiel van mensen maken kan hier niet. Haal die handeling weg.",
    "een_actieve_versie": "Er is al een actieve versie van dit doel.",
    "stap_met_reden": "Schrijf in minstens 10 tekens waarom. Iedereen die het register leest ziet dit.",
    "bewijs_zegt_iets": "Schrijf op wat u mat (20 tekens of meer) en wat eruit kwam (10 tekens of meer).",
}
_ANDER_VELD = {"bewijs_zegt_iets": "uitkomst", "benaderen_met_toestemming": "grondslag", "geen_profielen": "gegevens"}


def step(
    nummer: int,
    versie: int,
    stap: str,
    waarom: str,
    *,
    positief: bool | None = None,
    tekst: str = "",
    tot: date | None = None,
) -> str:
    """Set one step for whoever acts. Returns the new state. Raises Invalid with what to do."""
    with explained(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT zet_stap(%s::smallint, %s::smallint, %s, %s, %s, %s, %s)",
            [nummer, versie, stap, waarom.strip(), positief, tekst.strip(), tot],
        )
        (naar,) = cursor.fetchone()
    register.forget()
    return str(naar)


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """What the database refuses, as Invalid with a field and what to do. Raises other faults as they are."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        cause = error.__cause__
        if getattr(cause, "sqlstate", "") == _STAND:
            raise Invalid("stap", "Deze stap past niet meer bij deze versie. Een ander was u voor.") from error
        name = getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
        if name in WEIGERING:
            raise Invalid(_ANDER_VELD.get(name, "waarom"), WEIGERING[name]) from error
        if name in VELD:
            raise Invalid(VELD[name].removesuffix("_vaag"), UITLEG[VELD[name]]) from error
        raise
