"""DOOR. Set up who we are. Catalogues: no customer, so no purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.actoren import own_actoren
from geholpen.domain.organisatie.commands.actoren import change_actor, delete_actor, register_actor
from geholpen.domain.organisatie.commands.overnemen import import_actoren
from geholpen.domain.organisatie.commands.toegang import (
    change_expiry,
    register_applicatie,
    register_token,
    withdraw_token,
)
from geholpen.domain.organisatie.commands.uren import (
    WACHTTEKSTEN,
    set_kanaaltijden,
    set_openingstijden,
    set_sluitingsdagen,
)
from geholpen.domain.organisatie.commands.wijzigen import decide_instelling, propose_instelling
from geholpen.domain.organisatie.models import Actor, Afdeling, Applicatie, ApplicatieToken, Medewerker, Organisatie
from geholpen.platform import onthouden
from geholpen.platform.doors import catalogue

__all__ = [
    "WACHTTEKSTEN",
    "set_kanaaltijden",
    "set_sluitingsdagen",
    "change_actor",
    "change_expiry",
    "decide_instelling",
    "delete_actor",
    "import_actoren",
    "load_applicatie",
    "load_organisatie",
    "propose_instelling",
    "register_actor",
    "register_applicatie",
    "register_token",
    "set_openingstijden",
    "withdraw_token",
]


@catalogue
def load_organisatie(
    velden: dict[str, Any], afdelingen: Iterable[tuple[str, str]], medewerkers: Iterable[dict[str, Any]]
) -> None:
    """Load organisation, departments and employees from a pack. What is already there stays as it is."""
    Organisatie.objects.bulk_create([Organisatie(**velden)], ignore_conflicts=True)
    Afdeling.objects.bulk_create((Afdeling(code=c, naam=n) for c, n in afdelingen), ignore_conflicts=True)
    Medewerker.objects.bulk_create((Medewerker(**m) for m in medewerkers), ignore_conflicts=True)
    Actor.objects.bulk_create(own_actoren(), ignore_conflicts=True)
    onthouden.forget()


@catalogue
def load_applicatie(naam: str, activiteiten: Iterable[str], token: str, scopes: Iterable[str] = ()) -> None:
    """An application of a pack with a token that everybody may know: for the demo. What is there stays as it is."""
    applicatie, _ = Applicatie.objects.get_or_create(naam=naam, defaults={"activiteiten": list(activiteiten)})
    ApplicatieToken.objects.get_or_create(
        sleutel=applicaties.token_key(token),
        defaults={"applicatie_id": applicatie.id, "begin": token[:6], "mag_schrijven": True, "scopes": list(scopes)},
    )
    applicaties.forget()
