"""categorieen and categorie-relaties."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.api import mensen
from tests.api.oproep import KI, Beller

GROEP, RELATIE = "categorieen", "categorie-relaties"
ADRES = f"http://testserver{KI}"


def test_a_group_made_read_changed_and_removed(client: Beller) -> None:
    found = client.post(GROEP, {"naam": "Ondernemers"})
    pad = f"{GROEP}/{found.json['uuid']}"
    assert (found.status, found.koppen["Location"]) == (201, f"{ADRES}{pad}")
    assert found.json == {"uuid": found.json["uuid"], "url": f"{ADRES}{pad}", "naam": "Ondernemers"}
    assert client.put(pad, {}).json == client.patch(pad, {}).json == found.json
    assert client.put(pad, {"naam": "Winkels"}).json["naam"] == "Winkels"
    assert client.post(GROEP, {"naam": "a" * 81}).fouten["naam"][0] == "max_length"
    assert client.maak(GROEP, {})["naam"] == ""
    assert (client.delete(pad).status, client.get(pad).status, client.patch(pad, {}).status) == (204, 404, 404)


def test_groups_newest_first_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    made = [client_echt.maak(GROEP, {"naam": naam}) for naam in "ab"]
    assert client_echt.get(GROEP).json["results"] == made[::-1]
    assert set(warm) == {"register_categorieen"}


def test_in_a_group(client: Beller) -> None:
    partij, groep = mensen.persoon(), client.maak(GROEP, {"naam": "Ondernemers"})
    gegeven = {"partij": {"uuid": str(partij)}, "categorie": {"uuid": groep["uuid"]}, "eindDatum": "2030-01-01"}
    found = client.post(RELATIE, gegeven)
    pad = f"{RELATIE}/{found.json['uuid']}"
    assert (found.status, found.koppen["Location"]) == (201, f"{ADRES}{pad}")
    assert found.json == {
        "uuid": found.json["uuid"],
        "url": f"{ADRES}{pad}",
        "partij": {"uuid": str(partij), "url": f"{ADRES}partijen/{partij}"},
        "categorie": {"uuid": groep["uuid"], "url": groep["url"], "naam": "Ondernemers"},
        "beginDatum": timezone.localdate().isoformat(),
        "eindDatum": "2030-01-01",
    }
    assert client.put(pad, {}).json == found.json
    assert client.patch(pad, {"eindDatum": None}).json["eindDatum"] is None
    assert client.patch(pad, {"beginDatum": "2026-01-01"}).json["beginDatum"] == "2026-01-01"
    assert client.patch(pad, {"categorie": None}).json["categorie"] is None
    assert client.patch(pad, {"partij": None}).json["partij"] is None
    assert client.patch(pad, {"partij": {"uuid": str(partij)}}).json["partij"]["uuid"] == str(partij)
    assert (client.delete(pad).status, client.get(pad).status) == (204, 404)


def test_who_was_in_a_group_that_goes_is_in_none(client: Beller) -> None:
    groep = client.maak(GROEP, {"naam": "Weg"})
    made = client.maak(RELATIE, {"partij": {"uuid": str(mensen.persoon())}, "categorie": {"uuid": groep["uuid"]}})
    client.delete(f"{GROEP}/{groep['uuid']}")
    assert client.get(f"{RELATIE}/{made['uuid']}").json["categorie"] is None


@pytest.mark.parametrize("veld", ["partij", "categorie"])
def test_unknown_uuid(client: Beller, veld: str) -> None:
    found = client.post(RELATIE, {veld: {"uuid": str(uuid4())}})
    assert found.fouten == {f"{veld}.uuid": ("invalid", f"{veld.title()} object bestaat niet.")}


def test_wrong_dates(client: Beller) -> None:
    found = client.post(RELATIE, {"beginDatum": "x", "eindDatum": "y"})
    assert {naam: code for naam, (code, _) in found.fouten.items()} == dict.fromkeys(
        ("beginDatum", "eindDatum"), "invalid"
    )


def test_filters_also_the_hot_way(client_echt: Beller, beheer: Any, warm: list[str]) -> None:
    client, partij = client_echt, mensen.persoon()
    beheer.execute("UPDATE partij SET nummer = '0000000001' WHERE partij_id = %s", [partij])
    groep, ander = client.maak(GROEP, {"naam": "Ondernemers"}), client.maak(GROEP, {"naam": "Sport"})
    een = client.maak(
        RELATIE,
        {"partij": {"uuid": str(partij)}, "categorie": {"uuid": groep["uuid"]}, "beginDatum": "2026-01-01"},
    )["uuid"]
    twee = client.maak(RELATIE, {"categorie": {"uuid": ander["uuid"]}, "eindDatum": "2026-12-31"})["uuid"]
    assert client.get(RELATIE).uuids == [twee, een]
    vragen = {
        "beginDatum": "2026-01-01",
        "categorie__naam": "Ondernemers",
        "categorie__url": groep["url"],
        "categorie__uuid": groep["uuid"],
        "partij__nummer": "0000000001",
        "partij__url": f"{ADRES}partijen/{partij}",
        "partij__uuid": str(partij),
    }
    assert {naam: client.get(RELATIE, {naam: waarde}).uuids for naam, waarde in vragen.items()} == dict.fromkeys(
        vragen, [een]
    )
    assert client.get(RELATIE, {"eindDatum": "2026-12-31"}).uuids == [twee]
    assert client.get(RELATIE, {"partij__nummer": "1"}).uuids == []
    assert "register_categorie_relaties" in warm and not [naam for naam in warm if "koud" in naam]
