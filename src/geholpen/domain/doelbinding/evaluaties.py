"""Jobs of the register: what a day brings to its evaluation dates."""

from __future__ import annotations

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.commands import expire, warn_evaluaties
from geholpen.domain.doelbinding.commands.waarschuwen import TAAK
from geholpen.domain.doelbinding.registerboek import Versie, versies
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import job


def look_at_evaluaties() -> int:
    """Mark what is over and plan the warnings; safe to run every hour. Returns how many warnings were planned."""
    ctx = system("beheer", "evaluaties")
    expire(ctx)
    return warn_evaluaties(ctx)


@job(TAAK)
def meld_evaluatie(ctx: Context, code: str, versie: str, dagen: str) -> None:
    """Mail the privacy officer and whoever drafts: which purpose, until when. Nothing about any person.

    `dagen` is the threshold that was passed. The mail counts from the day it goes, and does not go when the date moved.
    """
    found = next((v for v in versies(code) if v.versie == int(versie)), None)
    if found is None or found.dagen > int(dagen):
        return
    ports.meld_elk(_adressen(), _onderwerp(found.dagen), _tekst(found))


def _adressen() -> list[str]:
    given = organisatie().instellingen.get("register_mail")
    lists = given.values() if isinstance(given, dict) else []
    return list(dict.fromkeys(str(adres) for lijst in lists for adres in lijst))


def _onderwerp(dagen: int) -> str:
    if dagen < 0:
        return "Een doel in het register is verlopen"
    if not dagen:
        return "Vandaag is de laatste dag van een doel in het register"
    return f"Een doel in het register verloopt over {dagen} {'dag' if dagen == 1 else 'dagen'}"


def _tekst(v: Versie) -> str:
    datum = v.inhoud.evaluatiedatum
    assert datum is not None  # noqa: S101  the database has no version without
    return (
        f"Doel: {v.inhoud.naam}\n"
        f"Evaluatie voor: {datum:%d-%m-%Y}\n\n"
        f"Voor die dag moet er bewijs zijn dat dit doel helpt. Gemeten wordt:\n{v.inhoud.meetpunt}\n\n"
        "Zonder bewijs mag niemand na die dag nog gegevens lezen voor dit doel.\n"
        "Leg het bewijs vast in Beheer, Register van doelen.\n"
    )
