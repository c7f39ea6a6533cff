"""rekeningnummers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.api import mensen
from tests.api.oproep import KI, Beller

PAD = "rekeningnummers"
IBAN = "NL02ABNA0123456789"


def test_made_read_changed_and_removed(client: Beller) -> None:
    een, twee = mensen.persoon(), mensen.persoon()
    found = client.post(PAD, {"iban": IBAN, "bic": "ABNANL2A", "partij": {"uuid": str(een)}})
    uuid, adres = found.json["uuid"], f"http://testserver{KI}"
    pad = f"{PAD}/{uuid}"
    assert (found.status, found.koppen["Location"]) == (201, f"{adres}{pad}")
    assert found.json == {
        "uuid": uuid,
        "url": f"{adres}{pad}",
        "partij": {"uuid": str(een), "url": f"{adres}partijen/{een}"},
        "iban": IBAN,
        "bic": "ABNANL2A",
    }
    assert client.put(pad, {"iban": "NL91RABO0315273637"}).json == {**found.json, "iban": "NL91RABO0315273637"}
    assert client.patch(pad, {"partij": {"uuid": str(twee)}}).json["partij"]["uuid"] == str(twee)
    assert client.patch(pad, {"partij": None}).json["partij"] is None
    assert client.patch(pad, {"bic": ""}).json["bic"] == ""
    assert client.put(pad, {"bic": "ABNANL2A"}).fouten == {"iban": ("required", "Dit veld is vereist.")}
    assert (client.delete(pad).status, client.get(pad).status) == (204, 404)


def test_of_nobody(client: Beller) -> None:
    assert client.maak(PAD, {"iban": IBAN})["partij"] is None
    assert client.maak(PAD, {"iban": IBAN, "partij": None})["bic"] == ""


def test_nothing_stays_of_one_that_was_of_nobody(client_echt: Beller, beheer: Any, warm: list[str]) -> None:
    made = client_echt.maak(PAD, {"iban": IBAN})
    assert client_echt.get(PAD).json["results"] == [made]
    client_echt.delete(f"{PAD}/{made['uuid']}")
    assert beheer.execute("SELECT count(*) FROM partij").fetchone() == (0,)
    assert warm and set(warm) == {"register_rekeningnummers"}


@pytest.mark.parametrize(
    ("gegeven", "naam", "code"),
    [
        ({}, "iban", "required"),
        ({"iban": "1234"}, "iban", "invalid"),
        ({"iban": "NL02" + "A" * 31}, "iban", "max_length"),
        ({"iban": IBAN, "bic": "ABNA"}, "bic", "min_length"),
        ({"iban": IBAN, "bic": "ABNA NL2A"}, "bic", "invalid"),
        ({"iban": IBAN, "bic": "ABNANL2AXXXX"}, "bic", "max_length"),
        ({"iban": IBAN, "partij": {"uuid": "x"}}, "partij.uuid", "invalid"),
    ],
)
def test_refused(client: Beller, gegeven: Any, naam: str, code: str) -> None:
    found = client.post(PAD, gegeven)
    assert (found.status, (naam, code) in {(p["name"], p["code"]) for p in found.json["invalidParams"]}) == (400, True)


def test_unknown_partij(client: Beller) -> None:
    found = client.post(PAD, {"iban": IBAN, "partij": {"uuid": str(uuid4())}})
    assert found.fouten == {"partij.uuid": ("invalid", "Partij object bestaat niet.")}


def test_filters(client: Beller) -> None:
    een = client.maak(PAD, {"iban": IBAN, "bic": "ABNANL2A"})["uuid"]
    twee = client.maak(PAD, {"iban": "NL91RABO0315273637"})["uuid"]
    assert client.get(PAD).uuids == [twee, een]
    assert client.get(PAD, {"iban": IBAN}).uuids == [een]
    assert client.get(PAD, {"bic": "ABNANL2A"}).uuids == [een]
    assert client.get(PAD, {"uuid": twee}).uuids == [twee]
    assert client.get(PAD, {"uuid": twee, "iban": IBAN}).uuids == []
    assert client.get(PAD, {"uuid": "x"}).fouten["uuid"][0] == "invalid"
