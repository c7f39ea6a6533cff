"""rekeningnummers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from geholpen.domain.klantinteracties import queries
from geholpen.domain.partijen import commands
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context


class Invoer(serializers.Serializer):
    """What a caller may give. The form of an account is checked, not whether it exists."""

    partij = Verwijzing(required=False, allow_null=True)
    iban = serializers.RegexField(
        r"^[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$",
        max_length=34,
        error_messages={"invalid": _("Ongeldige IBAN: %(value)s")},
    )
    bic = serializers.RegexField(
        r"^[\S]+$",
        min_length=8,
        max_length=11,
        required=False,
        allow_blank=True,
        error_messages={"invalid": _("Geen spaties toegestaan: %(value)s")},
    )


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_rekeningnummer(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_rekeningnummer(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_rekeningnummer(ctx, id)


BRON = Bron(
    "rekeningnummers",
    lees=queries.rekeningnummers,
    invoer=Invoer,
    maak=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={"bic": Vorm(), "iban": Vorm(), "uuid": Vorm(Soort.UUID)},
)
