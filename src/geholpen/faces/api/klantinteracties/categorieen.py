"""categorieen and categorie-relaties."""

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


class CategorieInvoer(serializers.Serializer):
    """What a caller may give of a group."""

    naam = serializers.CharField(max_length=80, required=False, allow_blank=True)


class RelatieInvoer(serializers.Serializer):
    """What a caller may give of somebody in a group."""

    partij = Verwijzing(required=False, allow_null=True)
    categorie = Verwijzing(required=False, allow_null=True)
    begin_datum = serializers.DateField(required=False, allow_null=True)
    eind_datum = serializers.DateField(required=False, allow_null=True)


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_categorie(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_categorie(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_categorie(ctx, id)


def _maak_relatie(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_categorie_relatie(ctx, gegeven).id


def _wijzig_relatie(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_categorie_relatie(ctx, id, gegeven)


def _verwijder_relatie(ctx: Context, id: UUID) -> None:
    commands.remove_categorie_relatie(ctx, id)


CATEGORIEEN = Bron(
    "categorieen",
    lees=queries.categorieen,
    invoer=CategorieInvoer,
    maak=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
)

RELATIES = Bron(
    "categorie-relaties",
    lees=queries.categorie_relaties,
    invoer=RelatieInvoer,
    maak=_maak_relatie,
    wijzig=_wijzig_relatie,
    verwijder=_verwijder_relatie,
    filters={
        "beginDatum": Vorm(Soort.DATUM),
        "categorie__naam": Vorm(),
        "categorie__url": Vorm(Soort.URL, naar="categorie__uuid"),
        "categorie__uuid": Vorm(Soort.UUID),
        "eindDatum": Vorm(Soort.DATUM),
        "partij__nummer": Vorm(),
        "partij__url": Vorm(Soort.URL, naar="partij__uuid"),
        "partij__uuid": Vorm(Soort.UUID),
    },
)
