"""The documents that the interfaces give of themselves, beside the contracts that they keep."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.api.oproep import CG, KI, Beller

pytestmark = pytest.mark.django_db
CONTRACTEN = Path(os.environ.get("GEHOLPEN_STANDAARDEN") or Path(__file__).parents[3] / "shared" / "standards")


def ours(basis: str) -> Any:
    """Asked without a token."""
    return Beller("", basis).get("openapi.json").json


@pytest.mark.parametrize(("basis", "versie"), [(KI, "0.9.0"), (CG, "1.1.1")])
def test_given_without_a_token_in_two_forms(basis: str, versie: str) -> None:
    als_json, als_yaml = Beller("", basis).get("openapi.json"), Beller("", basis).get("openapi.yaml")
    assert (als_json.status, als_yaml.status, als_yaml.koppen["Content-Type"]) == (200, 200, "application/yaml")
    assert yaml.safe_load(als_yaml.lichaam) == als_json.json
    assert als_json.json["info"]["version"] == als_json.koppen["API-version"] == versie
    assert als_json.json["servers"] == [{"url": f"http://testserver{basis.rstrip('/')}"}]


def contract(naam: str) -> Any:
    """The contract, where it is on this machine."""
    path = CONTRACTEN / f"{naam}-openapi.yaml"
    if not path.is_file():
        pytest.skip(f"niet vergeleken met het contract: {path.name} is hier niet")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def resolved(doc: Any, schema: Any, depth: int = 0) -> Any:
    """A schema with its references, and what it is made of, in one."""
    while "$ref" in schema:
        schema = doc["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    found: dict[str, Any] = {k: v for k, v in schema.items() if k not in {"allOf", "oneOf"}}
    for part in [*schema.get("allOf", ()), *(p for p in schema.get("oneOf", ()) if depth < 3)]:
        part = resolved(doc, part, depth + 1)
        found["properties"] = {**part.get("properties", {}), **found.get("properties", {})}
        found["required"] = sorted({*found.get("required", ()), *part.get("required", ())})
        found["enum"] = [*found.get("enum", ()), *part.get("enum", ())]
        found.setdefault("type", part.get("type"))
    return {k: v for k, v in found.items() if v not in ([], {}, None)}


def operations(doc: Any) -> dict[tuple[str, str], Any]:
    """By address and method."""
    methods = ("get", "post", "put", "patch", "delete")
    return {(path, m): op for path, ops in doc["paths"].items() for m, op in ops.items() if m in methods}


def parameters(doc: Any, op: Any) -> dict[str, Any]:
    """Name → what is said about it."""
    found = {}
    for p in op.get("parameters", ()):
        if p["name"] == "Idempotency-Key":
            continue  # ours, and nobody has to send it
        schema = resolved(doc, p["schema"])
        items = resolved(doc, schema["items"]) if "items" in schema else {}
        choices = sorted(schema.get("enum", items.get("enum", ())))
        said = {name: p.get(name) or None for name in ("required", "deprecated", "explode", "style")}
        rest = (schema.get("format"), schema.get("default"), choices, {k: v for k, v in said.items() if v})
        found[p["name"]] = (p["in"], schema["type"], *rest)
    return found


def members(doc: Any, op: Any, *, patch: bool) -> dict[str, Any]:
    """Member of the body, dotted inside groups → what is said about it.

    A PATCH asks for nothing: the contract says so too, but for the resources that have several forms.
    """
    body = op["requestBody"]["content"]["application/json"]["schema"]
    return dict(_members(doc, resolved(doc, body), "", patch=patch))


def _members(doc: Any, schema: Any, boven: str, *, patch: bool) -> Iterator[tuple[str, Any]]:
    for naam, raw in schema.get("properties", {}).items():
        if naam == "_expand":
            continue  # what is in it follows what was asked; test_schemathesis.py holds answers against the contract
        een = resolved(doc, raw)
        if boven and een.get("readOnly"):
            continue  # what only we say is compared at the top of a body
        said = {
            "required": naam in schema.get("required", ()) and not patch,
            "nullable": een.get("nullable", False),
            "readOnly": een.get("readOnly", False),
            "maxLength": een.get("maxLength") if een.get("format") != "uri" else None,
            "enum": sorted(e for e in een.get("enum", ()) if e),
            "type": een.get("type"),
            "format": een.get("format"),
            "minLength": een.get("minLength") if een.get("format") != "uri" else None,
            "minimum": een.get("minimum"),
            "maximum": een.get("maximum"),
            "pattern": een.get("pattern"),
        }
        yield boven + naam, {k: v for k, v in said.items() if v}
        if naam not in EIGEN_VORM and not een.get("readOnly"):
            yield from _members(doc, resolved(doc, een.get("items", een)), f"{boven}{naam}.", patch=patch)


def answers(theirs: Any, a: Any, own: Any, b: Any) -> Iterator[tuple[str, Any, Any]]:
    """Per status of the contract what is said about its headers, media and members."""
    for status, there in a["responses"].items():
        here = b["responses"].get(status, {})
        for wat in ("headers", "content"):
            yield f"{status} {wat}", dict.fromkeys(there.get(wat, ())), dict.fromkeys(here.get(wat, ()))
        for media, said in there.get("content", {}).items():
            ours_said = here.get("content", {}).get(media, {"schema": {}})
            both = ((theirs, said["schema"]), (own, ours_said["schema"]))
            x, y = (dict(_members(doc, resolved(doc, schema), "", patch=False)) for doc, schema in both)
            yield f"{status} lid", x, y


def differences(theirs: Any, own: Any) -> set[str]:
    """What one of the two says otherwise."""
    a, b = operations(theirs), operations(own)
    found = {f"{m.upper()} {path}: {'ontbreekt' if (path, m) in a else 'te veel'}" for path, m in a.keys() ^ b.keys()}
    for key in a.keys() & b.keys():
        where, patch = f"{key[1].upper()} {key[0]}", key[1] == "patch"
        sets = [("parameter", parameters(theirs, a[key]), parameters(own, b[key]))]
        if a[key]["operationId"] != b[key]["operationId"]:
            found.add(f"{where} operationId: {a[key]['operationId']} ≠ {b[key]['operationId']}")
        sets += answers(theirs, a[key], own, b[key])
        if "requestBody" in a[key]:
            sets.append(("lid", members(theirs, a[key], patch=patch), members(own, b[key], patch=patch)))
        for soort, x, y in sets:
            both = ((n, x.get(n), y.get(n)) for n in x.keys() | y.keys())
            found |= {f"{where} {soort} {n}: {their} ≠ {our}" for n, their, our in both if their != our}
    return found


#: Their form follows another member; the contract has it in pieces of its own.
EIGEN_VORM = {"partijIdentificatie", "actorIdentificatie", "metadata"}
_NULL = "{'type': 'object'} ≠ {'nullable': True, 'type': 'object'}"
#: Where we differ, and why that is right. Nothing else may.
BEWUST: dict[str, set[str]] = {
    "contactgegevens": set(),
    # what need not be given may be null here as well
    "klantinteracties": {
        # everything of a customer in one answer: ours
        "GET /klantbeelden/{uuid}: te veel",
        "POST /klantbeelden/zoek: te veel",
        f"POST /maak-klantcontact lid betrokkene: {_NULL}",
        f"POST /maak-klantcontact lid onderwerpobject: {_NULL}",
        # and so is in the answer what was not given: the contract's own answers are
        f"POST /maak-klantcontact 201 lid betrokkene: {_NULL}",
        f"POST /maak-klantcontact 201 lid onderwerpobject: {_NULL}",
    },
}


@pytest.mark.parametrize(("naam", "basis"), [("klantinteracties", KI), ("contactgegevens", CG)])
def test_says_what_the_contract_says(naam: str, basis: str) -> None:
    found = differences(contract(naam), ours(basis))
    assert found == BEWUST[naam], "\n".join(sorted(found ^ BEWUST[naam]))


def expandable(doc: Any) -> dict[str, dict[str, str]]:
    """Address → member that `expand` shows in full → its type, of every answer that has some."""
    found = {}
    for (path, method), op in operations(doc).items():
        said = op["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema")
        if method != "get" or said is None:
            continue
        shown = resolved(doc, said)
        een = resolved(doc, shown["properties"]["results"])["items"] if "results" in shown["properties"] else said
        expand = resolved(doc, een).get("properties", {}).get("_expand", {}).get("properties", {})
        if expand:
            found[path] = {naam: resolved(doc, schema)["type"] for naam, schema in expand.items()}
    return found


def test_says_what_can_be_shown_in_full() -> None:
    theirs, own = expandable(contract("klantinteracties")), expandable(ours(KI))
    assert theirs, "the contract has some"
    for path, members_of in theirs.items():
        assert members_of.items() <= own[path].items(), path
    nested = ours(KI)["components"]["schemas"]["ExpandKlantcontacten"]
    who = nested["allOf"][1]["properties"]["_expand"]["properties"]["hadBetrokkenen"]["items"]
    assert "wasPartij" in who["allOf"][1]["properties"]["_expand"]["properties"]


def test_what_is_missing_or_said_otherwise_is_noticed() -> None:
    theirs, own = contract("klantinteracties"), ours(KI)
    del own["components"]["schemas"]["Partijen"]["properties"]["nummer"]
    own["components"]["schemas"]["Klantcontacten"]["properties"]["kanaal"]["maxLength"] = 49
    own["paths"]["/actoren"]["get"]["operationId"] = "anders"
    del own["paths"]["/bijlagen/{uuid}"]["delete"]
    found = "\n".join(differences(theirs, own))
    for gone in (
        "POST /partijen lid nummer",
        "GET /partijen 200 lid results.nummer",
        "PUT /klantcontacten/{uuid} lid kanaal",
        "GET /actoren operationId",
        "DELETE /bijlagen/{uuid}: ontbreekt",
    ):
        assert gone in found
