"""vertegenwoordigingen."""

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


class Invoer(serializers.Serializer):
    """What a caller may give."""

    vertegenwoordigende_partij = Verwijzing()
    vertegenwoordigde_partij = Verwijzing()


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_vertegenwoordiging(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_vertegenwoordiging(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_vertegenwoordiging(ctx, id)


BRON = Bron(
    "vertegenwoordigingen",
    lees=queries.vertegenwoordigingen,
    invoer=Invoer,
    maak=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={
        "vertegenwoordigdePartij__url": Vorm(Soort.URL, naar="vertegenwoordigdePartij__uuid"),
        "vertegenwoordigdePartij__uuid": Vorm(Soort.UUID),
        "vertegenwoordigendePartij__url": Vorm(Soort.URL, naar="vertegenwoordigendePartij__uuid"),
        "vertegenwoordigendePartij__uuid": Vorm(Soort.UUID),
    },
)
