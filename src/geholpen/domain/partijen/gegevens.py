"""What the standard keeps of a customer besides the customer itself: each part in the table of its data category.

A part is given as a whole; what is not in it becomes empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.partijen import models as m
from geholpen.domain.partijen.register import lock
from geholpen.platform.errors import Invalid
from geholpen.platform.models import MetHerkomst

ADRESSEN = ("bezoekadres", "correspondentieadres")
_NAAM = ("voorletters", "voornaam", "voorvoegsel_achternaam", "achternaam")
_ADRES = {
    "nummeraanduiding_id": "",
    "straatnaam": "",
    "huisnummer": None,
    "huisnummertoevoeging": "",
    "postcode": "",
    "stad": "",
    "adresregel1": "",
    "adresregel2": "",
    "adresregel3": "",
    "land": "",
}


def write(
    partij_id: UUID, soort: str, velden: Mapping[str, Any], herkomst: dict[str, Any], *, nieuw: bool = False
) -> None:
    """Write every part that is given. Of a new customer there is nothing yet to change."""
    eigen = {"partij_id": partij_id, **herkomst}
    if "interne_notitie" in velden:
        _one(m.PartijNotitie, {"tekst": velden["interne_notitie"]}, eigen, nieuw=nieuw)
    if "voorkeurstaal" in velden:
        _one(m.Taalbehoefte, {"taal": velden["voorkeurstaal"]}, eigen, nieuw=nieuw)
    for adres in ADRESSEN:
        if adres in velden:
            _adres(adres, velden[adres] or {}, eigen, nieuw=nieuw)
    if velden.get("partij_identificatie") is not None:
        _identificatie(soort, velden["partij_identificatie"], eigen, nieuw=nieuw)


def _one(model: type[MetHerkomst], waarden: Mapping[str, Any], eigen: dict[str, Any], *, nieuw: bool) -> None:
    """Change the one row of this customer; without one, add it unless it would say nothing."""
    rows: Any = model._default_manager
    changed = not nieuw and rows.filter(partij_id=eigen["partij_id"]).update(**waarden)
    if not changed and any(waarden.values()):
        rows.create(**waarden, **eigen)


def _adres(soort: str, groep: Mapping[str, Any], eigen: dict[str, Any], *, nieuw: bool) -> None:
    """The newest of the addresses of this kind is the one that is shown, and so the one that changes."""
    waarden = {naam: groep.get(naam, leeg) for naam, leeg in _ADRES.items()}
    own = m.Adres.objects.filter(partij_id=eigen["partij_id"], soort=soort)
    newest = None if nieuw else own.order_by("-id").first()
    if newest is not None:
        m.Adres.objects.filter(partij_id=newest.partij_id, id=newest.id).update(**waarden)
    elif any(waarden.values()):
        m.Adres.objects.create(soort=soort, **waarden, **eigen)


def _identificatie(soort: str, groep: Mapping[str, Any], eigen: dict[str, Any], *, nieuw: bool) -> None:
    """How the customer is called; of a contact person also for whom they work. An empty name is a name too."""
    if soort == m.SoortPartij.ORGANISATIE:
        naam = {"organisatienaam": groep.get("naam", "")}
    else:
        contactnaam = groep.get("contactnaam") or {}
        naam = {deel: contactnaam.get(deel, "") for deel in _NAAM}
    if nieuw or not m.Naam.objects.filter(partij_id=eigen["partij_id"]).update(**naam):
        m.Naam.objects.create(**naam, **eigen)
    if soort == m.SoortPartij.CONTACTPERSOON:
        werkte_voor = groep.get("werkte_voor_partij")
        _check_organisatie(werkte_voor)
        rows = m.Contactpersoon.objects.filter(partij_id=eigen["partij_id"])
        if nieuw or not rows.update(werkte_voor_partij_id=werkte_voor):
            m.Contactpersoon.objects.create(werkte_voor_partij_id=werkte_voor, **eigen)


def _check_organisatie(partij_id: UUID | None) -> None:
    if partij_id is None:
        return
    veld = "partijIdentificatie.werkteVoorPartij"
    lock({veld: partij_id})
    if not m.Partij.objects.filter(partij_id=partij_id, soort_partij=m.SoortPartij.ORGANISATIE).exists():
        raise Invalid(f"{veld}.uuid", "Een contactpersoon werkt voor een partij van de soort organisatie.")


def forget_identificatie(partij_id: UUID) -> None:
    """Of another kind now: what the old kind was called says nothing any more."""
    m.Naam.objects.filter(partij_id=partij_id).delete()
    m.Contactpersoon.objects.filter(partij_id=partij_id).delete()
