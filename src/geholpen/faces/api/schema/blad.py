"""The OpenAPI document of an interface as rows for a page. Pure: what the document does not say is not on the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from geholpen.platform.taal import vertaald

Json = Mapping[str, Any]
#: Deeper than this a member is named and not taken apart.
DIEP = 3


@dataclass(frozen=True, slots=True)
class Regel:
    """A member or a parameter. `naam` is dotted inside a group."""

    naam: str
    soort: str
    verplicht: bool
    uitleg: str


@dataclass(frozen=True, slots=True)
class Handeling:
    """One operation. `codes`: what it answers when it succeeds and when it does not."""

    methode: str
    pad: str
    wat: str
    parameters: list[Regel]
    voorbeeld: str  # of the body that is sent; "" when there is none
    codes: list[str]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A resource: its members and its operations."""

    naam: str
    leden: list[Regel]
    handelingen: list[Handeling]


def onderdelen(doc: Json) -> list[Onderdeel]:
    """Every resource, by name."""
    per: dict[str, list[tuple[str, str, Json]]] = {}
    for pad, ops in doc["paths"].items():
        for methode, op in ops.items():
            per.setdefault(op["tags"][0], []).append((methode.upper(), pad, op))
    return [
        Onderdeel(naam, list(_leden(doc, _schema(doc, found))), [_handeling(doc, *een) for een in found])
        for naam, found in per.items()
    ]


def codes() -> list[tuple[str, str]]:
    """What each status means."""
    return [
        ("200", _("Gelukt.")),
        ("201", _("Gemaakt. Location zegt waar het staat.")),
        ("204", _("Verwijderd.")),
        ("400", _("Er klopt iets niet. invalidParams zegt per veld wat.")),
        ("401", _("Geen token, of een token dat onbekend, ingetrokken of verlopen is.")),
        ("403", _("De doelen van het token laten dit niet toe.")),
        ("404", _("Bestaat niet, of niet voor dit token.")),
        ("405", _("Kan hier niet. Allow zegt wat wel kan.")),
        ("406", _("Wij antwoorden in JSON, en Accept sluit dat uit.")),
        ("409", _("Het eerste verzoek met deze Idempotency-Key is nog bezig, of wat het maakte is verwijderd.")),
        ("412", _("If-Match klopt niet meer: een ander wijzigde het intussen.")),
        ("413", _("De inhoud is te groot.")),
        ("415", _("De inhoud is geen application/json, of is gecomprimeerd.")),
        ("422", _("Deze Idempotency-Key is gebruikt voor een ander verzoek.")),
        ("429", _("Te veel verzoeken. Retry-After zegt hoeveel seconden u moet wachten.")),
        ("503", _("Nu niet bereikbaar. Probeer het later opnieuw.")),
    ]


def _handeling(doc: Json, methode: str, pad: str, op: Json) -> Handeling:
    body = op.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    example = json.dumps(_example(doc, body, 0), indent=2, ensure_ascii=False) if body else ""
    goed = next(code for code in op["responses"] if code != "default")
    return Handeling(
        methode,
        pad,
        op.get("summary") or _wat(methode, pad),
        _parameters(doc, op),
        example,
        [goed, *_fout(methode, pad, goed)],
    )


def _wat(methode: str, pad: str) -> str:
    een = "{uuid}" in pad
    return {
        "GET": _("Eén lezen") if een else _("Zoeken en bladeren"),
        "POST": _("Zoeken met een nummer in de inhoud") if pad.endswith("/zoek") else _("Maken"),
        "PUT": _("Helemaal vervangen"),
        "PATCH": _("Een deel wijzigen"),
        "DELETE": _("Verwijderen"),
    }[methode]


def _fout(methode: str, pad: str, goed: str) -> list[str]:
    found = ["400", "401", "403", *(["404"] if "{uuid}" in pad or methode == "GET" else []), "406"]
    if goed == "201":
        found += ["409", "413", "415", "422"]
    elif methode in {"PUT", "PATCH", "POST"}:
        found += [*(["412"] if methode != "POST" else []), "413", "415"]
    elif methode == "DELETE":
        found.append("412")
    return [*found, "429"]


def _parameters(doc: Json, op: Json) -> list[Regel]:
    found = []
    for p in op["parameters"]:
        where = {"path": _("in het adres"), "header": _("in een kop")}.get(p["in"], "")
        uitleg = "; ".join(part for part in (where, _uitleg(p["schema"]), vertaald(p.get("description", ""))) if part)
        found.append(Regel(p["name"], _soort(doc, p["schema"]), p.get("required", False), uitleg))
    return found


