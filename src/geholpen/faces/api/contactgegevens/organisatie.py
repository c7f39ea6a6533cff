"""organisatie."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from geholpen.domain.klantinteracties import queries
from geholpen.domain.partijen import commands
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.klantinteracties.groepen import Adres
from geholpen.platform.context import Context


class Invoer(serializers.Serializer[Any]):
    """What a caller may give."""

    handelsnaam = serializers.CharField(max_length=255)
    oprichtingsdatum = serializers.DateField(required=False, allow_null=True)
    opheffingsdatum = serializers.DateField(required=False, allow_null=True)
    adres = Adres(required=False, allow_null=True)


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_organisatie(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_organisatie(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_organisatie(ctx, id)


BRON = Bron("organisatie", lees=queries.organisatie, invoer=Invoer, maak=_maak, wijzig=_wijzig, verwijder=_verwijder)
