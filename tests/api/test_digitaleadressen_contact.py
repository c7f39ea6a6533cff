"""An address that somebody gave in one contact: found and expanded by that contact."""

from __future__ import annotations

from typing import Any

from tests.api import mensen
from tests.api.oproep import Beller
from tests.api.test_klantcontacten import KAAL

PAD = "digitaleadressen"
TAKEN = "verstrektDoorBetrokkene.hadKlantcontact.leiddeTotInterneTaken"
ALLES = f"verstrektDoorBetrokkene,verstrektDoorBetrokkene.hadKlantcontact,{TAKEN}"


def in_contact(client: Beller) -> dict[str, dict[str, Any]]:
    """A contact as other software records one: who took part, a task, and an address for just this."""
    contact = client.maak("klantcontacten", KAAL)
    wie = {"hadKlantcontact": {"uuid": contact["uuid"]}, "rol": "klant", "initiator": True, "wasPartij": None}
    betrokkene = client.maak("betrokkenen", wie)
    actor = client.maak("actoren", {"naam": "Balie", "soortActor": "organisatorische_eenheid"})
    taak = {
        "gevraagdeHandeling": "Terugbellen",
        "status": "te_verwerken",
        "aanleidinggevendKlantcontact": {"uuid": contact["uuid"]},
        "toegewezenAanActoren": [{"uuid": actor["uuid"]}],
    }
    adres = {"adres": "0612345678", "soortDigitaalAdres": "telefoonnummer", "verstrektDoorPartij": None}
    return {
        "betrokkene": betrokkene,
        "taak": client.maak("internetaken", taak),
        "adres": client.maak(PAD, {**adres, "verstrektDoorBetrokkene": {"uuid": betrokkene["uuid"]}}),
    }


def test_expanded_to_the_tasks(client: Beller) -> None:
    _expanded(client)


def test_expanded_to_the_tasks_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    _expanded(client_echt)
    assert "register_digitaleadressen" in warm and not [naam for naam in warm if naam.endswith("koud")]


def _expanded(client: Beller) -> None:
    made = in_contact(client)
    uuid, betrokkene = made["adres"]["uuid"], made["betrokkene"]["uuid"]
    assert made["adres"]["verstrektDoorBetrokkene"] == {"uuid": betrokkene, "url": made["betrokkene"]["url"]}
    found = client.get(PAD, {"adres": "0612345678", "expand": ALLES}).json["results"]
    assert found == [client.get(f"{PAD}/{uuid}", {"expand": ALLES.split(",")}).json]
    wie = found[0]["_expand"]["verstrektDoorBetrokkene"]
    contact = wie["_expand"]["hadKlantcontact"]
    assert (wie["uuid"], contact["uuid"]) == (betrokkene, wie["hadKlantcontact"]["uuid"])
    assert [taak["uuid"] for taak in contact["_expand"]["leiddeTotInterneTaken"]] == [made["taak"]["uuid"]]
    for naam, waarde in (("uuid", betrokkene), ("url", made["betrokkene"]["url"]), ("rol", "klant")):
        assert client.get(PAD, {f"verstrektDoorBetrokkene__{naam}": waarde}).uuids == [uuid]
    assert client.get(PAD, {"verstrektDoorBetrokkene__rol": "vertegenwoordiger"}).uuids == []


def test_gotcha_04_a_nested_path_needs_its_parent(client: Beller) -> None:
    uuid = in_contact(client)["adres"]["uuid"]
    found = client.get(f"{PAD}/{uuid}", {"expand": "verstrektDoorBetrokkene.hadKlantcontact"}).json
    assert found.get("_expand", {}) == {}


def test_for_a_partij_and_in_a_contact_and_then_for_the_contact_alone(client: Beller) -> None:
    made, partij = in_contact(client), mensen.persoon()
    pad = f"{PAD}/{made['adres']['uuid']}"
    found = client.patch(pad, {"verstrektDoorPartij": {"uuid": str(partij)}}).json
    assert found["verstrektDoorPartij"]["uuid"] == str(partij)
    assert found["verstrektDoorBetrokkene"] == made["adres"]["verstrektDoorBetrokkene"]
    assert client.patch(pad, {"verstrektDoorPartij": None}).json == made["adres"]
    assert client.patch(pad, {"verstrektDoorBetrokkene": None}).json["verstrektDoorBetrokkene"] is None
