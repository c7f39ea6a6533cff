"""vertegenwoordigingen."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from geholpen.domain.klantcontacten.queries import machtiging_van
from tests.api import mensen
from tests.api.oproep import KI, Beller

PAD = "vertegenwoordigingen"


def paar(wie: UUID, voor: UUID) -> dict[str, Any]:
    """A body."""
    return {"vertegenwoordigendePartij": {"uuid": str(wie)}, "vertegenwoordigdePartij": {"uuid": str(voor)}}


def test_made_read_changed_and_removed(client: Beller) -> None:
    een, twee, drie = mensen.persoon(), mensen.persoon(), mensen.persoon()
    found = client.post(PAD, paar(een, twee))
    uuid, adres = found.json["uuid"], f"http://testserver{KI}"
    pad = f"{PAD}/{uuid}"
    assert (found.status, found.koppen["Location"]) == (201, f"{adres}{pad}")
    assert found.json == {
        "uuid": uuid,
        "url": f"{adres}{pad}",
        "vertegenwoordigendePartij": {"uuid": str(een), "url": f"{adres}partijen/{een}"},
        "vertegenwoordigdePartij": {"uuid": str(twee), "url": f"{adres}partijen/{twee}"},
    }
    anders = client.patch(pad, {"vertegenwoordigendePartij": {"uuid": str(drie)}}).json
    assert (anders["uuid"], anders["vertegenwoordigendePartij"]["uuid"]) == (uuid, str(drie))
    assert anders["vertegenwoordigdePartij"] == found.json["vertegenwoordigdePartij"]
    assert client.put(pad, paar(een, twee)).json == found.json
    assert client.put(pad, {}).fouten.keys() == {"vertegenwoordigendePartij", "vertegenwoordigdePartij"}
    assert client.get(PAD).json["count"] == 1
    assert (client.delete(pad).status, client.get(pad).status, client.get(PAD).json["count"]) == (204, 404, 0)


def test_not_for_itself(client: Beller) -> None:
    een, twee = mensen.persoon(), mensen.persoon()
    reden = {"vertegenwoordigdePartij": ("invalid", "De partij kan niet zichzelf vertegenwoordigen.")}
    assert client.post(PAD, paar(een, een)).fouten == reden
    made = client.maak(PAD, paar(een, twee))
    anders = client.patch(f"{PAD}/{made['uuid']}", {"vertegenwoordigendePartij": {"uuid": str(twee)}})
    assert (anders.status, anders.fouten) == (400, reden)


def test_once(client: Beller) -> None:
    een, twee, drie = mensen.persoon(), mensen.persoon(), mensen.persoon()
    client.maak(PAD, paar(een, twee))
    tekst = "De velden vertegenwoordigende_partij, vertegenwoordigde_partij moeten een unieke set zijn."
    assert client.post(PAD, paar(een, twee)).fouten == {"nonFieldErrors": ("unique", tekst)}
    ander = client.maak(PAD, paar(drie, twee))
    assert client.put(f"{PAD}/{ander['uuid']}", paar(een, twee)).fouten["nonFieldErrors"][0] == "unique"
    assert client.put(f"{PAD}/{ander['uuid']}", paar(drie, twee)).status == 200
    assert client.post(PAD, paar(twee, een)).status == 201


def test_unknown_partij(client: Beller) -> None:
    een = mensen.persoon()
    for gegeven, naam in (
        (paar(uuid4(), een), "vertegenwoordigendePartij"),
        (paar(een, uuid4()), "vertegenwoordigdePartij"),
    ):
        assert client.post(PAD, gegeven).fouten == {f"{naam}.uuid": ("invalid", "Partij object bestaat niet.")}
    both = client.post(PAD, paar(uuid4(), uuid4())).fouten
    assert set(both) == {"vertegenwoordigendePartij.uuid", "vertegenwoordigdePartij.uuid"}
    assert client.post(PAD, {}).fouten["vertegenwoordigdePartij"] == ("required", "Dit veld is vereist.")


def test_filters_also_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    een, twee, drie = mensen.persoon(), mensen.persoon(), mensen.persoon()
    a, b = (client_echt.maak(PAD, paar(wie, een))["uuid"] for wie in (twee, drie))
    assert client_echt.get(PAD).uuids == [b, a]
    for soort, waarde in (("uuid", str(twee)), ("url", f"http://elders.example/partijen/{twee}")):
        assert client_echt.get(PAD, {f"vertegenwoordigendePartij__{soort}": waarde}).uuids == [a]
        assert client_echt.get(PAD, {f"vertegenwoordigdePartij__{soort}": waarde}).uuids == []
    assert client_echt.get(PAD, {"vertegenwoordigdePartij__uuid": str(een)}).uuids == [b, a]
    assert set(warm) == {"register_vertegenwoordigingen"}


def test_what_other_software_says_lets_nobody_see_anything(client: Beller) -> None:
    """A token may write a vertegenwoordiging; no activity accepts that kind as a mandate."""
    een, twee = mensen.persoon(), mensen.persoon()
    id = UUID(client.maak(PAD, paar(een, twee))["uuid"])
    found = machtiging_van(twee, id)
    assert found is not None
    assert (found.soort, found.code, found.activiteiten) == ("opgegeven", "opgegeven", frozenset())
