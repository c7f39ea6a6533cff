"""digitaleadressen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from geholpen.domain.klantinteracties import queries
from geholpen.domain.partijen import commands
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context

SOORTEN = ("email", "telefoonnummer", "overig")


class Invoer(serializers.Serializer[Any]):
    """What a caller may give."""

    verstrekt_door_betrokkene = Verwijzing(required=False, allow_null=True)
    verstrekt_door_partij = Verwijzing(required=False, allow_null=True)
    adres = serializers.CharField(max_length=80)
    soort_digitaal_adres = serializers.ChoiceField(SOORTEN)
    is_standaard_adres = serializers.BooleanField(required=False)
    omschrijving = serializers.CharField(max_length=40, required=False, allow_blank=True)
    referentie = serializers.SlugField(max_length=50, required=False, allow_blank=True)
    verificatie_datum = serializers.DateField(required=False, allow_null=True)


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_digitaal_adres(ctx, gegeven, _van_contact(ctx, gegeven, None)).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_digitaal_adres(ctx, id, gegeven, _van_contact(ctx, gegeven, id))


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_digitaal_adres(ctx, id)


def _van_contact(ctx: Context, gegeven: dict[str, Any], adres: UUID | None) -> UUID | None:
    """Whose contact the betrokkene took part in: that customer keeps an address that is of no partij."""
    betrokkene = gegeven.get("verstrekt_door_betrokkene")
    loose = adres is not None and gegeven.get("verstrekt_door_partij", adres) is None
    return queries.eigenaar_van_contact(ctx, betrokkene, adres) if betrokkene or loose else None


def _lees(ctx: Context, vraag: queries.Vraag) -> Any:
    """The log says that a number or a contact of somebody was used only when it was."""
    meer = vraag.uitklap or any("partijIdentificator" in naam or naam.endswith("__rol") for naam, _ in vraag.filters)
    return queries.digitaleadressen_ruim(ctx, vraag) if meer else queries.digitaleadressen(ctx, vraag)


BRON = Bron(
    "digitaleadressen",
    lees=_lees,
    invoer=Invoer,
    maak=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={
        "adres": Vorm(),
        "adres__icontains": Vorm(),
        "isGeverifieerd": Vorm(Soort.JA_NEE),
        "isStandaardAdres": Vorm(Soort.JA_NEE),
        "omschrijving": Vorm(),
        "referentie": Vorm(),
        "soortDigitaalAdres": Vorm(Soort.KEUZE, keuzes=SOORTEN),
        "verificatieDatum": Vorm(Soort.DATUM),
        "verificatieDatum__gt": Vorm(Soort.DATUM),
        "verificatieDatum__gte": Vorm(Soort.DATUM),
        "verificatieDatum__lt": Vorm(Soort.DATUM),
        "verificatieDatum__lte": Vorm(Soort.DATUM),
        "verstrektDoorBetrokkene__rol": Vorm(Soort.KEUZE, keuzes=("klant", "vertegenwoordiger")),
        "verstrektDoorBetrokkene__url": Vorm(Soort.URL, naar="verstrektDoorBetrokkene__uuid"),
        "verstrektDoorBetrokkene__uuid": Vorm(Soort.UUID),
        "verstrektDoorPartij__partijIdentificator__codeObjecttype": Vorm(),
        "verstrektDoorPartij__partijIdentificator__codeRegister": Vorm(),
        "verstrektDoorPartij__partijIdentificator__codeSoortObjectId": Vorm(),
        "verstrektDoorPartij__partijIdentificator__objectId": Vorm(),
        "verstrektDoorPartij__soortPartij": Vorm(Soort.KEUZE, keuzes=("contactpersoon", "organisatie", "persoon")),
        "verstrektDoorPartij__url": Vorm(Soort.URL, naar="verstrektDoorPartij__uuid"),
        "verstrektDoorPartij__uuid": Vorm(Soort.UUID),
    },
    uitklap=(
        "verstrektDoorBetrokkene",
        "verstrektDoorBetrokkene.hadKlantcontact",
        "verstrektDoorBetrokkene.hadKlantcontact.leiddeTotInterneTaken",
    ),
)
