"""partijen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework import serializers as drf
from rest_framework.exceptions import ErrorDetail

from geholpen.domain.klantinteracties import queries
from geholpen.domain.partijen import commands
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties import partij_identificatoren
from geholpen.faces.api.klantinteracties.groepen import Adres, Contactnaam, tekst, tiencijferig
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context

SOORTEN = ("contactpersoon", "organisatie", "persoon")
_ADRES = ("Adresregel1", "Adresregel2", "Adresregel3", "Land", "NummeraanduidingId")
_NUMMER = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")


class Persoon(drf.Serializer[Any]):
    """How a person is called."""

    contactnaam = Contactnaam(required=False, allow_null=True)


class Organisatie(drf.Serializer[Any]):
    """How an organisation is called."""

    naam = tekst(200)


class Contactpersoon(Persoon):
    """How somebody is called who works for an organisation, and for which."""

    werkte_voor_partij = Verwijzing(required=False, allow_null=True)


class VanWieOok(Contactpersoon, Organisatie):
    """In a PATCH that does not say of which kind it is: that of the customer counts."""


_IDENTIFICATIE: dict[str, drf.Serializer[Any]] = {
    "persoon": Persoon(),
    "organisatie": Organisatie(),
    "contactpersoon": Contactpersoon(),
}


class Identificator(partij_identificatoren.Invoer):
    """A number of this customer: with a uuid the one to change, without one a new one."""

    uuid = drf.UUIDField(required=False)

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> drf.ListSerializer[Any]:
        """A list that may be null still has no parts that are."""
        return drf.ListSerializer(child=cls(*args), **kwargs)


class Invoer(drf.Serializer[Any]):
    """What a caller may give. How the customer is called has members per kind: see `to_internal_value`."""

    nummer = tiencijferig()
    interne_notitie = tekst(1000)
    digitale_adressen = Verwijzing(many=True, required=False, allow_null=True)
    voorkeurs_digitaal_adres = Verwijzing(required=False, allow_null=True)
    rekeningnummers = Verwijzing(many=True, required=False, allow_null=True)
    voorkeurs_rekeningnummer = Verwijzing(required=False, allow_null=True)
    partij_identificatoren = Identificator(many=True, required=False, allow_null=True)
    soort_partij = drf.ChoiceField(SOORTEN)
    indicatie_geheimhouding = drf.BooleanField(required=False, allow_null=True)
    voorkeurstaal = tekst(3)
    indicatie_actief = drf.BooleanField()
    bezoekadres = Adres(required=False, allow_null=True)
    correspondentieadres = Adres(required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Everything that is wrong at once, also in how the customer is called."""
        wrong: dict[str, Any] = {}
        value: dict[str, Any] = {}
        try:
            value = super().to_internal_value(data)
        except drf.ValidationError as error:
            wrong = {**error.detail}
        if isinstance(data, Mapping) and "partij_identificatie" in data:
            try:
                value["partij_identificatie"] = _identificatie(data)
            except drf.ValidationError as error:
                wrong["partij_identificatie"] = error.detail
        if wrong:
            raise drf.ValidationError(wrong)
        return value

    def validate_partij_identificatoren(self, items: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        """Whose they are is known; one is not named twice."""
        ids = [item["uuid"] for item in items or () if "uuid" in item]
        wrong = None
        if self.context["new"] and any(item.get("identificeerde_partij") for item in items or ()):
            text = _("Het veld `identificeerde_partij` wordt automatisch ingesteld en dient niet te worden opgegeven.")
            wrong = ErrorDetail(text, "invalid")
        elif len(ids) != len(set(ids)):
            text = _("Duplicaat uuid kan niet worden ingevoerd voor `partij_identificatoren`.")
            wrong = ErrorDetail(text, "duplicated")
        if wrong:
            raise drf.ValidationError({"identificeerde_partij": [wrong]})  # both under this name, as in the standard
        return items


def _identificatie(data: Mapping[str, Any]) -> dict[str, Any]:
    """How the customer is called, by its kind. Raises ValidationError."""
    soort = data.get("soort_partij")
    serializer = _IDENTIFICATIE.get(soort, _ELK) if isinstance(soort, str) else _ELK
    return serializer.run_validation(data["partij_identificatie"])


_ELK = VanWieOok()


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_partij(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_partij(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_partij(ctx, id)


def _lees(ctx: Context, vraag: queries.Vraag) -> Any:
    """The log says that what was said in a contact was read only when it was."""
    deur = queries.partijen_met_contacten if "betrokkenen.hadKlantcontact" in vraag.uitklap else queries.partijen
    return deur(ctx, vraag)


BRON = Bron(
    "partijen",
    lees=_lees,
    invoer=Invoer,
    maak=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={
        **{f"bezoekadres{deel}": Vorm() for deel in _ADRES},
        "categorierelatie__categorie__naam": Vorm(),
        **{f"correspondentieadres{deel}": Vorm() for deel in _ADRES},
        "indicatieActief": Vorm(Soort.JA_NEE),
        "indicatieGeheimhouding": Vorm(Soort.JA_NEE),
        "nummer": Vorm(),
        **{f"partijIdentificator__{deel}": Vorm() for deel in _NUMMER},
        "soortPartij": Vorm(Soort.KEUZE, keuzes=SOORTEN),
        **{f"subIdentificatorVan__{deel}": Vorm() for deel in _NUMMER},
        "vertegenwoordigdePartij__url": Vorm(Soort.URL, naar="vertegenwoordigdePartij__uuid"),
        "vertegenwoordigdePartij__uuid": Vorm(Soort.UUID),
    },
    ook="klantbeelden",
    uitklap=("digitaleAdressen", "betrokkenen", "betrokkenen.hadKlantcontact", "categorieRelaties"),
)
