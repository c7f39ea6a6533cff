"""klantbeelden: everything of a customer in one answer. Ours, beside the standard: a partij with more expanded.

By number only in the body of a POST: in an address it would stand in the logs of every proxy.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers as drf

from geholpen.domain.klantinteracties import queries
from geholpen.faces.api import bladzijden
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties.partij_identificatoren import OBJECTTYPEN, REGISTERS, SOORTEN
from geholpen.platform.context import Context

STANDAARD, HOOGSTENS = 20, 100
_DELEN = {
    "digitaleAdressen": "Digitaleadressen",
    "klantcontacten": "Klantcontacten",
    "internetaken": "Internetaken",
}


class Nummer(drf.Serializer[Any]):
    """A number in another register, and what is known of it."""

    code_objecttype = drf.ChoiceField(OBJECTTYPEN, required=False)
    code_soort_object_id = drf.ChoiceField(SOORTEN, required=False)
    object_id = drf.CharField(max_length=200)
    code_register = drf.ChoiceField(REGISTERS, required=False)


class Zoek(drf.Serializer[Any]):
    """Of whom, and how many of the last contacts."""

    partij_identificator = Nummer()
    contacten = drf.IntegerField(required=False, min_value=0, max_value=HOOGSTENS)


def _lees(ctx: Context, vraag: queries.Vraag) -> Any:
    gevraagd = dict(vraag.filters)
    aantal = int(gevraagd.get("contacten", STANDAARD))
    return queries.klantbeelden(ctx, queries.VanWie(vraag.basis, UUID(gevraagd["uuid"]), contacten=aantal))


def _gezocht(ctx: Context, basis: str, gegeven: dict[str, Any]) -> bytes:
    aantal = gegeven.get("contacten", STANDAARD)
    wie = queries.VanWie(basis, nummer=gegeven["partij_identificator"], contacten=aantal)
    found = queries.klantbeelden(ctx, wie)
    rows = len(found.documenten)
    return bladzijden.envelope(basis, (), 1, max(rows, 1), rows, found.documenten)


def _vorm() -> dict[str, Any]:
    delen = {lid: {"type": "array", "items": {"$ref": f"#/components/schemas/{naam}"}} for lid, naam in _DELEN.items()}
    meer = {"_expand": {"type": "object", "properties": delen, "readOnly": True}}
    return {"allOf": [{"$ref": "#/components/schemas/Partijen"}, {"type": "object", "properties": meer}]}


KLANTBEELDEN = Bron(
    "klantbeelden",
    lees=_lees,
    lijst=False,
    een_filters={"contacten": Vorm(Soort.AANTAL, hoogstens=HOOGSTENS)},
    vorm=_vorm(),
)
ZOEK = Bron("klantbeelden/zoek", invoer=Zoek, maak=lambda ctx, gegeven: gegeven, antwoord=_gezocht, status=200)
