"""internetaken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework import serializers as drf

from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties import groepen
from geholpen.faces.api.klantinteracties.groepen import tekst
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context

STATUSSEN = ("te_verwerken", "verwerkt")


class InterneTaak(drf.Serializer[Any]):
    """A task after a contact, for one actor or for several."""

    nummer = groepen.tiencijferig()
    referentienummer = groepen.tiencijferig()
    gevraagde_handeling = drf.CharField(max_length=200)
    aanleidinggevend_klantcontact = Verwijzing()
    toegewezen_aan_actor = Verwijzing(required=False)
    toegewezen_aan_actoren = Verwijzing(many=True, required=False)
    toelichting = tekst(1000)
    status = drf.ChoiceField(STATUSSEN)
    afgehandeld_op = drf.DateTimeField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two ways to say to whom; a PATCH may say nothing about it."""
        een, meer = "toegewezen_aan_actor" in attrs, "toegewezen_aan_actoren" in attrs
        if een and meer:
            raise drf.ValidationError(
                _("`toegewezen_aan_actor` en `toegewezen_aan_actoren` mag niet beiden gebruikt worden."), "invalid"
            )
        if not (een or meer or self.partial):
            raise drf.ValidationError(
                _("`toegewezen_aan_actor` of `toegewezen_aan_actoren` is required (mag niet beiden gebruiken)."),
                "invalid",
            )
        return attrs


def _make(ctx: Context, gegevens: dict[str, Any]) -> UUID:
    return commands.register_internetaak(ctx, gegevens)[0]


def _change(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    commands.change_internetaak(ctx, id, gegevens)


def _delete(ctx: Context, id: UUID) -> None:
    commands.delete_internetaak(ctx, id)


BRON = Bron(
    "internetaken",
    lees=queries.internetaken,
    invoer=InterneTaak,
    maak=_make,
    wijzig=_change,
    verwijder=_delete,
    filters={
        "aanleidinggevendKlantcontact__url": Vorm(Soort.URL, naar="aanleidinggevendKlantcontact__uuid"),
        "aanleidinggevendKlantcontact__uuid": Vorm(Soort.UUID),
        "actoren__naam": Vorm(),
        "klantcontact__nummer": Vorm(),
        "klantcontact__referentienummer": Vorm(),
        "klantcontact__uuid": Vorm(Soort.UUID),
        "nummer": Vorm(),
        "referentienummer": Vorm(),
        "status": Vorm(Soort.KEUZE, keuzes=STATUSSEN),
        "toegewezenAanActor__url": Vorm(Soort.URL, naar="toegewezenAanActor__uuid"),
        "toegewezenAanActor__uuid": Vorm(Soort.UUID),
        "toegewezenOp": Vorm(Soort.MOMENT),
    },
)
