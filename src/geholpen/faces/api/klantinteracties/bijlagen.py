"""bijlagen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers as drf

from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties.groepen import Identificator
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context


class Bijlage(drf.Serializer[Any]):
    """A reference to a document, of a contact or of nothing yet."""

    was_bijlage_van_klantcontact = Verwijzing(required=False, allow_null=True)
    bijlageidentificator = Identificator(required=False, allow_null=True)


def _make(ctx: Context, gegevens: dict[str, Any]) -> UUID:
    return commands.register_bijlage(ctx, gegevens)[0]


def _change(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    commands.change_bijlage(ctx, id, gegevens)


def _delete(ctx: Context, id: UUID) -> None:
    commands.delete_bijlage(ctx, id)


BRON = Bron(
    "bijlagen",
    lees=queries.bijlagen,
    invoer=Bijlage,
    maak=_make,
    wijzig=_change,
    verwijder=_delete,
    filters={
        "bijlageidentificatorCodeObjecttype": Vorm(),
        "bijlageidentificatorCodeRegister": Vorm(),
        "bijlageidentificatorCodeSoortObjectId": Vorm(),
        "bijlageidentificatorObjectId": Vorm(),
        "klantcontact__uuid": Vorm(Soort.UUID),
    },
)
