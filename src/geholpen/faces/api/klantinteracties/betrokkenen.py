"""betrokkenen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers as drf

from geholpen.domain.klantcontacten.commands import change_betrokkene, register_betrokkene, remove_betrokkene
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties.groepen import Adres, Contactnaam, tekst
from geholpen.faces.api.velden import Groep, Verwijzing
from geholpen.platform.context import Context

ROLLEN = ("klant", "vertegenwoordiger")
_NUMMER = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")


class LosseBetrokkene(Groep):
    """What may be said of somebody who took part."""

    was_partij = Verwijzing(required=False, allow_null=True)
    bezoekadres = Adres(required=False, allow_null=True)
    correspondentieadres = Adres(required=False, allow_null=True)
    contactnaam = Contactnaam(required=False, allow_null=True)
    rol = drf.ChoiceField(ROLLEN)
    organisatienaam = tekst(200)
    initiator = drf.BooleanField()


class Betrokkene(LosseBetrokkene):
    """And in which contact."""

    had_klantcontact = Verwijzing()


def _maak(ctx: Context, gegevens: dict[str, Any], basis: str) -> tuple[UUID, bytes]:
    gedaan = register_betrokkene(ctx, gegevens, basis)
    return gedaan.id, gedaan.document


def _wijzig(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    change_betrokkene(ctx, id, gegevens)


def _verwijder(ctx: Context, id: UUID) -> None:
    remove_betrokkene(ctx, id)


BRON = Bron(
    "betrokkenen",
    lees=queries.betrokkenen,
    invoer=Betrokkene,
    maak_getoond=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={
        "contactnaamAchternaam": Vorm(),
        "contactnaamVoorletters": Vorm(),
        "contactnaamVoornaam": Vorm(),
        "contactnaamVoorvoegselAchternaam": Vorm(),
        "hadKlantcontact__nummer": Vorm(),
        "hadKlantcontact__referentienummer": Vorm(),
        "hadKlantcontact__url": Vorm(Soort.URL, naar="hadKlantcontact__uuid"),
        "hadKlantcontact__uuid": Vorm(Soort.UUID),
        "organisatienaam": Vorm(),
        "verstrektedigitaalAdres__adres": Vorm(),
        "verstrektedigitaalAdres__url": Vorm(Soort.URL, naar="verstrektedigitaalAdres__uuid"),
        "verstrektedigitaalAdres__uuid": Vorm(Soort.UUID),
        "wasPartij__nummer": Vorm(),
        **{f"wasPartij__partijIdentificator__{deel}": Vorm() for deel in _NUMMER},
        "wasPartij__url": Vorm(Soort.URL, naar="wasPartij__uuid"),
        "wasPartij__uuid": Vorm(Soort.UUID),
    },
    uitklap=("digitaleAdressen",),
)
