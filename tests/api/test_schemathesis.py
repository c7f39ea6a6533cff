"""Questions that nobody thought of: made from the contract of the standard, asked of a register with something in it.

A bounded number per operation. Half of the addresses and references are of something that is there.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    status_code_conformance,
)

from geholpen.faces.api.poorten import POORTEN
from geholpen.faces.api.server import Server
from tests.api.conftest import TOKEN
from tests.api.oproep import CG, HOST, KI, Beller
from tests.api.vulling import VERWIJST, vul

STANDAARDEN = Path(os.environ.get("GEHOLPEN_STANDAARDEN") or Path(__file__).parents[3] / "shared" / "standards")
VOORBEELDEN = int(os.environ.get("GEHOLPEN_VOORBEELDEN", "4"))
GOED = [content_type_conformance, status_code_conformance]
CONTRACTEN = {KI: "klantinteracties-openapi.yaml", CG: "contactgegevens-openapi.yaml"}

pytestmark = pytest.mark.slow
load_all_checks()


EIGEN = "eigen"


@cache
def contract(basis: str, wiens: str) -> Any:
    """The document that the questions are made of: that of the standard, or the one we make ourselves."""
    schema = schemathesis.openapi.from_dict(document(basis, wiens))
    schema.app = Server(lambda _environ, _start: [], POORTEN)
    return schema


def document(basis: str, wiens: str) -> dict[str, Any]:
    if wiens == EIGEN:
        return Beller("", basis).get("openapi.json").json  # type: ignore[no-any-return]
    path = STANDAARDEN / CONTRACTEN[basis]
    if not path.exists():
        pytest.skip(f"{path.name} is not here: nothing of that interface was asked")
    return yaml.safe_load(path.read_text())  # type: ignore[no-any-return]


@cache
def answers(basis: str, wiens: str) -> Any:
    """The document as answers must satisfy it: its patterns are those of what is given.

    What was not given comes back as "" whatever its pattern or least length, the identification of an actor or party
    that has none as null (as what maak-klantcontact was not asked for), and which of the kinds it is follows from a
    member, not from which schema alone fits.
    """
    return schemathesis.openapi.from_dict(loosened(document(basis, wiens)))


def loosened(node: Any) -> Any:
    if isinstance(node, list):
        return [loosened(part) for part in node]
    if not isinstance(node, dict):
        return node
    found = {("anyOf" if key == "oneOf" else key): loosened(part) for key, part in node.items()}
    properties = found.get("properties", {}) if isinstance(found.get("properties"), dict) else {}
    for name, member in properties.items():
        if name in {"actorIdentificatie", "partijIdentificatie", "betrokkene", "onderwerpobject"}:
            properties[name] = {"allOf": [member], "nullable": True}
        elif member.get("type") == "string" and name not in found.get("required", ()):
            properties[name] = {"anyOf": [member, {"type": "string", "maxLength": 0}]}
    return found


def operations(basis: str, wiens: str, methode: str) -> list[Any]:
    found = [o.ok() for o in contract(basis, wiens).get_all_operations()]
    return [o for o in found if o.method.upper() == methode]


@pytest.mark.parametrize("methode", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("basis", [KI, CG])
@pytest.mark.parametrize("wiens", ["standaard", EIGEN])
def test_every_question_has_its_answer(client_echt: Beller, wiens: str, basis: str, methode: str) -> None:
    asked = operations(basis, wiens, methode)
    made = vul(client_echt if basis == KI else Beller(TOKEN, CG))
    good = sum(ask(operation, basis, wiens, made) for operation in asked)
    assert asked
    assert good, "nothing that was asked was answered: every question was refused"


def ask(operation: Any, basis: str, wiens: str, made: dict[str, list[str]]) -> int:
    """Ask this operation what comes to mind. How many were answered with what was asked."""
    good = 0
    strict = answers(basis, wiens)[operation.path][operation.method.upper()]

    @settings(
        max_examples=VOORBEELDEN,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(), st.randoms(use_true_random=False))
    def once(case: Any, kans: Any) -> None:
        nonlocal good
        real(case, made, kans)
        if "Idempotency-Key" in (case.headers or {}):
            case.headers["Idempotency-Key"] = str(uuid4())  # the same one for another question is a 422 of its own
        response = case.call(base_url=f"http://{HOST}{basis}", headers={"Authorization": f"Token {TOKEN}"})
        case.validate_response(response, checks=[not_a_server_error])
        if response.status_code < 300:
            good += 1
            case.validate_response(response, checks=GOED)
            if response.status_code != 204:
                strict.validate_response(response)
        else:
            nothing_sent = wants_body(case) and not response.request.body
            assert response.status_code in ({415} if nothing_sent else {400, 404}), (
                case.as_curl_command(),
                response.json(),
            )

    once()
    return good


def wants_body(case: Any) -> bool:
    return case.method.upper() in {"POST", "PUT", "PATCH"}


def real(case: Any, made: dict[str, list[str]], kans: Any) -> None:
    """Point half of what is named at something that is there."""
    naam = case.operation.path.split("/")[1]
    if "uuid" in (case.path_parameters or {}) and made.get(naam) and kans.random() < 0.7:
        case.path_parameters["uuid"] = kans.choice(made[naam])
    if isinstance(case.body, dict | list):
        point(case.body, made, kans, "")


def point(body: Any, made: dict[str, list[str]], kans: Any, naam: str) -> None:
    """The same, for references within a body; `naam`: of the member that holds it."""
    if isinstance(body, list):
        for part in body:
            point(part, made, kans, naam)
    elif isinstance(body, dict):
        there = made.get(VERWIJST.get(naam, ""))
        if "uuid" in body and there and kans.random() < 0.8:
            body["uuid"] = kans.choice(there)
        for key, part in body.items():
            point(part, made, kans, key)
