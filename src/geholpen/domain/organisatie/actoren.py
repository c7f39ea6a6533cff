"""Actors of the standard: our own employees and departments, and whoever other software adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from geholpen.domain.organisatie.models import Actor, Afdeling, Medewerker

REGISTER = "geholpen"
#: A department has a code and no uuid; as an actor it needs one that is the same in every installation.
NAAMRUIMTE = UUID("3b0d2f64-6a39-4c0e-8f57-2c5c1d0a9b11")
#: Members that only some kinds have.
IDENTIFICATIE = {
    "medewerker": ("functie", "emailadres", "telefoonnummer"),
    "geautomatiseerde_actor": ("functie", "omschrijving"),
    "organisatorische_eenheid": ("omschrijving", "emailadres", "faxnummer", "telefoonnummer"),
}
IDENTIFICATOR = ("code_objecttype", "code_register", "code_soort_object_id", "object_id")


@dataclass(frozen=True, slots=True)
class Werkplek:
    """Where the work of an actor lands: a department, and an employee when it is a person."""

    afdeling_code: str
    medewerker_id: UUID | None = None


def afdeling_actor(code: str) -> UUID:
    """The id that this department has as an actor."""
    return uuid5(NAAMRUIMTE, code)


def own_actoren() -> list[Actor]:
    """Our employees and departments as actors."""
    mensen = [
        Actor(
            id=m.id,
            naam=m.naam,
            soort_actor="medewerker",
            indicatie_actief=m.actief,
            functie=m.functie[:40],
            identificatie=bool(m.functie),
            **_own("medewerker", m.code),
        )
        for m in Medewerker.objects.all()
    ]
    eenheden = [
        Actor(
            id=afdeling_actor(a.code), naam=a.naam, soort_actor="organisatorische_eenheid", **_own("afdeling", a.code)
        )
        for a in Afdeling.objects.all()
    ]
    return [*eenheden, *mensen]


def _own(soort: str, code: str) -> dict[str, str]:
    return {
        "code_objecttype": soort,
        "code_register": REGISTER,
        "code_soort_object_id": "code",
        "object_id": code,
    }


def werkplek(id: UUID) -> Werkplek | None:
    """Where work for this actor lands, or None when it is nobody of ours.

    Other software may know a department under a uuid of its own: then its code or its name tells which one it is.
    """
    medewerker = Medewerker.objects.filter(id=id, actief=True).first()
    if medewerker is not None:
        return Werkplek(medewerker.afdeling_code, medewerker.id)
    actor = Actor.objects.filter(id=id, soort_actor="organisatorische_eenheid").first()
    if actor is None:
        return None
    for a in Afdeling.objects.order_by("code"):
        if id == afdeling_actor(a.code) or actor.object_id == a.code or actor.naam.lower() == a.naam.lower():
            return Werkplek(a.code)
    return None
