"""An interface whose standard says its own addresses and answers: a table of routes, with what is said of each.

For resources that are all alike there is `poort.py`; both are called the same way by the server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from rest_framework.exceptions import NotFound

from geholpen.faces.api import beschrijving, toegang
from geholpen.faces.api.fouten import Methode, answer
from geholpen.faces.api.verzoek import PROBLEM, Antwoord, Verzoek
from geholpen.platform.context import Context
from geholpen.platform.taal import vertaald

Json = dict[str, Any]
#: A token of ours, also with the word that these standards use for it.
SOORTEN = frozenset({"token", "bearer"})
_FOUT: Json = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("type", "code", "title", "detail", "instance"), {"type": "string"}),
        "status": {"type": "integer"},
        "invalidParams": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": dict.fromkeys(("name", "code", "reason"), {"type": "string"}),
                "required": ["code", "name", "reason"],
            },
        },
    },
    "required": ["code", "detail", "instance", "status", "title"],
}


@dataclass(frozen=True)
class Route:
    """One operation. `pad` is below the address of the interface, with {names}; `doe` answers it."""

    methode: str
    pad: str
    doe: Callable[[Context, Verzoek, Mapping[str, str]], Antwoord]
    id: str
    wat: str  # for people, in Dutch
    antwoord: Json | None = None
    lichaam: Json | None = None
    parameters: Sequence[Json] = ()
    status: int = 200
    scopes: Sequence[str] = ()
    media: str = "application/json"

    @property
    def vorm(self) -> re.Pattern[str]:
        """What an address must look like; a name takes one part of it."""
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.pad))


@dataclass(frozen=True)
class Routepoort:
    """One interface: title, version, routes, and the schemas that they name."""

    titel: str
    versie: str
    routes: Sequence[Route]
    schemas: Mapping[str, Json] = field(default_factory=dict)

    def __call__(self, verzoek: Verzoek) -> Antwoord:
        """Answer one call; never raises."""
        try:
            found = self._answer(verzoek)
        except Exception as error:  # noqa: BLE001  every fault becomes a problem; the unexpected ones are logged
            found = _problem(answer(verzoek, error))
        found.koppen["API-Version"] = self.versie
        return found

    def _answer(self, verzoek: Verzoek) -> Antwoord:
        if verzoek.pad in beschrijving.PADEN:
            if verzoek.methode != "GET":
                raise Methode(verzoek.methode, ("GET", "HEAD"))
            return beschrijving.shown(verzoek, self.document(verzoek.basis))
        hier = [(route, found) for route in self.routes if (found := route.vorm.fullmatch(verzoek.pad))]
        if not hier:
            raise NotFound
        ctx = toegang.context(verzoek, SOORTEN)
        verzoek.check_accept()
        for route, found in hier:
            if route.methode == verzoek.methode:
                return route.doe(ctx, verzoek, found.groupdict())
        raise Methode(verzoek.methode, [route.methode for route, _ in hier])

    def document(self, adres: str) -> Json:
        """The OpenAPI document, made of the same routes that answer."""
        paths: Json = {}
        for route in self.routes:
            paths.setdefault(f"/{route.pad}", {})[route.methode.lower()] = self._operation(route)
        return {
            "openapi": "3.0.3",
            "info": {"title": self.titel, "version": self.versie, "license": {"name": "EUPL 1.2"}},
            "servers": [{"url": adres.rstrip("/")}],
            "paths": paths,
            "components": {
                "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
                "schemas": {"Fout": _FOUT, **self.schemas},
            },
        }

    def _operation(self, route: Route) -> Json:
        kop = {"API-Version": {"schema": {"type": "string"}, "description": "De versie van deze interface."}}
        good: Json = {"description": "", "headers": kop}
        if route.antwoord:
            good["content"] = {route.media: {"schema": route.antwoord}}
        fault = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Fout"}}}
        body = {"required": True, "content": {"application/json": {"schema": route.lichaam}}} if route.lichaam else None
        rights = f" Het token heeft nodig: {' of '.join(route.scopes)}." if route.scopes else ""
        return {
            "operationId": route.id,
            "summary": vertaald(route.wat),
            "description": vertaald(route.wat) + rights,
            "tags": [route.pad.partition("/")[0]],
            "parameters": [*_path(route.pad), *route.parameters],
            **({"requestBody": body} if body else {}),
            "security": [{"bearerAuth": []}],
            "responses": {str(route.status): good, "default": {"description": "Een fout.", "content": fault}},
        }


def _path(pad: str) -> Iterator[Json]:
    for naam in re.findall(r"\{(\w+)\}", pad):
        yield {"name": naam, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def query(naam: str, schema: Json, uitleg: str = "", *, required: bool = False) -> Json:
    """A parameter in the address."""
    found: Json = {"name": naam, "in": "query", "schema": schema, "required": required}
    return found | ({"description": uitleg} if uitleg else {})


def ref(naam: str) -> Json:
    """A schema of the interface."""
    return {"$ref": f"#/components/schemas/{naam}"}


def _problem(found: Antwoord) -> Antwoord:
    """The same problem, always as problem+json and never with an empty detail."""
    said = orjson.loads(found.lichaam)
    said["detail"] = said["detail"] or said["title"]
    return replace(found, lichaam=orjson.dumps(said), media=PROBLEM)
