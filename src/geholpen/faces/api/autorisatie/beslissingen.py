"""Reading the decision log (ADL, level 3): records newest first, as a list, or as lines to take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

import orjson
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from geholpen.domain.verantwoording import queries
from geholpen.faces.api.fouten import invalid
from geholpen.faces.api.routes import Json, Route, query, ref
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.context import Context

STANDAARD, HOOGSTENS = 100, 1_000
NDJSON = "application/x-ndjson"


def lees(ctx: Context, verzoek: Verzoek, _delen: Mapping[str, str]) -> Antwoord:
    """Decisions that match; Link says where the next page is."""
    gevraagd = dict(verzoek.vraag)
    text = gevraagd.get("pageSize", "")
    aantal = min(int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0, HOOGSTENS) or STANDAARD
    vraag = queries.Beslissingvraag(
        van=_moment("van", gevraagd),
        tot=_moment("tot", gevraagd),
        trace=_uuid("traceId", gevraagd),
        besluit=_yes_no("besluit", gevraagd),
        na=_uuid("na", gevraagd),
    )
    found = queries.adl_beslissingen(ctx, vraag, aantal)
    link = {}
    if found.volgende:
        rest = [(k, v) for k, v in verzoek.vraag if k not in {"na", "pageSize"}]
        more = urlencode([*rest, ("na", str(found.volgende)), ("pageSize", str(aantal))])
        link = {"Link": f'<{verzoek.basis}{verzoek.pad}?{more}>; rel="next"'}
    if NDJSON in verzoek.koppen.get("accept", ""):
        return Antwoord(200, b"".join(orjson.dumps(r) + b"\n" for r in found.records), link, NDJSON)
    return Antwoord(200, orjson.dumps({"beslissingen": list(found.records)}), link)


def _moment(naam: str, gevraagd: Mapping[str, str]) -> datetime | None:
    text = gevraagd.get(naam, "")
    if not text:
        return None
    try:
        found = parse_datetime(text.replace(" ", "+"))  # a + in an address arrives as a space
    except ValueError:
        found = None
    if found is None:
        raise invalid(naam, "invalid", _("Schrijf het moment als 2026-11-29T10:00:00Z."))
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _uuid(naam: str, gevraagd: Mapping[str, str]) -> UUID | None:
    text = gevraagd.get(naam, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise invalid(naam, "invalid", _("Geef een uuid.")) from None


def _yes_no(naam: str, gevraagd: Mapping[str, str]) -> bool | None:
    text = gevraagd.get(naam, "")
    if text not in {"", "true", "false"}:
        raise invalid(naam, "invalid", _("Kies true of false."))
    return text == "true" if text else None


_TEKST: Json = {"type": "string"}
SCHEMAS: dict[str, Json] = {
    "Beslissing": {
        "type": "object",
        "properties": {
            "trace_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "span_id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "timestamp": {"type": "string", "format": "date-time"},
            "type": {"type": "string", "enum": ["access_evaluation"]},
            **dict.fromkeys(("request", "response", "policies", "information"), {"type": "object"}),
        },
        "required": ["request", "response", "span_id", "timestamp", "trace_id", "type"],
    },
    "Beslissingen": {
        "type": "object",
        "properties": {"beslissingen": {"type": "array", "items": ref("Beslissing")}},
        "required": ["beslissingen"],
    },
}
_MOMENT: Json = {"type": "string", "format": "date-time"}
ROUTES = (
    Route(
        "GET",
        "beslissingen",
        lees,
        "beslissing_list",
        gettext_noop("Beslissingen lezen, of meenemen als regels JSON (Accept: application/x-ndjson)"),
        antwoord=ref("Beslissingen"),
        parameters=(
            query("van", _MOMENT),
            query("tot", _MOMENT),
            query("traceId", _TEKST),
            query("besluit", {"type": "boolean"}),
            query("pageSize", {"type": "integer", "minimum": 1, "maximum": HOOGSTENS}),
            query("na", {"type": "string", "format": "uuid"}, "Waar de vorige bladzijde ophield: zie de kop Link."),
        ),
        scopes=("adl:lezen",),
    ),
)
