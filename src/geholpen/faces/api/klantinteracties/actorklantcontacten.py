"""actorklantcontacten."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers as drf

from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context


class ActorKlantcontact(drf.Serializer[Any]):
    """An actor and the contact it had."""

    actor = Verwijzing()
    klantcontact = Verwijzing()


def _make(ctx: Context, gegevens: dict[str, Any]) -> UUID:
    return commands.register_actorklantcontact(ctx, gegevens)[0]


def _change(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    commands.change_actorklantcontact(ctx, id, gegevens)


def _delete(ctx: Context, id: UUID) -> None:
    commands.delete_actorklantcontact(ctx, id)


BRON = Bron(
    "actorklantcontacten",
    lees=queries.actorklantcontacten,
    invoer=ActorKlantcontact,
    maak=_make,
    wijzig=_change,
    verwijder=_delete,
    filters={
        "actor__url": Vorm(Soort.URL, naar="actor__uuid"),
        "actor__uuid": Vorm(Soort.UUID),
        "klantcontact__url": Vorm(Soort.URL, naar="klantcontact__uuid"),
        "klantcontact__uuid": Vorm(Soort.UUID),
    },
)
