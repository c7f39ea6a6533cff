"""Verwerkingenlogging for the organisation (VNG, Bewerking API 0.9.0): software logs, corrects and reads actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext_noop
from rest_framework.exceptions import NotFound

from geholpen.domain.verantwoording import commands, queries
from geholpen.faces.api.openapi_velden import member
from geholpen.faces.api.routes import Json, Route, query, ref
from geholpen.faces.api.verwerkingen import acties_invoer as invoer
from geholpen.faces.api.verwerkingen import acties_vorm as vorm
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.context import Context

Delen = Mapping[str, str]


def zoek(ctx: Context, verzoek: Verzoek, _delen: Delen) -> Antwoord:
    """Actions with one person in them."""
    vraag = invoer.vraag(verzoek, periode=False)
    found = queries.verwerkingsacties(ctx, vraag)
    rijen = [vorm.actie(verzoek, a) for a in found.acties]
    peil = vraag.tm or max((a.id for a in found.acties), default=None)
    return Antwoord(200, orjson.dumps(vorm.bladzijde(verzoek, vraag, found.totaal, rijen, peil)))


def maak(ctx: Context, verzoek: Verzoek, _delen: Delen) -> Antwoord:
    """Add an action."""
    made = vorm.actie(verzoek, commands.register_verwerkingsactie(ctx, invoer.actie(verzoek)))
    return Antwoord(201, orjson.dumps(made), {"Location": made["url"]})


def wijzig_verwerking(ctx: Context, verzoek: Verzoek, _delen: Delen) -> Antwoord:
    """Change term or confidentiality of all actions of a verwerking."""
    commands.change_verwerking(ctx, *invoer.verwerking(verzoek))
    return Antwoord(204)


def lees(ctx: Context, verzoek: Verzoek, delen: Delen) -> Antwoord:
    """One action."""
    return Antwoord(200, orjson.dumps(vorm.actie(verzoek, queries.verwerkingsactie(ctx, _id(delen)))))


def vervang(ctx: Context, verzoek: Verzoek, delen: Delen) -> Antwoord:
    """Put a whole action in place of another."""
    made = commands.replace_verwerkingsactie(ctx, _id(delen), invoer.actie(verzoek))
    return Antwoord(200, orjson.dumps(vorm.actie(verzoek, made)))


def laat_vervallen(ctx: Context, verzoek: Verzoek, delen: Delen) -> Antwoord:
    """Let an action lapse."""
    commands.lapse_verwerkingsactie(ctx, _id(delen))
    return Antwoord(204)


def _id(delen: Delen) -> UUID:
    try:
        return UUID(delen["actieId"])
    except ValueError:
        raise NotFound from None


_UUID: Json = {"type": "string", "format": "uuid"}
_URL: Json = {"type": "string", "format": "uri", "maxLength": 2042}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_DAG: Json = {"type": "string", "format": "date"}
OBJECTEN = (
    query("objecttype", {"type": "string", "enum": ["persoon"]}, required=True),
    query("soortObjectId", {"type": "string", "maxLength": 242}, "Geen BSN: zoek dan met POST.", required=True),
    query("objectId", {"type": "string", "maxLength": 64}, required=True),
)
ACTIVITEIT = query("verwerkingsactiviteitId", _UUID)
PAGINA = (
    query("page", {"type": "integer", "minimum": 1}),
    query("pageSize", {"type": "integer", "minimum": 1, "maximum": invoer.HOOGSTENS}),
)


def periode(*, verplicht: bool) -> tuple[Json, Json]:
    """From a day on, before another."""
    return query("beginDatum", _DAG, required=verplicht), query("eindDatum", _DAG, required=verplicht)


def zoekvraag(*, verplicht: bool) -> Json:
    """The same search in a body."""
    tekst: Json = {"type": "string"}
    properties: Json = {
        "objecttype": {"type": "string", "enum": ["persoon"]},
        "soortObjectId": {**tekst, "maxLength": 242},
        "objectId": {**tekst, "maxLength": 64},
        "beginDatum": _DAG,
        "eindDatum": _DAG,
        "verwerkingsactiviteitId": _UUID,
    }
    if not verplicht:
        properties["vertrouwelijkheid"] = {"type": "array", "items": {"enum": list(invoer.VERTROUWELIJKHEID)}}
    required = ["objectId", "objecttype", "soortObjectId", *(["beginDatum", "eindDatum"] if verplicht else [])]
    return {"type": "object", "properties": properties, "required": sorted(required)}


def _getoond(serializer: Any) -> Json:
    found = dict(member(serializer))
    return {k: v for k, v in found.items() if k != "required"}


def objectvorm() -> Json:
    """A person in an action, as it is shown."""
    found = _getoond(invoer.Object())
    found["properties"] = {"url": _URL, "verwerktObjectId": _UUID, **found["properties"]}
    return found | {"required": ["objectId", "objecttype", "soortObjectId", "url", "verwerktObjectId"]}


def actievorm(*, zonder: frozenset[str] = frozenset()) -> Json:
    """An action, as it is shown."""
    found = _getoond(invoer.ActieInvoer())
    leden = {naam: lid for naam, lid in found["properties"].items() if naam not in zonder}
    leden |= {"verwerkteObjecten": {"type": "array", "items": ref("VerwerktObject")}}
    found["properties"] = {"url": _URL, "actieId": _UUID, **leden, "tijdstipRegistratie": _MOMENT}
    verplicht = ("actieId", "tijdstip", "tijdstipRegistratie", "url", "vertrouwelijkheid", "verwerkteObjecten")
    return found | {"required": list(verplicht)}


def lijst(item: Json) -> Json:
    """A page of these."""
    link = {"type": "string", "format": "uri", "nullable": True}
    results = {"type": "array", "items": item}
    return {
        "type": "object",
        "properties": {"count": {"type": "integer"}, "next": link, "previous": link, "results": results},
        "required": ["count", "results"],
    }


SCHEMAS: dict[str, Json] = {
    "VerwerktObject": objectvorm(),
    "Verwerkingsactie": actievorm(),
    "NieuweVerwerkingsactie": dict(member(invoer.ActieInvoer())),
    "WijzigVerwerking": dict(member(invoer.VerwerkingInvoer())),
    "Zoekvraag": zoekvraag(verplicht=False),
}
_LEES, _ACTIE = ("read:normal", "read:confidential"), "verwerkingsacties/{actieId}"
_VERTROUWELIJK = {"type": "array", "items": {"type": "string", "enum": list(invoer.VERTROUWELIJKHEID)}}
ROUTES = (
    Route(
        "GET",
        "verwerkingsacties",
        zoek,
        "verwerkingsactie_list",
        gettext_noop("Verwerkingsacties van één persoon, met een pseudoniem in het adres"),
        antwoord=lijst(ref("Verwerkingsactie")),
        parameters=(
            *OBJECTEN,
            *periode(verplicht=False),
            query("vertrouwelijkheid", _VERTROUWELIJK),
            ACTIVITEIT,
            *PAGINA,
        ),
        scopes=_LEES,
    ),
    Route(
        "POST",
        "verwerkingsacties/zoek",
        zoek,
        "verwerkingsactie_zoek",
        gettext_noop("Verwerkingsacties van één persoon, met het BSN in de inhoud"),
        antwoord=lijst(ref("Verwerkingsactie")),
        lichaam=ref("Zoekvraag"),
        parameters=PAGINA,
        scopes=_LEES,
    ),
    Route(
        "POST",
        "verwerkingsacties",
        maak,
        "verwerkingsactie_create",
        gettext_noop("Een verwerkingsactie vastleggen"),
        antwoord=ref("Verwerkingsactie"),
        lichaam=ref("NieuweVerwerkingsactie"),
        status=201,
        scopes=("create:normal", "create:confidential"),
    ),
    Route(
        "PATCH",
        "verwerkingsacties",
        wijzig_verwerking,
        "verwerkingsactie_list_patch",
        gettext_noop("Bewaartermijn of vertrouwelijkheid van een hele verwerking wijzigen"),
        lichaam=ref("WijzigVerwerking"),
        parameters=(query("verwerkingId", _UUID, required=True),),
        status=204,
        scopes=("update:normal", "update:confidential"),
    ),
    Route(
        "GET",
        _ACTIE,
        lees,
        "verwerkingsactie_read",
        gettext_noop("Een verwerkingsactie lezen"),
        antwoord=ref("Verwerkingsactie"),
        scopes=_LEES,
    ),
    Route(
        "PUT",
        _ACTIE,
        vervang,
        "verwerkingsactie_update",
        gettext_noop("Een verwerkingsactie helemaal vervangen"),
        antwoord=ref("Verwerkingsactie"),
        lichaam=ref("NieuweVerwerkingsactie"),
        scopes=("update:normal", "update:confidential"),
    ),
    Route(
        "DELETE",
        _ACTIE,
        laat_vervallen,
        "verwerkingsactie_delete",
        gettext_noop("Een verwerkingsactie laten vervallen"),
        status=204,
        scopes=("delete:normal", "delete:confidential"),
    ),
)
