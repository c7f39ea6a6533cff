"""What can be subscribed to: the kanalen of the Klantinteracties interface, their resources and their kenmerken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

#: A kanaal has a name and no uuid; in an address it needs one that is the same in every installation.
NAAMRUIMTE = UUID("5f1b7f0a-9f43-4a0e-8d1c-0f5c1f6a7c22")
GEKOPPELD, ONTKOPPELD = "nl.overheid.zaken.zaak-gekoppeld", "nl.overheid.zaken.zaak-ontkoppeld"
#: Filter values that let everything through.
ALLES = frozenset({"", "*"})


@dataclass(frozen=True, slots=True)
class Notificatiekanaal:
    """A group of resources. `filters`: kenmerken that can be filtered on; `leeg`: those that are always empty.

    What employees wrote about people in their own words is in no notification: the contract has a place for it, and
    that place stays empty (docs/decisions/a-notification-holds-no-words-about-people.md).
    """

    naam: str
    filters: tuple[str, ...]
    leeg: tuple[str, ...] = ()

    @property
    def uuid(self) -> UUID:
        """For its address."""
        return uuid5(NAAMRUIMTE, self.naam)


KANALEN = {
    k.naam: k
    for k in (
        Notificatiekanaal("internetaken", ("nummer", "status"), ("gevraagdeHandeling", "toelichting")),
        Notificatiekanaal("klantcontacten", ("hoofdOnderwerpType", "indicatieContactGelukt", "verdereActieOndernomen")),
        Notificatiekanaal("partijen", ("nummer", "soortPartij"), ("interneNotitie",)),
    )
}
#: Where a resource is found in the interface.
PADEN = {
    "partij": "partijen",
    "partijidentificator": "partij-identificatoren",
    "digitaaladres": "digitaleadressen",
    "rekeningnummer": "rekeningnummers",
    "vertegenwoordiging": "vertegenwoordigingen",
    "categorierelatie": "categorie-relaties",
    "klantcontact": "klantcontacten",
    "betrokkene": "betrokkenen",
    "onderwerpobject": "onderwerpobjecten",
    "bijlage": "bijlagen",
    "actorklantcontact": "actorklantcontacten",
    "internetaak": "internetaken",
}


def matches(filters: Mapping[str, str], kenmerken: Mapping[str, str]) -> bool:
    """Whether kenmerken get through: every filter names a value that is theirs, or lets everything through."""
    return all(value in ALLES or kenmerken.get(naam, "").lower() == value.lower() for naam, value in filters.items())


def wanted(kanalen: Iterable[Mapping[str, object]], kanaal: str, kenmerken: Mapping[str, str]) -> bool:
    """Whether one of these subscriptions asks for a change in `kanaal` with these kenmerken."""
    return any(k["naam"] == kanaal and matches(k.get("filters") or {}, kenmerken) for k in kanalen)  # type: ignore[arg-type]


def wanted_type(filters: Iterable[Mapping[str, object]], soort: str) -> bool:
    """Whether one of these filters asks for CloudEvents of this type: it stands in it somewhere."""
    return any(str(f.get("type_substring", "")) in soort for f in filters)
