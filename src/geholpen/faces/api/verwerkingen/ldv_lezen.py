"""Reading the log: the extension *lezen* of Logboek dataverwerkingen, API 1.1.0. Paging is our own addition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from geholpen.domain.verantwoording import queries
from geholpen.faces.api.fouten import invalid
from geholpen.faces.api.routes import Json, Route, query, ref
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.context import Context

STANDAARD, HOOGSTENS = 100, 250


def lees(ctx: Context, verzoek: Verzoek, _delen: Mapping[str, str]) -> Antwoord:
    """Lines that match what the body says; Link says where the next page is."""
    gegeven = verzoek.json
    if not isinstance(gegeven, dict):
        raise invalid("nonFieldErrors", "invalid", _("Stuur een JSON-object met waarop u zoekt."))
    vraag = dict(verzoek.vraag)
    aantal = size(vraag.get("pageSize", ""))
    found = queries.ldv_regels(ctx, queries.ldv_vraag(gegeven, vraag.get("na", "")), aantal)
    lichaam = orjson.dumps({"processingActivities": [queries.als_lezen(r) for r in found.regels]})
    return Antwoord(200, lichaam, next_link(verzoek, found.volgende, aantal))


def size(text: str) -> int:
    """How many on a page; what makes no sense is the usual number."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return min(found, HOOGSTENS) or STANDAARD


def next_link(verzoek: Verzoek, na: str, aantal: int) -> dict[str, str]:
    """The header Link to the next page; nothing after the last one."""
    if not na:
        return {}
    rest = [(k, v) for k, v in verzoek.vraag if k not in {"na", "pageSize"}]
    query = urlencode([*rest, ("na", na), ("pageSize", str(aantal))])
    return {"Link": f'<{verzoek.basis}{verzoek.pad}?{query}>; rel="next"'}


_TRACE: Json = {"type": "string", "description": "32 hexadecimale tekens, of hetzelfde als uuid met streepjes."}
_MS: Json = {"type": "integer", "format": "int64", "minimum": 0, "description": "Milliseconden sinds 1970."}
_SPAN: Json = {"type": "string", "pattern": "^[0-9a-fA-F]{16}$"}
_URI: Json = {"type": "string", "format": "uri", "maxLength": 2042}
_ATTRIBUTEN: Json = {
    "dpl.core.processing_activity_id": _URI,
    "dpl.core.data_subject_id": {"type": "string", "minLength": 1, "maxLength": 2042},
    "dpl.core.data_subject_id_type": {"type": "string", "minLength": 1, "maxLength": 2042},
    "dpl.core.foreign_operation.processor": _URI,
}
SCHEMAS: dict[str, Any] = {
    "ProcessingActivityRequest": {
        "type": "object",
        "minProperties": 1,
        "properties": {**_ATTRIBUTEN, "traceId": _TRACE, "startTime": _MS, "endTime": _MS},
    },
    "ProcessingActivity": {
        "type": "object",
        "properties": {
            "traceId": {"type": "string", "format": "uuid"},
            "spanId": _SPAN,
            "parentSpanId": _SPAN,
            "status": {"type": "string", "enum": ["Unset", "Ok", "Error"]},
            "name": {"type": "string"},
            "startTime": _MS,
            "endTime": _MS,
            "resource": {"type": "object", "properties": {"attributes": {"type": "object"}}},
            "attributes": {"type": "object", "properties": _ATTRIBUTEN},
        },
        "required": ["endTime", "name", "spanId", "startTime", "status", "traceId"],
    },
    "ListProcessingActivities": {
        "type": "object",
        "properties": {"processingActivities": {"type": "array", "items": ref("ProcessingActivity")}},
        "required": ["processingActivities"],
    },
}
ROUTE = Route(
    "POST",
    "processing-activities",
    lees,
    "listProcessingActivitiesPost",
    gettext_noop("Logregels zoeken; ten minste één zoekgegeven in de inhoud"),
    antwoord=ref("ListProcessingActivities"),
    lichaam=ref("ProcessingActivityRequest"),
    parameters=(
        query("pageSize", {"type": "integer", "minimum": 1, "maximum": HOOGSTENS}),
        query("na", {"type": "string"}, "Waar de vorige bladzijde ophield; staat in de kop Link."),
    ),
    scopes=("ldv:lezen",),
)
