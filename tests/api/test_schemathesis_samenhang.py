"""Questions after each other: what was made is read, changed and removed, in whatever order comes to mind.

The contract has no links; every resource is linked here to its own address by the uuid in the answer.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance

from geholpen.faces.api.poorten import POORTEN
from geholpen.faces.api.server import Server
from tests.api.conftest import TOKEN
from tests.api.oproep import CG, HOST, KI, Beller
from tests.api.test_schemathesis import EIGEN, document

pytestmark = pytest.mark.slow
CHECKS = [not_a_server_error, content_type_conformance]
NA = settings(
    max_examples=5,
    stateful_step_count=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def linked(doc: dict[str, Any]) -> dict[str, Any]:
    """The same with a link from what makes a resource to everything that can be done with it."""
    for path, operations in doc["paths"].items():
        one = doc["paths"].get(f"{path}/{{uuid}}", {})
        if "post" in operations and one:
            operations["post"]["responses"]["201"]["links"] = {
                methode: {"operationId": op["operationId"], "parameters": {"uuid": "$response.body#/uuid"}}
                for methode, op in one.items()
                if methode in {"get", "put", "patch", "delete"}
            }
    return doc


@pytest.mark.parametrize("basis", [KI, CG])
@pytest.mark.parametrize("wiens", ["standaard", EIGEN])
def test_what_was_made_is_there_until_it_is_removed(client_echt: Beller, wiens: str, basis: str) -> None:
    schema = schemathesis.openapi.from_dict(linked(document(basis, wiens)))
    schema.app = Server(lambda _environ, _start: [], POORTEN)
    asked: list[int] = []

    class Samenhang(schema.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, _case: Any) -> dict[str, Any]:
            return {"base_url": f"http://{HOST}{basis}", "headers": {"Authorization": f"Token {TOKEN}"}}

        def validate_response(self, response: Any, case: Any, *_more: Any, **_meer: Any) -> None:
            asked.append(response.status_code)
            case.validate_response(response, checks=CHECKS)
            if response.status_code == 201 and "url" in response.json():
                assert Beller(TOKEN).get(response.json()["url"]).status == 200, "made, and not there"
            if response.status_code == 204:
                assert Beller(TOKEN).get(basis.rstrip("/") + case.formatted_path).status == 404, (
                    "removed, and still there"
                )

    Samenhang.run(settings=NA)
    assert any(status < 300 for status in asked), "nothing that was asked was answered"
    assert max(asked) < 500
