"""Lines as an ExportTraceServiceRequest in JSON, and what the answer says. Pure.

By the JSON mapping of OTLP 1.x: ids in hex, 64-bit numbers as text, enumerations as numbers, names in lowerCamelCase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from geholpen.domain.verantwoording.ports import Logregel

_STATUS = {"Unset": 0, "Ok": 1, "Error": 2}
_INTERN = 1  # SPAN_KIND_INTERNAL
_NANO = 1_000_000  # nanoseconds in a millisecond
#: Who says so, apart from which software did it.
_SCOPE = {"name": "logboek-dataverwerkingen", "version": "1.0.0"}


def request(regels: Sequence[Logregel]) -> bytes:
    """The body of one call: a group per application that wrote lines."""
    per: dict[bytes, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    for regel in regels:
        key = orjson.dumps(regel.resource, option=orjson.OPT_SORT_KEYS)
        per.setdefault(key, (regel.resource, []))[1].append(_span(regel))
    groups = [
        {"resource": {"attributes": _pairs(bron)}, "scopeSpans": [{"scope": _SCOPE, "spans": spans}]}
        for bron, spans in per.values()
    ]
    return orjson.dumps({"resourceSpans": groups})


def _span(r: Logregel) -> dict[str, Any]:
    found = {
        "traceId": r.trace_id,
        "spanId": r.span_id,
        "name": r.name,
        "kind": _INTERN,
        "startTimeUnixNano": str(r.start_time * _NANO),
        "endTimeUnixNano": str(r.end_time * _NANO),
        "attributes": _pairs(r.attributes),
        "status": {"code": _STATUS[r.status]},
    }
    return found | ({"parentSpanId": r.parent_span_id} if r.parent_span_id else {})


def _pairs(attributes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": _value(value)} for key, value in attributes.items()]


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"stringValue": orjson.dumps(value).decode()}


def partial(body: bytes) -> tuple[int, str]:
    """(spans that were not taken, why) of an answer 200; (0, "") when it says nothing of the kind."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return 0, ""
    part = said.get("partialSuccess") if isinstance(said, dict) else None
    if not isinstance(part, dict):
        return 0, ""
    count = str(part.get("rejectedSpans", 0))
    message = str(part.get("errorMessage", ""))
    return (int(count) if count.isascii() and count.isdigit() else 0), "".join(c for c in message if c.isprintable())
