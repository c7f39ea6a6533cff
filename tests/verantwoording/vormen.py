"""The saved files of the standards, read in place, and a check of one object against a schema in them."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

STANDAARDEN = Path(os.environ.get("GEHOLPEN_STANDAARDEN") or Path(__file__).parents[3] / "shared" / "standards")


@cache
def bestand(naam: str) -> Any:
    """One file; the test is left out, and says so, when the standards are not beside this folder."""
    pad = STANDAARDEN / naam
    if not pad.exists():
        pytest.skip(f"{pad} is er niet: deze vergelijking met de standaard is overgeslagen")
    return json.loads(pad.read_text()) if pad.suffix == ".json" else yaml.safe_load(pad.read_text())


def fits(schema: Any, waarde: Any, hele: Any = None) -> None:
    """Fails with what is wrong. `hele`: the document whose components `$ref` points into, in OpenAPI 3.0."""
    found = _plain(schema)
    if hele is not None:
        found = {**found, "components": _plain(hele["components"])}
    jsonschema_rs.validate(found, waarde, validate_formats=True)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if not isinstance(value, dict):
        return value
    found = {k: _plain(v) for k, v in value.items() if k not in {"example", "externalDocs", "readOnly"}}
    if found.get("nullable"):
        found["type"] = [found["type"], "null"]
    if found.get("format") in {"naam", "identificator", "OIN", "int64"}:
        found.pop("format")
    return found
