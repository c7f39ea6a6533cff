"""Questions that nobody thought of, made from the contracts of the standards and from our own documents.

Nothing may be answered with a fault of ours, and every answer has the form that the document promises.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from geholpen.domain.verantwoording import pseudoniem
from geholpen.faces.api.poorten import POORTEN
from geholpen.faces.api.server import Server
from tests.api.oproep import HOST, Beller
from tests.verantwoording.test_ldv_schrijven import regel
from tests.verantwoording.test_vng import ALLES, BEWERKING, INZAGE, PERIODE, actie
from tests.verantwoording.vormen import bestand

VOORBEELDEN = int(os.environ.get("GEHOLPEN_VOORBEELDEN", "6"))
LDV, AUTHZEN, ADL = "/ldv/api/v1/", "/access/v1/", "/beslissingen/api/v1/"
CONTRACTEN = {
    BEWERKING: "vng-verwerkingenlogging/bewerking-api-0.9.0.openapi.yaml",
    INZAGE: "vng-verwerkingenlogging/inzage-api-0.9.0.openapi.yaml",
    LDV: "ldv/lezen-api-1.1.0.openapi.json",
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
pytestmark = pytest.mark.slow
load_all_checks()


def standaard(basis: str) -> dict[str, Any]:
    """The contract, with what it refers to elsewhere put in its place, and answers it forgot: 404 and 405 are HTTP."""
    found: dict[str, Any] = copy.deepcopy(bestand(CONTRACTEN[basis]))
    if basis == LDV:
        schemas, responses = found["components"]["schemas"], found["components"]["responses"]
        schemas["Attributes"] = bestand("ldv/attributes.schema.json")
        schemas["Nlgovproblem"] = {"type": "object", "required": ["status", "title"]}
        for antwoord in responses.values():
            antwoord["headers"] = {"API-Version": {"schema": {"type": "string"}}}
    found.pop("servers", None)
    return found


def eigen(basis: str) -> dict[str, Any]:
    """What we say ourselves."""
    found: dict[str, Any] = Beller("", basis).get("openapi.json").json
    return found


@pytest.mark.parametrize(
    ("wiens", "basis"),
    [*((standaard, b) for b in CONTRACTEN), *((eigen, b) for b in (BEWERKING, INZAGE, LDV, AUTHZEN, ADL))],
)
def test_every_question_has_its_answer(
    beller: Callable[..., Beller], ada: UUID, wiens: Callable[[str], dict[str, Any]], basis: str
) -> None:
    wie = beller("vng", *ALLES, "ldv:lezen", "ldv:schrijven", "authzen", "adl:lezen", basis=basis)
    made = wie.post(f"{BEWERKING}verwerkingsacties", actie()).json
    wie.post(f"{LDV}logregels", regel())
    schema = schemathesis.openapi.from_dict(wiens(basis))
    schema.app = Server(lambda _environ, _start: [], POORTEN)
    asked = [o.ok() for o in schema.get_all_operations()]
    assert asked
    good = sum(ask(operation, basis, wie.token, made, ada) for operation in asked)
    assert good, "every question was refused"


def ask(operation: Any, basis: str, token: str, made: dict[str, Any], ada: UUID) -> int:
    """Ask what comes to mind; half of it about somebody who is there. How many were answered."""
    good = 0

    @settings(
        max_examples=VOORBEELDEN,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def once(case: Any) -> None:
        nonlocal good
        real(case, made, ada)
        response = case.call(base_url=f"http://{HOST}{basis}", headers={"Authorization": f"Bearer {token}"})
        case.validate_response(response, checks=[not_a_server_error])
        if response.status_code < 300:
            good += 1
            case.validate_response(response, checks=CHECKS)
        else:
            assert response.headers["content-type"] == ["application/problem+json"]
            assert response.status_code in {400, 403, 404, 415}, (case.as_curl_command(), response.text)

    once()
    return good


def real(case: Any, made: dict[str, Any], ada: UUID) -> None:
    """About an action and a person that are there."""
    path = case.path_parameters or {}
    if "actieId" in path:
        path["actieId"] = made["actieId"]
    if "verwerktObjectId" in path:
        path["verwerktObjectId"] = made["verwerkteObjecten"][0]["verwerktObjectId"]
    wie = {"objecttype": "persoon", "soortObjectId": "pseudoniem", "objectId": pseudoniem.alle_van_partij(ada)[0][:40]}
    query = case.query or {}
    if "objectId" in query:
        query |= wie | ({k: v for k, v in PERIODE.items() if k in query})
        query.pop("page", None)
    if isinstance(case.body, dict) and "objectId" in case.body:
        case.body |= wie
    if "verwerkingId" in query:
        query["verwerkingId"] = made["verwerkingId"]
