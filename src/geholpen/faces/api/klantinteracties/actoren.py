"""actoren."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as drf

from geholpen.domain.klantcontacten.commands import delete_actor
from geholpen.domain.klantinteracties import queries
from geholpen.domain.organisatie.commands import change_actor, register_actor
from geholpen.domain.organisatie.queries import soort_actor
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties.groepen import Identificator, tekst
from geholpen.platform.context import Context

SOORTEN = ("medewerker", "geautomatiseerde_actor", "organisatorische_eenheid")
_telefoon = RegexValidator(
    r"\A(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})\Z", _("Het opgegeven telefoonnummer is ongeldig.")
)


def _telefoonnummer(**meer: Any) -> drf.CharField:
    return drf.CharField(max_length=20, validators=[_telefoon], **meer)


class Medewerker(drf.Serializer[Any]):
    """An employee of whatever organisation."""

    functie = drf.CharField(max_length=40)
    emailadres = drf.EmailField(required=False, allow_blank=True, max_length=254)
    telefoonnummer = _telefoonnummer()


class GeautomatiseerdeActor(drf.Serializer[Any]):
    """Software that acts."""

    functie = drf.CharField(max_length=40)
    omschrijving = tekst(200)


class Eenheid(drf.Serializer[Any]):
    """A department or team."""

    omschrijving = tekst(200)
    emailadres = drf.EmailField(required=False, allow_blank=True, max_length=254)
    faxnummer = tekst(20)
    telefoonnummer = _telefoonnummer(required=False, allow_blank=True)


_PER_SOORT: dict[str, type[drf.Serializer[Any]]] = dict(
    zip(SOORTEN, (Medewerker, GeautomatiseerdeActor, Eenheid), strict=True)
)


class Actor(drf.Serializer[Any]):
    """An actor; what `actorIdentificatie` holds follows from its kind."""

    naam = drf.CharField(max_length=200)
    soort_actor = drf.ChoiceField(SOORTEN)
    indicatie_actief = drf.BooleanField(required=False)
    actoridentificator = Identificator(required=False, allow_null=True)
    actor_identificatie = drf.DictField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check the members of its kind, when the kind is given too; else `_change` does."""
        if "actor_identificatie" in attrs and "soort_actor" in attrs:
            attrs["actor_identificatie"] = identificatie(attrs["soort_actor"], attrs["actor_identificatie"])
        return attrs


def identificatie(soort: str, given: dict[str, Any]) -> dict[str, Any]:
    """The members of this kind of actor, checked. Raises ValidationError under `actorIdentificatie`."""
    try:
        return dict(_PER_SOORT[soort]().run_validation(given))
    except drf.ValidationError as error:
        raise drf.ValidationError({"actor_identificatie": error.detail}) from error


def _change(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    soort = "" if "soort_actor" in gegevens else soort_actor(id)
    if soort and "actor_identificatie" in gegevens:
        gegevens["actor_identificatie"] = identificatie(soort, gegevens["actor_identificatie"])
    change_actor(ctx, id, gegevens)


def _delete(ctx: Context, id: UUID) -> None:
    delete_actor(ctx, id)


BRON = Bron(
    "actoren",
    lees=queries.actoren,
    invoer=Actor,
    maak=register_actor,
    wijzig=_change,
    verwijder=_delete,
    filters={
        "actoridentificatorCodeObjecttype": Vorm(),
        "actoridentificatorCodeRegister": Vorm(),
        "actoridentificatorCodeSoortObjectId": Vorm(),
        "actoridentificatorObjectId": Vorm(),
        "indicatieActief": Vorm(Soort.JA_NEE),
        "naam": Vorm(),
        "soortActor": Vorm(Soort.KEUZE, keuzes=SOORTEN),
    },
)
