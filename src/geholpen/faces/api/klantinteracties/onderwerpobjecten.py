"""onderwerpobjecten."""

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


class Onderwerpobject(drf.Serializer[Any]):
    """What a contact was about, in another register."""

    klantcontact = Verwijzing(required=False, allow_null=True)
    was_klantcontact = Verwijzing(required=False, allow_null=True)
    onderwerpobjectidentificator = Identificator(required=False, allow_null=True)


def _make(ctx: Context, gegevens: dict[str, Any]) -> UUID:
    return commands.register_onderwerpobject(ctx, gegevens)[0]


def _change(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    commands.change_onderwerpobject(ctx, id, gegevens)


def _delete(ctx: Context, id: UUID) -> None:
    commands.delete_onderwerpobject(ctx, id)


def _delete_all(ctx: Context, id: UUID, basis: str) -> dict[str, Any]:
    behouden, _partijen = commands.delete_onderwerpobject_with_contacts(ctx, id)
    return {"behouden": [f"{basis}klantcontacten/{contact}" for contact in behouden]}


BRON = Bron(
    "onderwerpobjecten",
    lees=queries.onderwerpobjecten,
    invoer=Onderwerpobject,
    maak=_make,
    wijzig=_change,
    verwijder=_delete,
    verwijder_alles=_delete_all,
    filters={
        "klantcontact__url": Vorm(Soort.URL, naar="klantcontact__uuid"),
        "klantcontact__uuid": Vorm(Soort.UUID),
        "onderwerpobjectidentificatorCodeObjecttype": Vorm(),
        "onderwerpobjectidentificatorCodeRegister": Vorm(),
        "onderwerpobjectidentificatorCodeSoortObjectId": Vorm(),
        "onderwerpobjectidentificatorObjectId": Vorm(),
        "wasKlantcontact__url": Vorm(Soort.URL, naar="wasKlantcontact__uuid"),
        "wasKlantcontact__uuid": Vorm(Soort.UUID),
    },
)
