"""Customers and their numbers compared with the contract: members, what may and must be given, filters, expand."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.faces.api.klantinteracties import BRONNEN, partij_identificatoren, partijen

#: Next to the checkout, unless said otherwise. It is read in place and is no part of the product.
STANDAARDEN = Path(os.environ.get("GEHOLPEN_STANDAARDEN") or Path(__file__).parents[3] / "shared" / "standards")
CONTRACT = STANDAARDEN / "klantinteracties-openapi.yaml"
#: What the contract calls each resource, and the member that comes with the kind of customer.
RESOURCES = [
    ("partijen", "Base_PartijSerializer", {"partijIdentificatie"}),
    ("partij-identificatoren", "PartijIdentificator", set()),
]


@cache
def contract() -> dict[str, Any]:
    if not CONTRACT.exists():
        pytest.skip("the contract of the standard is not here: nothing is compared with it")
    return yaml.safe_load(CONTRACT.read_text())  # type: ignore[no-any-return]


def schema(naam: str) -> dict[str, Any]:
    return contract()["components"]["schemas"][naam]  # type: ignore[no-any-return]


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


@pytest.mark.parametrize(("naam", "als", "erbij"), RESOURCES)
def test_members(naam: str, als: str, erbij: set[str]) -> None:
    assert [n for n, _ in ALLE[naam].velden if n not in erbij] == list(schema(als)["properties"])


@pytest.mark.parametrize(("naam", "als", "erbij"), RESOURCES)
def test_what_may_be_given_and_what_must(naam: str, als: str, erbij: set[str]) -> None:
    found = schema(als)
    writable = {n for n, p in found["properties"].items() if not p.get("readOnly")} - {"uuid"}
    velden = BRONNEN[naam].invoer(context={"new": True}).fields  # type: ignore[misc]
    assert {camel(n) for n in velden} == writable
    assert {camel(n) for n, f in velden.items() if f.required} == set(found["required"]) & writable
    for n, f in velden.items():
        assert getattr(f, "max_length", None) == found["properties"][camel(n)].get("maxLength"), n
        assert f.allow_null == found["properties"][camel(n)].get("nullable", False), n


@pytest.mark.parametrize(
    ("invoer", "als"),
    [
        (partijen.Persoon, "Persoon"),
        (partijen.Organisatie, "Organisatie"),
        (partijen.Contactpersoon, "Contactpersoon"),
        (partij_identificatoren.Groep, "PartijIdentificatorGroepType"),
    ],
)
def test_groups(invoer: Any, als: str) -> None:
    read_only = {"uuid"} | {n for n, p in schema(als)["properties"].items() if p.get("readOnly")}
    assert {camel(n) for n in invoer().fields} == set(schema(als)["properties"]) - read_only
    assert {camel(n) for n, f in invoer().fields.items() if f.required} == set(schema(als).get("required", ())) - (
        read_only
    )


def test_choices() -> None:
    groep = partij_identificatoren.Groep().fields
    for n, als in (
        ("code_objecttype", "CodeObjecttypeEnum"),
        ("code_soort_object_id", "CodeSoortObjectIdEnum"),
        ("code_register", "CodeRegisterEnum"),
    ):
        assert set(groep[n].choices) == set(schema(als)["enum"])
    assert set(partijen.SOORTEN) == set(schema("SoortPartijEnum")["enum"])


@pytest.mark.parametrize("naam", [naam for naam, *_ in RESOURCES])
def test_filters_and_expand(naam: str) -> None:
    params = {p["name"]: p["schema"] for p in contract()["paths"][f"/{naam}"]["get"]["parameters"]}
    bron = BRONNEN[naam]
    assert set(bron.filters) == set(params) - {"page", "pageSize", "expand"}
    assert set(bron.uitklap) == set(params.get("expand", {"items": {"enum": []}})["items"]["enum"])
    for n, vorm in bron.filters.items():
        assert set(vorm.keuzes) == set(params[n].get("enum", ())), n
        assert (vorm.soort == "ja_nee") == (params[n]["type"] == "boolean"), n
        assert {"uuid": "uuid", "uri": "url"}.get(params[n].get("format", ""), vorm.soort) == vorm.soort, n
        assert (vorm.naar or n) in ALLE[naam].filters, n


@pytest.mark.parametrize("naam", [naam for naam, *_ in RESOURCES])
def test_what_is_asked_all_day_comes_as_it_was_planned(naam: str) -> None:
    """A plan is chosen by the names in the order in which the interface reads them."""
    read = [v.naar or n for n, v in BRONNEN[naam].filters.items()]
    assert ALLE[naam].vaak
    for vaak in ALLE[naam].vaak:
        assert sorted(vaak, key=read.index) == list(vaak), vaak
