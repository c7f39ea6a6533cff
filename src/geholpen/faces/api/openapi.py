"""The OpenAPI document of an interface, made of the same Bronnen that answer its calls: it cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_noop

from geholpen.domain.klantinteracties.queries import leden, uitklappen
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.herhaling import CREATED
from geholpen.faces.api.openapi_velden import URL, UUID, camel, member, object_of, read_only

Json = dict[str, Any]
_FILTER: Mapping[Soort, Json] = {
    Soort.UUID: UUID,
    Soort.URL: URL,
    Soort.JA_NEE: {"type": "boolean"},
    Soort.DATUM: {"type": "string", "format": "date"},
    Soort.MOMENT: {"type": "string", "format": "date-time"},
}
_SLEUTEL = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": gettext_noop("Hetzelfde verzoek met dezelfde sleutel maakt een dag lang niets dubbel."),
    "schema": {"type": "string", "pattern": "^[!#-~]{1,255}$", "maxLength": 255},
}
_VERSIE = {"API-version": {"schema": {"type": "string"}, "description": "De versie van deze interface."}}
#: Filters on what the standard keeps for older callers only.
_AFGERADEN = {"anderePartijIdentificator", "nummer"}
#: Which contacts stayed when an onderwerpobject was removed with all it was about.
_BEHOUDEN = object_of({"behouden": {"type": "array", "items": {"type": "string", "format": "uri"}}}, ("behouden",))
_FOUT = {"$ref": "#/components/schemas/Fout"}


def document(titel: str, versie: str, adres: str, bronnen: Mapping[str, Bron]) -> Json:
    """The whole document; `adres` is where the interface begins."""
    schemas: Json = {"Fout": _fout()}
    paths: Json = {}
    for naam, bron in sorted(bronnen.items()):
        schemas[_naam(bron)] = _schema(bron)
        if bron.uitklap:
            schemas[f"Expand{_naam(bron)}"] = _expanded(bron.naam, bron.uitklap, uitklappen(bron.naam))
        if bron.wijzig:
            schemas[f"Patched{_naam(bron)}"] = {k: v for k, v in _schema(bron).items() if k != "required"}
        if many := dict(_many(bron)):
            paths[f"/{naam}"] = many
        if bron.lees:
            paths[f"/{naam}/{{uuid}}"] = dict(_one(bron))
    return {
        "openapi": "3.0.3",
        "info": {"title": titel, "version": versie, "license": {"name": "EUPL 1.2"}},
        "servers": [{"url": adres.rstrip("/")}],
        "paths": paths,
        "components": {
            "securitySchemes": {"tokenAuth": {"type": "apiKey", "in": "header", "name": "Authorization"}},
            "schemas": schemas,
        },
    }


def _naam(bron: Bron) -> str:
    return _schema_naam(bron.naam)


def _schema_naam(naam: str) -> str:
    return "".join(part.title() for part in naam.replace("/", "-").split("-"))


def _expanded(naam: str, paden: Iterable[str], alle: Mapping[str, tuple[str, bool]], boven: str = "") -> Json:
    """A resource with what `expand` asked for: the paths below `boven`, each with what is below it in turn."""
    base = _ref_to(naam)
    hier = [pad for pad in paden if pad.rpartition(".")[0] == boven]
    if not hier:
        return base
    members: Json = {}
    for pad in hier:
        doel, veel = alle[pad]
        een = _expanded(doel, paden, alle, pad)
        members[pad.rpartition(".")[2]] = (
            {"type": "array", "items": een} if veel else {"allOf": [een], "nullable": True}
        )
    shown = {"type": "object", "properties": members, "readOnly": True}
    return {"allOf": [base, {"type": "object", "properties": {"_expand": shown}}]}


def _ref_to(naam: str) -> Json:
    return {"$ref": f"#/components/schemas/{_schema_naam(naam)}"}


def _schema(bron: Bron) -> Json:
    """What a caller gives, and what only we say; in the order in which it is answered."""
    if bron.vorm:
        return dict(bron.vorm)
    fields = bron.invoer().fields if bron.invoer else {}
    given = {camel(naam): field for naam, field in fields.items()}
    shown = bron.leden or (leden(bron.naam) if bron.lees else ())
    order = [*shown, *(naam for naam in given if naam not in shown)]
    properties = {naam: member(given[naam]) if naam in given else read_only(bron.naam, naam) for naam in order}
    required = sorted(
        naam for naam in order if (given[naam].required if naam in given else "readOnly" in properties[naam])
    )
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def _many(bron: Bron) -> Iterator[tuple[str, Json]]:
    if bron.lees and bron.lijst:
        asked = [_parameter(naam, vorm) for naam, vorm in sorted(bron.filters.items())]
        page = [] if bron.kaal else [_query(naam, {"type": "integer"}) for naam in ("page", "pageSize")]
        shown = {"type": "array", "items": _shown(bron)} if bron.kaal else _list(_shown(bron))
        yield "get", _operation(bron, "List", [*asked, *_expand(bron), *page], "200", shown)
    if bron.maak or bron.maak_getoond:
        made = bron.status == CREATED
        out = _ref(bron) if made else _list({"$ref": "#/components/schemas/Klantbeelden"})
        yield "post", _operation(bron, "Create", [_SLEUTEL] if made else [], str(bron.status), out, _ref(bron))


def _one(bron: Bron) -> Iterator[tuple[str, Json]]:
    path = {"name": "uuid", "in": "path", "required": True, "schema": UUID}
    asked = [_parameter(naam, vorm) for naam, vorm in sorted(bron.een_filters.items())]
    yield "get", _operation(bron, "Retrieve", [*asked, *_expand(bron), path], "200", _shown(bron))
    if bron.wijzig:
        yield "put", _operation(bron, "Update", [path], "200", _ref(bron), _ref(bron))
        yield "patch", _operation(bron, "PartialUpdate", [path], "200", _ref(bron), _ref(bron, "Patched"))
    if bron.verwijder:
        alles = [_query("cascade", {"type": "boolean", "default": False})] if bron.verwijder_alles else []
        operation = _operation(bron, "Destroy", [*alles, path], "204", None)
        if bron.verwijder_alles:
            operation["responses"]["200"] = {"description": "", "headers": _VERSIE, "content": _json(_BEHOUDEN)}
        yield "delete", operation


def _operation(bron: Bron, wat: str, parameters: list[Json], status: str, out: Json | None, body: Any = None) -> Json:
    answer = {"description": "", "headers": _VERSIE, **({"content": _json(out)} if out else {})}
    return {
        "operationId": camel(bron.naam.replace("-", "_").replace("/", "_")) + wat,
        "tags": [bron.naam],
        "parameters": parameters,
        **({"requestBody": {"content": _json(body), "required": True}} if body else {}),
        "security": [{"tokenAuth": []}],
        "responses": {status: answer, "default": {"description": "Een fout.", "content": _json(_FOUT)}},
    }


def _parameter(naam: str, vorm: Vorm) -> Json:
    if vorm.soort == Soort.KEUZE:
        return _query(naam, {"type": "string", "enum": sorted(vorm.keuzes)}) | _deprecated(naam)
    if vorm.soort == Soort.AANTAL:
        return _query(naam, {"type": "integer", "minimum": 0, "maximum": vorm.hoogstens})
    return _query(naam, _FILTER.get(vorm.soort, {"type": "string"})) | _deprecated(naam)


def _deprecated(naam: str) -> Json:
    return {"deprecated": True} if naam.rpartition("__")[2] in _AFGERADEN else {}


def _query(naam: str, schema: Json) -> Json:
    return {"name": naam, "in": "query", "schema": schema}


def _expand(bron: Bron) -> list[Json]:
    if not bron.uitklap:
        return []
    items = {"type": "string", "enum": sorted(bron.uitklap)}
    return [{**_query("expand", {"type": "array", "items": items}), "explode": False, "style": "form"}]


def _ref(bron: Bron, voor: str = "") -> Json:
    return {"$ref": f"#/components/schemas/{voor}{_naam(bron)}"}


def _shown(bron: Bron) -> Json:
    """What a reader gets: the resource, with what was expanded."""
    return _ref(bron, "Expand" if bron.uitklap else "")


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _list(item: Json) -> Json:
    link = {"type": "string", "format": "uri", "nullable": True}
    results = {"type": "array", "items": item}
    return object_of(
        {"count": {"type": "integer"}, "next": link, "previous": link, "results": results}, ("count", "results")
    )


def _fout() -> Json:
    text = {"type": "string"}
    param = object_of({"name": text, "code": text, "reason": text}, ("name", "code", "reason"))
    members = dict.fromkeys(("type", "code", "title", "detail", "instance"), text)
    rest = {"status": {"type": "integer"}, "invalidParams": {"type": "array", "items": param}}
    return object_of({**members, **rest}, ("code", "title", "status", "detail", "instance"))
