"""The members of a resource as OpenAPI has them: out of the fields that check what a caller gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers as drf

Json = dict[str, Any]
UUID: Json = {"type": "string", "format": "uuid"}
URL: Json = {"type": "string", "format": "uri"}
_REF: Json = {
    "type": "object",
    "properties": {"uuid": UUID, "url": {**URL, "readOnly": True}},
    "required": ["url", "uuid"],
}
_MOMENT: Json = {"type": "string", "format": "date-time"}
#: Members that only we say, where they are no list of references.
_ALLEEN_LEZEN: Mapping[str, Json] = {
    "uuid": UUID,
    "url": URL,
    "volledigeNaam": {"type": "string"},
    "toegewezenOp": _MOMENT,
    "hadBetrokkenActoren": {"type": "array", "items": {"type": "object"}},
    "categorieRelaties": {"type": "array", "items": {"type": "object"}},
    "naam": {"type": "string"},  # of a kanaal
    "documentatieLink": URL,
    "filters": {"type": "array", "items": {"type": "string"}},
}
#: Members that callers give in a way of their own, past the fields.
_ANDERS: Mapping[tuple[str, str], Json] = {
    ("partijen", "partijIdentificatie"): {"type": "object"},  # its form follows soortPartij
    ("partij-identificatoren", "uuid"): UUID,  # inside a partij it says which one is meant
}
_TYPE: tuple[tuple[type[Any], Json], ...] = (
    (drf.UUIDField, UUID),
    (drf.BooleanField, {"type": "boolean"}),
    (drf.IntegerField, {"type": "integer"}),
    (drf.DateTimeField, _MOMENT),
    (drf.DateField, {"type": "string", "format": "date"}),
    (drf.EmailField, {"type": "string", "format": "email"}),
    (drf.URLField, URL),
)


def camel(naam: str) -> str:
    """The name as callers write it."""
    first, *rest = naam.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def object_of(properties: Json, required: Iterable[str]) -> Json:
    """An object with these members."""
    return {"type": "object", "properties": properties, "required": sorted(required)}


def read_only(bron: str, naam: str) -> Json:
    """A member that has no field: we alone say it. A list of references, unless it is known to be something else."""
    if (bron, naam) in _ANDERS:
        return _ANDERS[bron, naam]
    return {**_ALLEEN_LEZEN.get(naam, {"type": "array", "items": _REF}), "readOnly": True}


def member(field: Any) -> Json:
    """One member that a caller gives."""
    found = {**_shape(field)}
    if field.allow_null:
        found["nullable"] = True
    if field.write_only:
        found["writeOnly"] = True
    for naam, kant in (("max_length", "maxLength"), ("min_length", "minLength")):
        if getattr(field, naam, None) is not None:
            found[kant] = getattr(field, naam)
    for naam, kant in (("max_value", "maximum"), ("min_value", "minimum")):
        if getattr(field, naam, None) is not None:
            found[kant] = getattr(field, naam)
    return found


def _shape(field: Any) -> Json:
    if isinstance(field, drf.ListSerializer | drf.ListField):
        return {"type": "array", "items": member(field.child)}
    if isinstance(field, drf.DictField):
        return {"type": "object", "additionalProperties": member(field.child)}
    if isinstance(field, drf.BaseSerializer):
        return _group(field)
    if isinstance(field, drf.ChoiceField):
        return {"type": "string", "enum": list(field.choices)}
    for kind, shape in _TYPE:
        if isinstance(field, kind):
            return shape
    patterns = [str(getattr(v.regex, "pattern", v.regex)) for v in field.validators if isinstance(v, RegexValidator)]
    return {"type": "string", **({"pattern": _pattern(patterns[0])} if patterns else {})}


def _pattern(ours: str) -> str:
    """As JSON schema writes it: it knows no \\A and \\Z."""
    return ours.replace(r"\A", "^").replace(r"\Z", "$")


def _group(field: Any) -> Json:
    fields = getattr(field, "fields", {})
    if set(fields) == {"uuid"}:
        return {**_REF}
    properties = {camel(naam): member(one) for naam, one in fields.items()}
    required = sorted(camel(naam) for naam, one in fields.items() if one.required)
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}
