"""Logging with us: lines of other applications, by the table of Logboek dataverwerkingen 1.0.0.

All lines of a call are kept or none; the answer, which names them, goes out when they are committed. No sampling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework.exceptions import PermissionDenied

from geholpen.domain.verantwoording.commands import NieuweRegel, keep_logregels
from geholpen.faces.api.fouten import invalid
from geholpen.faces.api.routes import Json, Route, ref
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.context import Context

#: Lines in one call.
HOOGSTENS = 500
STATUS = ("Unset", "Ok", "Error")
_HEX = re.compile(r"[0-9a-f]+")
_SLEUTEL = re.compile(r"(dpl\.[a-z0-9]+|exception)\.[A-Za-z0-9_.]+")
_ACTIVITEIT = "dpl.core.processing_activity_id"
_WIE, _SOORT = "dpl.core.data_subject_id", "dpl.core.data_subject_id_type"
_URI = (_ACTIVITEIT, "dpl.core.foreign_operation.processor", "dpl.read.externalReadAPI_id")
_LAATST_MS = 253_402_300_799_999
_LANG, _BRON_LANG = 2042, 4_000


def schrijf(ctx: Context, verzoek: Verzoek, _delen: Mapping[str, str]) -> Antwoord:
    """Keep lines: one, or a list."""
    if settings.LDV_TLS and not verzoek.basis.startswith("https://"):
        raise PermissionDenied(_("Stuur logregels over https. Zonder versleuteling nemen wij ze niet aan."))
    given = verzoek.json
    lijst = given if isinstance(given, list) else [given]
    if not 0 < len(lijst) <= HOOGSTENS:
        raise invalid("nonFieldErrors", "invalid", _("Stuur 1 tot %(aantal)s regels.") % {"aantal": HOOGSTENS})
    regels = [_regel(item, nr) for nr, item in enumerate(lijst)]
    keep_logregels(ctx, regels)
    kept = [{"trace_id": r.trace.hex, "span_id": r.span} for r in regels]
    return Antwoord(201, orjson.dumps({"aanvaard": len(kept), "regels": kept}))


def _regel(item: Any, nr: int) -> NieuweRegel:
    if not isinstance(item, dict):
        raise invalid(str(nr), "invalid", _("Geef een JSON-object."))
    attributes = _attributes(item.get("attributes"), nr)
    begin, einde = _ms(item, "start_time", nr), _ms(item, "end_time", nr)
    if einde < begin:
        raise invalid(f"{nr}.end_time", "invalid", _("Het einde ligt voor het begin."))
    status = item.get("status")
    if status not in STATUS:
        raise invalid(f"{nr}.status", "invalid_choice", _("Kies %(een)s.") % {"een": ", ".join(STATUS)})
    naam = item.get("name")
    if not isinstance(naam, str) or len(naam) > 400 or "\x00" in naam:
        raise invalid(f"{nr}.name", "invalid", _("Geef een tekst van hoogstens 400 tekens; leeg mag."))
    return NieuweRegel(
        trace=UUID(_hex(item, "trace_id", 32, nr)),
        span=_hex(item, "span_id", 16, nr),
        boven_span=_hex(item, "parent_span_id", 16, nr) if item.get("parent_span_id") else "",
        status=str(status),
        naam=naam,
        begin_ms=begin,
        einde_ms=einde,
        bron=_resource(item.get("resource"), nr),
        attributen={k: v for k, v in attributes.items() if k not in {_WIE, _SOORT}},
        betrokkene=attributes.get(_WIE, ""),
        betrokkene_soort=attributes.get(_SOORT, ""),
    )


def _hex(item: Json, naam: str, lang: int, nr: int) -> str:
    value = str(item.get(naam, "")).replace("-", "").lower() if naam == "trace_id" else str(item.get(naam, "")).lower()
    if len(value) != lang or not _HEX.fullmatch(value) or not int(value, 16):
        raise invalid(f"{nr}.{naam}", "invalid", _("Geef %(aantal)s hexadecimale tekens.") % {"aantal": lang})
    return value


def _ms(item: Json, naam: str, nr: int) -> int:
    value = item.get(naam)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LAATST_MS:
        raise invalid(f"{nr}.{naam}", "invalid", _("Geef een heel aantal milliseconden sinds 1970."))
    return value


def _attributes(value: Any, nr: int) -> dict[str, str]:
    """Attributes of the standard only; the activity always, a subject together with its kind."""
    waar = f"{nr}.attributes"
    if not isinstance(value, dict):
        raise invalid(waar, "required", _("Geef de attributen van de standaard."))
    for key, text in value.items():
        if not _SLEUTEL.fullmatch(key):
            raise invalid(f"{waar}.{key}", "invalid", _("Dit attribuut hoort niet bij de standaard."))
        if not isinstance(text, str) or not text or len(text) > _LANG * 4 or "\x00" in text:
            raise invalid(f"{waar}.{key}", "invalid", _("Geef een tekst."))
        if key in _URI and not _is_uri(text):
            raise invalid(f"{waar}.{key}", "invalid", _("Geef een URI."))
    if _ACTIVITEIT not in value:
        raise invalid(f"{waar}.{_ACTIVITEIT}", "required", _("Zeg bij welke verwerkingsactiviteit dit hoort."))
    if (_WIE in value) != (_SOORT in value):
        raise invalid(f"{waar}.{_SOORT}", "required", _("Geef de betrokkene en de soort nummer samen."))
    if len(value.get(_WIE, "")) > 64:
        raise invalid(f"{waar}.{_WIE}", "max_length", _("Geef 1 tot %(aantal)s tekens.") % {"aantal": 64})
    return value


def _is_uri(text: str) -> bool:
    try:
        return bool(urlsplit(text).scheme) and len(text) <= _LANG and not any(c.isspace() for c in text)
    except ValueError:
        return False


def _resource(value: Any, nr: int) -> dict[str, Any]:
    found = value.get("attributes", {}) if isinstance(value, dict) else {}
    wrong = (value is not None and not isinstance(value, dict)) or not isinstance(found, dict)
    if wrong or len(orjson.dumps(found)) > _BRON_LANG:
        raise invalid(f"{nr}.resource", "invalid", _("Geef een groep met attributes, samen hoogstens 4000 tekens."))
    return found


_MS: Json = {"type": "integer", "format": "int64", "minimum": 0, "maximum": _LAATST_MS}
_SPAN: Json = {"type": "string", "pattern": "^[0-9a-fA-F]{16}$"}
_TEKST: Json = {"type": "string", "minLength": 1, "maxLength": _LANG}
SCHEMAS: dict[str, Json] = {
    "Logregel": {
        "type": "object",
        "properties": {
            "trace_id": {"type": "string", "pattern": "^[0-9a-fA-F]{32}$"},
            "span_id": _SPAN,
            "parent_span_id": _SPAN,
            "status": {"type": "string", "enum": list(STATUS)},
            "name": {"type": "string", "maxLength": 400},
            "start_time": _MS,
            "end_time": _MS,
            "resource": {"type": "object", "properties": {"attributes": {"type": "object"}}},
            "attributes": {
                "type": "object",
                "properties": {
                    **{naam: {**_TEKST, "format": "uri"} for naam in _URI},
                    _WIE: {**_TEKST, "maxLength": 64},
                    _SOORT: _TEKST,
                },
                "required": [_ACTIVITEIT],
            },
        },
        "required": ["attributes", "end_time", "name", "span_id", "start_time", "status", "trace_id"],
    },
    "Aanvaard": {
        "type": "object",
        "properties": {
            "aanvaard": {"type": "integer"},
            "regels": {
                "type": "array",
                "items": {"type": "object", "properties": {"trace_id": {"type": "string"}, "span_id": _SPAN}},
            },
        },
        "required": ["aanvaard", "regels"],
    },
}
ROUTE = Route(
    "POST",
    "logregels",
    schrijf,
    "logregels_create",
    gettext_noop("Logregels bij ons vastleggen; het antwoord komt als ze zijn opgeslagen"),
    antwoord=ref("Aanvaard"),
    lichaam={"type": "array", "items": ref("Logregel"), "minItems": 1, "maxItems": HOOGSTENS},
    status=201,
    scopes=("ldv:schrijven",),
)
