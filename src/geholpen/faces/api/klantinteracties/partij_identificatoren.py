"""partij-identificatoren."""

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
from geholpen.faces.api.klantinteracties.groepen import tekst
from geholpen.faces.api.velden import Verwijzing
from geholpen.platform.context import Context

OBJECTTYPEN = ("natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging")
REGISTERS = ("brp", "hr")
SOORTEN = ("bsn", "kvk_nummer", "rsin", "vestigingsnummer")
#: register → objecttype → what identifies it, with the number of its digits.
_KENT = {
    "brp": {"natuurlijk_persoon": {"bsn": 9}},
    "hr": {"niet_natuurlijk_persoon": {"rsin": 9, "kvk_nummer": 8}, "vestiging": {"vestigingsnummer": 12}},
}


class Groep(drf.Serializer[Any]):
    """The number and what it is a number of; always given as a whole."""

    code_objecttype = drf.ChoiceField(OBJECTTYPEN)
    code_soort_object_id = drf.ChoiceField(SOORTEN)
    object_id = drf.CharField(max_length=200, allow_blank=True)
    code_register = drf.ChoiceField(REGISTERS)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Also in a PATCH."""
        if isinstance(data, Mapping):
            missing = {naam: f for naam, f in self.fields.items() if naam not in data}
            if missing:
                text = {naam: [ErrorDetail(f.error_messages["required"], "required")] for naam, f in missing.items()}
                raise drf.ValidationError(text)
        return super().to_internal_value(data)


class Invoer(drf.Serializer[Any]):
    """What a caller may give."""

    identificeerde_partij = Verwijzing(required=False, allow_null=True)
    andere_partij_identificator = tekst(200)
    partij_identificator = Groep()
    sub_identificator_van = Verwijzing(required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The members one by one, then together: those faults have names of their own in the standard."""
        value = super().to_internal_value(data)
        if "partij_identificator" in value:
            _check(value["partij_identificator"])
        return value


def _check(groep: Mapping[str, str]) -> None:
    """Raises ValidationError when these codes do not belong together, or the number is none of its kind."""
    register, objecttype = groep["code_register"], groep["code_objecttype"]
    if objecttype not in _KENT[register]:
        raise _fault("code_objecttype", "codeRegister", register, _KENT[register])
    soort = groep["code_soort_object_id"]
    if not groep["object_id"]:
        text = drf.CharField.default_error_messages["blank"]
        raise drf.ValidationError({"partij_identificator": {"object_id": [ErrorDetail(text, "blank")]}})
    kent = _KENT[register][objecttype]
    if soort not in kent:
        raise _fault("code_soort_object_id", "codeObjecttype", objecttype, kent)
    reden = _wrong(groep["object_id"], kent[soort], proef=soort in {"bsn", "rsin"})
    if reden:
        text = _("Deze waarde is ongeldig, reden: %(reden)s") % {"reden": reden}
        raise drf.ValidationError({"partij_identificator_object_id": [ErrorDetail(text, "invalid")]})


def _fault(veld: str, van: str, waarde: str, mogelijk: Mapping[str, Any]) -> drf.ValidationError:
    text = _("voor `%(van)s` %(waarde)s zijn alleen deze waarden toegestaan: %(mogelijk)s") % {
        "van": van,
        "waarde": waarde,
        "mogelijk": [*mogelijk],
    }
    return drf.ValidationError({f"partij_identificator_{veld}": [ErrorDetail(text, "invalid")]})


def _wrong(nummer: str, lengte: int, *, proef: bool) -> str:
    """What is wrong with a number; "" when nothing is."""
    if not (nummer.isascii() and nummer.isdigit()):
        return _("Voer een numerieke waarde in")
    if len(nummer) != lengte:
        return _("Waarde moet %(lengte)s tekens lang zijn") % {"lengte": lengte}
    som = sum(int(cijfer) * weging for cijfer, weging in zip(nummer, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=False))
    return _("Ongeldige code") if proef and (som % 11 or not som) else ""


def _maak(ctx: Context, gegeven: dict[str, Any]) -> UUID:
    return commands.register_identificator(ctx, gegeven).id


def _wijzig(ctx: Context, id: UUID, gegeven: dict[str, Any], partial: bool) -> None:
    commands.change_identificator(ctx, id, gegeven)


def _verwijder(ctx: Context, id: UUID) -> None:
    commands.remove_identificator(ctx, id)


BRON = Bron(
    "partij-identificatoren",
    lees=queries.partij_identificatoren,
    invoer=Invoer,
    maak=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={
        "anderePartijIdentificator": Vorm(),
        "partijIdentificatorCodeObjecttype": Vorm(Soort.KEUZE, keuzes=OBJECTTYPEN),
        "partijIdentificatorCodeRegister": Vorm(Soort.KEUZE, keuzes=REGISTERS),
        "partijIdentificatorCodeSoortObjectId": Vorm(Soort.KEUZE, keuzes=SOORTEN),
        "partijIdentificatorObjectId": Vorm(),
    },
)
