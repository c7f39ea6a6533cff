"""Members, what is required, filters and expand of these resources as the contract has them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.faces.api.klantinteracties import BRONNEN

#: Next to the checkout, unless said otherwise. It is read in place and is no part of the product.
STANDAARDEN = Path(os.environ.get("GEHOLPEN_STANDAARDEN") or Path(__file__).parents[3] / "shared" / "standards")
CONTRACT = STANDAARDEN / "klantinteracties-openapi.yaml"
RESOURCES = [("klantcontacten", "Klantcontact"), ("betrokkenen", "Betrokkene")]


@cache
def contract() -> dict[str, Any]:
    if not CONTRACT.exists():
        pytest.skip("the contract of the standard is not here: nothing is compared with it")
    return yaml.safe_load(CONTRACT.read_text())  # type: ignore[no-any-return]


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


@pytest.mark.parametrize(("naam", "schema"), RESOURCES)
def test_members(naam: str, schema: str) -> None:
    assert [n for n, _ in ALLE[naam].velden] == list(contract()["components"]["schemas"][schema]["properties"])


@pytest.mark.parametrize(("naam", "schema"), RESOURCES)
def test_what_may_be_given_and_what_must(naam: str, schema: str) -> None:
    found = contract()["components"]["schemas"][schema]
    writable = {n for n, p in found["properties"].items() if not p.get("readOnly")}
    velden = BRONNEN[naam].invoer().fields  # type: ignore[misc]
    assert {camel(n) for n in velden} == writable
    assert {camel(n) for n, f in velden.items() if f.required} == set(found["required"]) & writable
    for n, f in velden.items():
        limit = found["properties"][camel(n)].get("maxLength")
        assert getattr(f, "max_length", None) == limit, n


@pytest.mark.parametrize(("naam", "schema"), RESOURCES)
def test_filters_and_expand(naam: str, schema: str) -> None:
    params = {p["name"]: p["schema"] for p in contract()["paths"][f"/{naam}"]["get"]["parameters"]}
    bron = BRONNEN[naam]
    assert set(bron.filters) == set(params) - {"page", "pageSize", "expand"}
    assert set(bron.uitklap) == set(params["expand"]["items"]["enum"])
    for n, vorm in bron.filters.items():
        assert {"boolean": "ja_nee"}.get(params[n]["type"], vorm.soort) == vorm.soort, n
        assert {"uuid": "uuid", "uri": "url", "date-time": "moment"}.get(params[n].get("format"), "") in {
            "",
            vorm.soort,
        }
        assert (vorm.naar or n) in ALLE[naam].filters, n


def test_roles() -> None:
    enum = contract()["components"]["schemas"]["RolEnum"]["enum"]
    assert set(BRONNEN["betrokkenen"].invoer().fields["rol"].choices) == set(enum)  # type: ignore[misc, union-attr]


def test_what_is_asked_all_day_comes_as_it_was_planned() -> None:
    """A plan is chosen by the names in the order in which the interface reads them."""
    for naam, _ in RESOURCES:
        read = [v.naar or n for n, v in BRONNEN[naam].filters.items()]
        for vaak in ALLE[naam].vaak:
            assert sorted(vaak, key=read.index) == list(vaak), vaak