def _schema(doc: Json, found: list[tuple[str, str, Json]]) -> Json:
    """What the resource looks like: what is read, or else what is sent."""
    ops = sorted((op for _m, pad, op in found), key=lambda op: "requestBody" in op)
    op = ops[0]
    if "requestBody" in op and not op["operationId"].endswith("Retrieve"):
        return _resolved(doc, op["requestBody"]["content"]["application/json"]["schema"])
    schema = op["responses"]["200"]["content"]["application/json"]["schema"]
    if "properties" in schema:
        schema = schema["properties"]["results"]["items"]
    return _resolved(doc, schema)


def _resolved(doc: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = doc["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "allOf" in schema:
        parts = [_resolved(doc, part) for part in schema["allOf"]]
        return {"type": "object", "properties": {k: v for p in parts for k, v in p.get("properties", {}).items()}}
    return schema


def _leden(doc: Json, schema: Json, boven: str = "", diep: int = 0) -> Iterator[Regel]:
    for naam, raw in schema.get("properties", {}).items():
        een = _resolved(doc, raw)
        verplicht = naam in schema.get("required", ()) and not een.get("readOnly")
        yield Regel(boven + naam, _soort(doc, raw), verplicht, _uitleg(een))
        inner = _resolved(doc, een.get("items", een))
        if diep < DIEP and not een.get("readOnly") and set(inner.get("properties", {})) - {"uuid", "url"}:
            yield from _leden(doc, inner, f"{boven}{naam}.", diep + 1)


def _soort(doc: Json, schema: Json) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema.get("type") == "array":
        return _("lijst van %(soort)s") % {"soort": _soort(doc, schema["items"])}
    if set(schema.get("properties", {})) == {"uuid", "url"}:
        return _("verwijzing (uuid)")
    namen = {"string": _("tekst"), "integer": _("getal"), "boolean": _("true of false"), "object": _("groep")}
    formaten = {
        "uuid": "uuid",
        "uri": "url",
        "date": _("datum"),
        "date-time": _("datum en tijd"),
        "email": _("e-mailadres"),
    }
    return formaten.get(schema.get("format", "")) or namen.get(schema.get("type", ""), "")


def _uitleg(een: Json) -> str:
    kan = een.get("enum") or een.get("items", {}).get("enum")
    parts = [
        _("alleen lezen") if een.get("readOnly") else "",
        _("mag null zijn") if een.get("nullable") else "",
        _("hoogstens %(aantal)s tekens") % {"aantal": een["maxLength"]} if "maxLength" in een else "",
        _("een van: %(keuzes)s") % {"keuzes": ", ".join(str(k) for k in kan if k)} if kan else "",
    ]
    return "; ".join(part for part in parts if part)


#: Members for which a made-up value says more than their type.
_VOORBEELD: dict[str, Any] = {
    "kanaal": "telefoon",
    "onderwerp": "Parkeervergunning",
    "inhoud": "Mag de vergunning op een ander kenteken?",
    "reactie": "Het kenteken is veranderd.",
    "taal": "nld",
    "voorkeurstaal": "nld",
    "naam": "Balie",
    "rol": "klant",
    "objectId": "999990019",
    "codeObjecttype": "natuurlijk_persoon",
    "codeSoortObjectId": "bsn",
    "codeRegister": "brp",
    "postcode": "1234 AB",
    "land": "NL",
    "iban": "NL91ABNA0417164300",
    "bic": "ABNANL2A",
    "adres": "samira@voorbeeld.example",
    "achternaam": "Belhadi",
    "voornaam": "Samira",
    "status": "te_verwerken",
    "nummer": "0000000001",
    "contacten": 20,
    "huisnummer": 1,
}


def _example(doc: Json, schema: Json, diep: int, naam: str = "") -> Any:
    """What could be sent: what must be given, and at the top what may be."""
    een = _resolved(doc, schema)
    if "properties" in een:
        given = {n: s for n, s in een["properties"].items() if not _resolved(doc, s).get("readOnly")}
        wanted = given if diep < 1 else {n: s for n, s in given.items() if n in een.get("required", given)}
        return {n: _example(doc, s, diep + 1, n) for n, s in wanted.items() if not (n == "url" and "uuid" in given)}
    if een.get("type") == "array":
        return [_example(doc, een["items"], diep + 1)] if een["items"].get("properties") else []
    if een.get("enum"):
        return next(k for k in een["enum"] if k)
    if not isinstance(_VOORBEELD.get(naam, {}), dict):
        return _VOORBEELD[naam]
    return _plain(een)


def _plain(een: Json) -> Any:
    formats = {
        "uuid": "095be615-a8ad-4c33-8e9c-c7612fbf6c9f",
        "uri": "https://voorbeeld.example/",
        "date": "2026-11-24",
    }
    formats |= {"date-time": "2026-11-24T09:30:00Z", "email": "samira@voorbeeld.example"}
    found = {"integer": 1, "boolean": False, "object": {}, "string": ""}.get(een.get("type", ""), "")
    return formats.get(een.get("format", ""), found)
