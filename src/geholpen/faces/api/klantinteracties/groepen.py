"""Input that several resources share: addresses, names, references to objects elsewhere.

A group is replaced as a whole: what is not in it becomes empty, and null empties everything.
"""

from __future__ import annotations

from typing import Any

import phonenumbers
from django.core.validators import RegexValidator, validate_integer
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as drf

from geholpen.faces.api.velden import Groep

#: Every country of ISO 3166; the second part has no telephone numbers of its own.
LANDEN = frozenset(phonenumbers.SUPPORTED_REGIONS) | {"AQ", "BV", "GS", "HM", "PN", "TF", "UM"}
postcode = RegexValidator(
    r"\A[1-9][0-9]{3} [A-Z]{2}\Z",
    _("Postcode moet aan het volgende formaat voldoen: `1234 AB` (met spatie): %(value)s"),
)
nummeraanduiding = RegexValidator(r"\A[0-9]{16}\Z", _("Ongeldige nummeraanduiding BAG-ID: %(value)s"))


def tekst(lengte: int, **meer: Any) -> drf.CharField:
    """A text that may be left out and may be empty."""
    return drf.CharField(**{"required": False, "allow_blank": True, "max_length": lengte, **meer})


def tiencijferig() -> drf.CharField:
    """A number of at most ten digits; empty and null both mean that there is none."""
    return tekst(10, allow_null=True, validators=[validate_integer])


class Contactnaam(Groep):
    """How somebody is called."""

    voorletters = tekst(10)
    voornaam = tekst(200)
    voorvoegsel_achternaam = tekst(10)
    achternaam = tekst(200)


def _land(value: str) -> None:
    if value not in LANDEN:
        raise drf.ValidationError(_("Ongeldige landcode, de code moet behoren tot de ISO 3166-standaard"), "invalid")


class Adres(Groep):
    """An address in parts, or in lines."""

    nummeraanduiding_id = tekst(16, validators=[nummeraanduiding])
    straatnaam = tekst(255)
    huisnummer = drf.IntegerField(required=False, allow_null=True, min_value=1, max_value=99_999)
    huisnummertoevoeging = tekst(20)
    postcode = tekst(7, validators=[postcode])
    stad = tekst(255)
    adresregel1 = tekst(80)
    adresregel2 = tekst(80)
    adresregel3 = tekst(80)
    land = tekst(2, min_length=2, validators=[_land])


class Identificator(Groep):
    """An object in another register."""

    object_id = tekst(200)
    code_objecttype = tekst(200)
    code_register = tekst(200)
    code_soort_object_id = tekst(200)
