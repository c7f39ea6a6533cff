"""What an interface says about itself, to anybody: its OpenAPI document in JSON and YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from geholpen.faces.api import openapi
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.verzoek import JSON, Antwoord, Verzoek

PADEN = frozenset({"openapi.json", "openapi.yaml"})
YAML = "application/yaml"


def answer(verzoek: Verzoek, versie: str, bronnen: Mapping[str, Bron]) -> Antwoord:
    """The document of an interface of resources."""
    titel = verzoek.basis.rstrip("/").split("/")[-3]
    return shown(verzoek, openapi.document(titel, versie, verzoek.basis, bronnen))


def shown(verzoek: Verzoek, found: dict[str, Any]) -> Antwoord:
    """A document in the form that was asked."""
    if verzoek.pad.endswith("json"):
        return Antwoord(200, orjson.dumps(found), media=JSON)
    return Antwoord(200, ("\n".join(_yaml(found, "")) + "\n").encode(), media=YAML)


def _yaml(value: Any, indent: str) -> Iterator[str]:
    """YAML of what JSON can say; every text and name in quotes, so that none of them means something else."""
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in pairs:
        head = f"{indent}-" if key is None else f"{indent}{_quoted(key)}:"
        if isinstance(item, dict | list) and item:
            yield head
            yield from _yaml(item, indent + "  ")
        else:
            yield f"{head} {_quoted(item)}"


def _quoted(value: Any) -> str:
    return orjson.dumps(value).decode()
