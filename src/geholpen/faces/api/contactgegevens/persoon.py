"""persoon."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from geholpen.domain.klantinteracties import queries
from geholpen.domain.partijen import commands
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.klantinteracties.groepen import Adres, tekst
from geholpen.platform.context import Context


class Invoer(serializers.Serializer[Any]):
    """What a caller may give."""

    geboortedatum = serializers.DateField()
    overlijdensdatum = serializers.DateField(required=False, allow_null=True)
    geslachtsnaam = serializers.CharField(max_length=200)
    geslacht = serializers.ChoiceField(("m", "v", "o"), required=False, allow_blank=True)
    voorvoegsel = tekst(10)
    voornamen = tekst(200)
    adres = Adres(required=False, allow_null=True)


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_persoon(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_persoon(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_persoon(ctx, id)


BRON = Bron("persoon", lees=queries.persoon, invoer=Invoer, maak=_maak, wijzig=_wijzig, verwijder=_verwijder)
